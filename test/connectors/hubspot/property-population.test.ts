import { describe, expect, it } from '@jest/globals';
import type { AiProperty } from '../../../connectors/hubspot/ai-property.ts';
import { makePropertyPopulation } from '../../../connectors/hubspot/property-population.ts';
import type { RawAsset } from '../../../src/model/raw-asset.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { hubspotApi } from '../../support/http-mock.ts';
import { testClient } from './support/client.ts';
import { drain, keptOf } from './support/kept.ts';

const path = (type: string) => `/crm/objects/2026-09/${type}/search`;
const ai = (object: string, name: string): AiProperty => ({ object, name, proof: 'population' });
const CATALOGUE = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ai('contacts', name));
const propertiesOf = (...ids: string[]) => ids.map((externalId) => ({ kind: 'property', externalId }));
const has = (...names: string[]) =>
  names.map((propertyName) => ({ filters: [{ propertyName, operator: 'HAS_PROPERTY' }] }));
const nobody = { filters: [{ propertyName: 'hs_object_id', operator: 'EQ', value: '0' }] };
const PROOF = [nobody, nobody, nobody, nobody, ...has('hs_object_id')];

/** Answers the searches with these groups by these totals; a record comes along, as HubSpot sends it. */
function searches(type: string, ...answers: (readonly [groups: JsonObject[], total: number])[]) {
  for (const [filterGroups, total] of answers) {
    hubspotApi()
      .post(path(type), { filterGroups, properties: [], sorts: [], limit: 1, after: '0' })
      .reply(200, { total, results: total > 0 ? [{ id: '987654', properties: { email: 'jane@example.com' } }] : [] });
  }
}

const pull = (catalogue: readonly AiProperty[], kept: readonly Partial<RawAsset>[], tellLeft = (_: number) => {}) =>
  drain(
    makePropertyPopulation(catalogue).pull({ client: testClient(), kept: keptOf(kept), now: new Date(0), tellLeft }),
  );

const totals = (pages: Awaited<ReturnType<typeof pull>>['pages']) =>
  pages.flatMap(({ assets }) => assets.map(({ externalId, payload }) => [externalId, payload['total']]));

describe('connectors/hubspot/property-population', () => {
  it('asks only about properties the account has', async () => {
    searches('contacts', [has('b'), 12]);
    const { pages } = await pull(CATALOGUE, propertiesOf('contacts/b', 'contacts/other', 'deals/a'));
    expect(totals(pages)).toEqual([['contacts/b', 12]]);
    expect(pages[0]?.assets[0]).toMatchObject({
      kind: 'property-population',
      payload: { objectType: 'contacts', name: 'b' },
    });
    expect(JSON.stringify(pages)).not.toMatch(/jane|987654/);
  });

  it('clears five empty properties with one search, once every group is proven to count', async () => {
    searches('contacts', [PROOF, 3], [has('a', 'b', 'c', 'd', 'e'), 0], [has('f'), 0]);
    searches('deals', [has('x', 'y'), 0]);
    const all = [...CATALOGUE, ai('deals', 'x'), ai('deals', 'y')];
    const { pages } = await pull(all, propertiesOf(...all.map(({ object, name }) => `${object}/${name}`)));
    expect(totals(pages)).toEqual([
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`contacts/${name}`, 0]),
      ['deals/x', 0],
      ['deals/y', 0],
    ]);
  });

  it('asks each alone when any of them holds a value', async () => {
    searches('contacts', [PROOF, 3], [has('a', 'b'), 9], [has('a'), 0], [has('b'), 9]);
    const { pages } = await pull(CATALOGUE, propertiesOf('contacts/a', 'contacts/b'));
    expect(totals(pages)).toEqual([
      ['contacts/a', 0],
      ['contacts/b', 9],
    ]);
  });

  it('tells how many searches are needed at least, and more where a group turns out to hold values', async () => {
    searches(
      'contacts',
      [PROOF, 3],
      [has('a', 'b', 'c', 'd', 'e'), 9],
      ...CATALOGUE.map(({ name }) => [has(name), 1] as const),
    );
    const told: number[] = [];
    const all = CATALOGUE.map(({ object, name }) => `${object}/${name}`);
    const { pages } = await pull(CATALOGUE, propertiesOf(...all), (left) => told.push(left));
    // Two groups; the first holds values, so each of its five is asked alone; then the one of the second.
    expect([told[0], Math.max(...told), told.at(-1), pages.at(-1)?.left]).toEqual([2, 6, 0, 0]);
  });

  it('clears nothing together where later groups do not count', async () => {
    searches('contacts', [PROOF, 0], [has('a'), 0], [has('b'), 9]);
    const { pages } = await pull(CATALOGUE, propertiesOf('contacts/a', 'contacts/b'));
    expect(totals(pages)).toEqual([
      ['contacts/a', 0],
      ['contacts/b', 9],
    ]);
  });

  it('counts only the values that prove something', async () => {
    const one: AiProperty = { object: 'tickets', name: 'how', proof: 'value', values: ['8'] };
    const two: AiProperty = { object: 'deals', name: 'how', proof: 'value', values: ['2', '8'] };
    searches('tickets', [[{ filters: [{ propertyName: 'how', operator: 'EQ', value: '8' }] }], 4]);
    searches('deals', [[{ filters: [{ propertyName: 'how', operator: 'IN', values: ['2', '8'] }] }], 5]);
    const { pages } = await pull([one, two], propertiesOf('tickets/how', 'deals/how'));
    expect(pages.flatMap(({ assets }) => assets.map(({ payload }) => payload))).toEqual([
      { objectType: 'deals', name: 'how', values: ['2', '8'], total: 5 },
      { objectType: 'tickets', name: 'how', values: ['8'], total: 4 },
    ]);
  });

  it('does not count what people fill too: only its history proves anything', async () => {
    const both = [ai('contacts', 'a'), { object: 'contacts', name: 'b', proof: 'writer' }];
    searches('contacts', [has('a'), 2]);
    const { pages } = await pull(both, propertiesOf('contacts/a', 'contacts/b'));
    expect(totals(pages)).toEqual([['contacts/a', 2]]);
  });

  it('asks a type that is refused once, however many properties it has', async () => {
    const errors = [{ context: { requiredGranularScopes: ['crm.objects.contacts.read'] } }];
    hubspotApi().post(path('contacts')).reply(403, { category: 'MISSING_SCOPES', errors });
    const told: number[] = [];
    const all = propertiesOf(...CATALOGUE.map(({ name }) => `contacts/${name}`));
    const { error } = await pull(CATALOGUE, all, (left) => told.push(left));
    expect(error).toMatchObject({ code: 'ACCESS_DENIED' });
    expect([told[0], told.at(-1)]).toEqual([2, 0]);
  });

  it('says that a property cannot be counted, instead of zero', async () => {
    const invalid = { category: 'VALIDATION_ERROR', message: 'There was a problem with the request.' };
    searches('contacts', [PROOF, 3]);
    hubspotApi().post(path('contacts')).times(2).reply(400, invalid);
    searches('contacts', [has('b'), 1]);
    const { pages } = await pull(CATALOGUE, propertiesOf('contacts/a', 'contacts/b'));
    expect(totals(pages)).toEqual([
      ['contacts/a', null],
      ['contacts/b', 1],
    ]);
  });

  it('reports a refused type and counts the others; is denied when all are', async () => {
    const kept = propertiesOf('contacts/a', 'deals/x');
    const denied = {
      category: 'MISSING_SCOPES',
      errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.read'] } }],
    };
    hubspotApi().post(path('contacts')).times(2).reply(403, denied);
    searches('deals', [has('x'), 2]);
    const both = await pull([...CATALOGUE, ai('deals', 'x')], kept);
    expect(both.error).toBeUndefined();
    expect(both.pages).toMatchObject([
      { assets: [], refused: [{ what: 'records of contacts', grant: 'crm.objects.contacts.read' }] },
      { assets: [{ externalId: 'deals/x' }] },
    ]);
    expect((await pull(CATALOGUE, kept)).error).toMatchObject({ code: 'ACCESS_DENIED' });
  });

  it('is an error when the count is missing, never zero', async () => {
    hubspotApi().post(path('contacts')).reply(200, { results: [] });
    expect(await pull(CATALOGUE, propertiesOf('contacts/a'))).toMatchObject({
      pages: [],
      error: { code: 'UNEXPECTED_SHAPE' },
    });
  });

  it('writes nothing for a count that is equal', async () => {
    searches('contacts', [has('a'), 2], [has('a'), 2]);
    const first = await pull(CATALOGUE, propertiesOf('contacts/a'));
    const second = await pull(CATALOGUE, [...propertiesOf('contacts/a'), ...first.pages[0]!.assets]);
    expect(second.pages).toEqual([
      { assets: [], unchanged: [{ kind: 'property-population', externalId: 'contacts/a' }], left: 0 },
    ]);
  });

  it('asks nothing when the account has none of them', async () => {
    expect(await pull(CATALOGUE, [])).toEqual({ pages: [] });
  });
});
