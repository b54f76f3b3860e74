import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { summarise } from '../../src/cli/summary.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import { LANGUAGES, type Language } from '../../src/model/message.ts';
import { makeWords } from '../../src/words.ts';
import type { PresentedFeature } from '../../src/exports/present-feature.ts';
import type { PresentedScan } from '../../src/exports/present-scan.ts';

const feature = {
  name: 'Sorts the applications by how well they fit',
  asset: { kind: 'workflow', externalId: '502000001' },
  system: { id: 'openai-api', vendor: 'OpenAI', name: 'OpenAI API', model: 'gpt-4o' },
  tier: 'high',
  flags: ['high-risk-review'],
  notice: 'not-needed',
  missing: [{ fact: 'effect', question: 'What follows from it?', why: '' }],
} as unknown as PresentedFeature;

const scanOf = (rest: Partial<PresentedScan>): PresentedScan =>
  ({
    tenant: { id: 'hubspot-1', crm: 'hubspot', name: '1', account: '1' },
    scan: { kind: 'resync', startedAt: '2026-11-01T00:00:00Z', finishedAt: '2026-11-01T00:00:02Z', requests: 41 },
    coverage: [{ stream: 'workflows', status: 'complete', assets: 1 }],
    examined: { assets: 1, ai: 1, notAi: 0, undetermined: 0 },
    features: [],
    notAi: [],
    notVisible: [],
    ...rest,
  }) as unknown as PresentedScan;

const law = loadLaw();
const shown = (rest: Partial<PresentedScan>, columns?: number, language?: Language) =>
  stripVTControlCharacters(
    summarise(
      scanOf(rest),
      makeWords(law, [], language),
      Object.assign(new PassThrough(), { columns }) as unknown as NodeJS.WriteStream,
    ),
  );

describe('src/cli/summary', () => {
  it('names the account, the time and the requests first', () => {
    expect(shown({}).split('\n')[0]).toBe('HubSpot account 1: scanned in 2.0 s with 41 requests');
  });

  it('has a column for the system where there is room', () => {
    const wide = shown({ features: [feature] });
    expect(wide).toContain('OpenAI API gpt-4o');
    expect(shown({ features: [feature] }, 200)).toBe(wide);
  });

  it.each([80, 100, 120, 150])('keeps each feature on one line of a terminal of %d columns', (columns) => {
    const line = shown({ features: [feature] }, columns)
      .split('\n')
      .find((one) => one.includes('high-risk review'));
    expect(line?.length).toBeLessThanOrEqual(columns);
    expect(line).toMatch(/^ {2}high +Sorts the appl.* workflow 50.* high-risk review, 1 open question$/);
  });

  it.each(LANGUAGES.filter((language) => language !== 'en'))('says everything in %s', (language) => {
    const all: Partial<PresentedScan> = {
      features: [
        feature,
        { ...feature, flags: ['transparency-notice', 'prohibited-practice-review'], notice: 'absent' },
      ],
      coverage: [{ stream: 'workflows', status: 'denied', assets: 0, grant: 'automation' }],
      notVisible: [{ catalogueId: 'x', name: 'x', why: 'scope', question: '?', properties: ['a'] }],
    };
    const sentences = (text: string) => text.split('\n').map((line) => line.replace(/^ +(?:\d\. )?/, ''));
    const english = sentences(shown(all));
    const told = sentences(shown(all, undefined, language));

    expect(told).toHaveLength(english.length);
    // Names alone are the same in every language.
    expect(told.filter((line) => line !== '' && english.includes(line))).toEqual(['x  a']);
    expect(told.join('\n')).not.toContain('summary.');
  });

  it('does not say that nothing was found where nothing was looked at', () => {
    expect(shown({ coverage: [] })).not.toContain('No AI feature');
  });

  it.each([
    [[['no-api', 2]], '2 AI features of HubSpot cannot be seen through any API: ask the administrator'],
    [
      [
        ['no-api', 1],
        ['scope', 3],
      ],
      '1 AI feature of HubSpot cannot be seen through any API and 3 could not be checked this time: ask',
    ],
  ] as const)('counts what cannot be seen: %j', (unseen, told) => {
    const notVisible = unseen.flatMap(([why, count]) =>
      Array.from({ length: count }, (_, at) => ({ catalogueId: `${why}-${at}`, name: 'x', why, question: '?' })),
    );
    expect(shown({ notVisible })).toContain(told);
  });

  it.each([
    ['denied', 'automation', 'Grant automation and scan again.'],
    ['partial', 'tickets', 'Grant tickets and scan again.'],
  ] as const)('says first what to grant where a stream was %s', (status, grant, step) => {
    const told = shown({ coverage: [{ stream: 'workflows', status, assets: 0, reason: 'Not allowed.', grant }] });
    expect(told).toContain(`  1. ${step}`);
    expect(told).toContain('nothing here means “no AI”');
  });

  it.each([
    [['admin user'], 'Let an administrator user scan.'],
    [
      ['admin user, Developer role right on each module', 'Developer role right on each module'],
      'Let an administrator user scan, or give this user the Developer role right on each module and scan again.',
    ],
  ])('says who should scan a SugarCRM when %j is missing', (grants, step) => {
    const coverage = grants.map((grant) => ({ stream: 'metadata', status: 'partial' as const, assets: 0, grant }));
    const told = shown({ tenant: { id: 's', crm: 'sugarcrm', name: 's', account: 's' }, coverage });
    expect(told).toContain(`  1. ${step}\n`);
    expect(told).toContain(`needs ${grants[0]}`);
  });
});
