import { describe, expect, it } from '@jest/globals';
import type { AiProperty } from '../../../connectors/hubspot/ai-property.ts';
import { chunksOf } from '../../../connectors/hubspot/history-chunks.ts';
import { makePropertyHistory } from '../../../connectors/hubspot/property-history.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { RawAsset } from '../../../src/model/raw-asset.ts';
import { hubspotApi } from '../../support/http-mock.ts';
import { testClient } from './support/client.ts';
import { drain, keptOf } from './support/kept.ts';

const objects = '/crm/objects/2026-09/tickets';
const CATALOGUE: AiProperty[] = [
  { object: 'tickets', name: 'hs_ticket_category', proof: 'writer' },
  { object: 'tickets', name: 'hs_sentiment', proof: 'population' },
];
const property = (name: string, payload: JsonObject = {}) => ({
  kind: 'property',
  externalId: `tickets/${name}`,
  payload: { objectType: 'tickets', name, label: name, hubspotDefined: true, ...payload },
});
const custom = (name: string, payload: JsonObject = {}) => property(name, { hubspotDefined: false, ...payload });
const version = (sourceType: string, sourceId?: string) => ({
  value: 'jane@example.com',
  timestamp: '2026-10-02T09:11:00Z',
  sourceType,
  ...(sourceId !== undefined && { sourceId }),
});
const record = (id: string, propertiesWithHistory: object) => ({
  id,
  properties: { x: 'jane@example.com' },
  propertiesWithHistory,
});

const pull = (kept: readonly Partial<RawAsset>[]) =>
  drain(makePropertyHistory(CATALOGUE).pull({ client: testClient(), kept: keptOf(kept), now: new Date(0) }));

const payloads = ({ pages }: Awaited<ReturnType<typeof pull>>) =>
  pages.flatMap(({ assets }) => assets.map(({ payload }) => payload));

const listing = (names: string, results: object[]) =>
  hubspotApi().get(objects).query({ limit: 50, propertiesWithHistory: names }).reply(200, { results });

describe('connectors/hubspot/property-history', () => {
  it('counts in how many sampled records each source stands; no value and no record id leaves it', async () => {
    listing('my_score', [
      record('98765', { my_score: [version('BREEZE_AGENT'), version('BREEZE_AGENT'), version('CRM_UI', 'userId:5')] }),
      record('98766', { my_score: [version('CRM_UI')], not_asked: [version('BOT')] }),
      record('98767', { my_score: [] }),
    ]);
    const read = await pull([custom('my_score')]);
    expect(payloads(read)).toEqual([
      { objectType: 'tickets', name: 'my_score', sampled: 2, sources: { BREEZE_AGENT: 1, CRM_UI: 2 } },
    ]);
    expect(read.pages[0]?.assets[0]).toMatchObject({ kind: 'property-history', externalId: 'tickets/my_score' });
    expect(JSON.stringify(read)).not.toMatch(/jane|9876/);
  });

  it.each([
    ['WORKFLOWS', '585051946', ['585051946']],
    ['AUTOMATION_PLATFORM', 'flowId:42;enrollmentId:7', ['42']],
    ['WORKFLOWS', 'enrollmentId:7', undefined],
    ['INTEGRATION', '12345', undefined],
  ])('names the flow of %s %s', async (sourceType, sourceId, flows) => {
    listing('a', [record('1', { a: [version(sourceType, sourceId)] })]);
    expect(payloads(await pull([custom('a')]))[0]?.['flows']).toEqual(flows);
  });

  it('says nothing about a property without values', async () => {
    listing('a', []);
    expect(await pull([custom('a')])).toEqual({ pages: [{ assets: [], unchanged: [], quarantined: [], left: 0 }] });
  });

  it('quarantines a record of another shape without naming it', async () => {
    listing('a', [{ id: '98765', propertiesWithHistory: { a: 'jane' } }, record('2', { a: [version('API')] })]);
    const read = await pull([custom('a')]);
    expect(payloads(read)).toHaveLength(1);
    expect(read.pages[0]?.quarantined).toMatchObject([{ item: 'a record of tickets' }]);
    expect(JSON.stringify(read)).not.toMatch(/jane|98765/);
  });

  it('reports a refused type, and is denied when no other could be read', async () => {
    hubspotApi()
      .get(objects)
      .query(true)
      .reply(403, { category: 'MISSING_SCOPES', errors: [{ context: { requiredGranularScopes: ['tickets'] } }] });
    expect(await pull([custom('a')])).toMatchObject({
      pages: [{ assets: [], refused: [{ what: 'history of tickets', grant: 'tickets' }] }],
      error: { code: 'ACCESS_DENIED' },
    });
  });

  it('asks nothing where there is nothing to ask', async () => {
    expect(await pull([property('hs_untouched')])).toEqual({ pages: [] });
  });
});

describe('connectors/hubspot/history-chunks', () => {
  const names = (count: number, length: number) =>
    Array.from({ length: count }, (_, index) => `p${index}`.padEnd(length, '_'));

  it('keeps addresses short, the best names first, and stops after four requests', () => {
    const chunks = chunksOf({ ai: new Set(['hs_a']), likely: ['score'], other: names(1000, 50) });
    expect(chunks).toHaveLength(4);
    expect(chunks[0]?.names.slice(0, 2)).toEqual(['hs_a', 'score']);
    expect(chunks.map(({ ai }) => ai)).toEqual([['hs_a'], [], [], []]);
    for (const chunk of chunks) {
      const address = new URL('https://api.hubapi.com/crm/objects/2026-09/2-12345678?limit=50');
      address.searchParams.set('propertiesWithHistory', chunk.names.join(','));
      expect(address.href.length).toBeLessThan(1800);
    }
  });

  it('leaves out what is no property name', () => {
    expect(chunksOf({ ai: new Set(), likely: ['a,b', 'a&limit=1', 'ok'], other: [] })).toEqual([
      { names: ['ok'], ai: [] },
    ]);
  });
});
