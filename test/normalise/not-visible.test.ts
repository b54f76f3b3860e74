import { describe, expect, it } from '@jest/globals';
import { CatalogueEntry } from '../../src/model/catalogue.ts';
import type { StreamReport, StreamStatus } from '../../src/model/coverage.ts';
import type { AiFeature } from '../../src/model/feature.ts';
import type { Context } from '../../src/normalise/context.ts';
import { notVisible } from '../../src/normalise/not-visible.ts';
import { contextOf, knowledge } from '../support/build.ts';

const entry = (parts: object) => ({
  ...CatalogueEntry.parse({
    id: 'x',
    number: 1,
    name: 'X',
    vendor: 'HubSpot',
    area: 'Sales',
    kind: 'score',
    ai: 'yes',
    detectability: 'trace',
    question: 'Is X used?',
    source: 'test',
    readOn: '2026-11-23',
    ...parts,
  }),
  crm: 'hubspot' as const,
});
const report = (stream: string, status: StreamStatus): StreamReport => ({ stream, status, assets: 0 });

function ask(
  parts: object,
  reports: readonly StreamReport[] = [],
  context: Partial<Context> = {},
  features: readonly AiFeature[] = [],
) {
  return notVisible(features, reports, contextOf(context), { ...knowledge, entries: [entry(parts)] }).map(
    ({ why }) => why,
  );
}

describe('normalise/not-visible', () => {
  it.each<[string, object, StreamReport[], string[]]>([
    ['no API shows it', { detectability: 'none' }, [], ['no-api']],
    ['its stream was read', { streams: ['emails'] }, [report('emails', 'complete')], []],
    ['its stream was read in part', { streams: ['emails'] }, [report('emails', 'partial')], []],
    ['its stream was refused', { streams: ['emails'] }, [report('emails', 'denied')], ['scope']],
    ['its stream failed', { streams: ['emails'] }, [report('emails', 'failed')], ['scope']],
    ['its stream was not asked', { streams: ['emails'] }, [], ['scope']],
    ['the edition lacks it', { streams: ['emails'] }, [report('emails', 'unavailable')], ['edition']],
    [
      'one of two streams was refused',
      { streams: ['emails', 'segments'] },
      [report('emails', 'unavailable'), report('segments', 'denied')],
      ['scope'],
    ],
    ['it is no AI', { ai: 'no', detectability: 'none' }, [], []],
  ])('when %s', (_when, parts, reports, why) => {
    expect(ask(parts, reports)).toEqual(why);
  });

  it('asks nothing about what was found', () => {
    const found = [{ system: { catalogueId: 'x' } }] as AiFeature[];
    expect(ask({ detectability: 'none' }, [], {}, found)).toEqual([]);
  });

  it('asks for the values of AI properties that exist and that nobody could count', () => {
    const recognise = { properties: [{ object: 'deals', name: 'score' }] };
    const properties: Context['properties'] = new Map([
      ['deals/score', { label: 'Score', description: '', type: 'number', fieldType: 'number', vendorDefined: true }],
    ]);
    expect(ask({ recognise }, [], { properties })).toEqual(['scope']);
    expect(ask({ recognise }, [], { properties, population: new Map([['deals/score', 0]]) })).toEqual([]);
    expect(ask({ recognise })).toEqual([]);
  });

  it('asks something about every feature of the real catalogue in an account that shows nothing', () => {
    const asked = notVisible([], [], contextOf(), knowledge);
    expect(asked.filter(({ question }) => question.length < 10)).toEqual([]);
    const ids = asked.map(({ catalogueId }) => catalogueId);
    const expected = knowledge.entries.filter((one) => one.ai !== 'no' && !one.askedWhenHinted).map(({ id }) => id);
    expect(expected.filter((id) => !ids.includes(id))).toEqual([]);
  });
});
