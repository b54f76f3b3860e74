import { describe, expect, it } from '@jest/globals';
import { properties } from '../../../connectors/hubspot/properties.ts';
import type { RawAsset } from '../../../src/model/raw-asset.ts';
import { hubspotApi } from '../../support/http-mock.ts';
import { testClient } from './support/client.ts';
import { drain, idsOf, keptOf } from './support/kept.ts';

const STANDARD = ['contacts', 'companies', 'deals', 'tickets', 'leads', 'calls', 'meetings'];
const path = (type: string) => `/crm/properties/2026-09/${type}`;
const numbered = (type: string) => `/crm/v3/properties/${type}`;
const notFound = { status: 'error', message: 'Unable to infer object type', category: 'OBJECT_NOT_FOUND' };
const denied = (scope: string) => ({
  category: 'MISSING_SCOPES',
  errors: [{ context: { requiredGranularScopes: [scope] } }],
});

const pull = (kept: readonly Partial<RawAsset>[] = []) =>
  drain(properties.pull({ client: testClient(), kept: keptOf(kept), now: new Date(0) }));

const emptyBut = (...types: string[]) => {
  for (const type of STANDARD.filter((name) => !types.includes(name))) {
    hubspotApi().get(path(type)).reply(200, { results: [] });
  }
};

describe('connectors/hubspot/properties', () => {
  it('keeps definitions; a missing hubspotDefined means the account made it', async () => {
    emptyBut('contacts');
    const results = [
      {
        name: 'hs_predictivescoringtier',
        label: 'Contact priority',
        type: 'enumeration',
        fieldType: 'radio',
        hubspotDefined: true,
        calculated: false,
        options: [{ label: 'Very high', value: 'tier_1' }, { value: 'no label' }, { label: 'High', value: 'tier_2' }],
        createdUserId: '88842095',
      },
      { name: 'mql', label: null, type: 'number', fieldType: 'calculation_equation', calculationFormula: 'a + 1' },
      { label: 'no name' },
    ];
    hubspotApi().get(path('contacts')).reply(200, { results });
    const { pages, error } = await pull();
    expect(error).toBeUndefined();
    expect(pages[0]?.assets).toMatchObject([
      {
        kind: 'property',
        externalId: 'contacts/hs_predictivescoringtier',
        payload: { objectType: 'contacts', hubspotDefined: true, calculated: false, options: ['Very high', 'High'] },
      },
      {
        externalId: 'contacts/mql',
        payload: { label: 'mql', hubspotDefined: false, calculationFormula: 'a + 1' },
      },
    ]);
    expect(pages[0]?.assets[0]?.payload).not.toHaveProperty('createdUserId');
    expect(pages[0]?.quarantined).toMatchObject([{ item: 'contacts/' }]);
  });

  it('writes nothing for what is equal', async () => {
    const results = [
      { name: 'a', label: 'A' },
      { name: 'b', label: 'B' },
    ];
    emptyBut('contacts');
    hubspotApi().get(path('contacts')).reply(200, { results });
    const first = await pull();
    emptyBut('contacts');
    hubspotApi()
      .get(path('contacts'))
      .reply(200, { results: [results[0], { name: 'b', label: 'Changed' }] });
    const second = await pull(first.pages.flatMap(({ assets }) => assets));
    expect(idsOf(second.pages)).toEqual(['contacts/b']);
    expect(second.pages[0]?.unchanged).toEqual([{ kind: 'property', externalId: 'contacts/a' }]);
  });

  it('reads the account’s own object types by id', async () => {
    emptyBut();
    hubspotApi()
      .get(path('2-123'))
      .reply(200, { results: [{ name: 'score' }] });
    const { pages } = await pull([
      { kind: 'object-schema', externalId: '2-123' },
      { kind: 'object-schema', externalId: '../evil' },
    ]);
    expect(idsOf(pages)).toEqual(['2-123/score']);
  });

  it('reports a refused type by its scope and reads the others', async () => {
    emptyBut('deals');
    hubspotApi().get(path('deals')).reply(403, denied('crm.schemas.deals.read'));
    const { pages, error } = await pull();
    expect(error).toBeUndefined();
    expect(pages).toHaveLength(7);
    expect(pages.flatMap((page) => page.refused ?? [])).toMatchObject([
      { what: 'properties of deals', grant: 'crm.schemas.deals.read' },
    ]);
  });

  it('is denied when every type is', async () => {
    for (const type of STANDARD) {
      hubspotApi().get(path(type)).reply(403, denied('some.scope'));
    }
    expect((await pull()).error).toMatchObject({ code: 'ACCESS_DENIED', grants: ['some.scope'] });
  });

  it('keeps no secret and no address that somebody wrote into a label or a description', async () => {
    emptyBut('contacts');
    const results = [
      {
        name: 'vendor_score',
        label: 'Score, ask jane@example.com',
        description: 'Key: sk-ant-api03-abcdefghijkl',
        options: [{ label: 'password: hunter' }],
      },
    ];
    hubspotApi().get(path('contacts')).reply(200, { results });
    const { pages } = await pull();
    expect(JSON.stringify(pages)).toContain('vendor_score');
    expect(JSON.stringify(pages)).not.toMatch(/jane|abcdefghijkl|hunter/);
  });

  it.each([404, 400])('does not take a type that answers %s for a refusal', async (status) => {
    emptyBut('leads');
    hubspotApi().get(path('leads')).reply(status, notFound);
    if (status === 404) {
      // All types are asked at once, so it is not known yet that the dated path works.
      hubspotApi().get(numbered('leads')).reply(status, notFound);
    }
    const { pages, error } = await pull();
    expect(error).toBeUndefined();
    expect(pages).toHaveLength(6);
    expect(pages.flatMap((page) => page.refused ?? [])).toEqual([]);
  });

  it('never reads "nothing there" out of types that are all unknown', async () => {
    for (const type of STANDARD) {
      hubspotApi().get(path(type)).reply(404, notFound).get(numbered(type)).reply(404, notFound);
    }
    expect(await pull()).toMatchObject({ pages: [], error: { code: 'UNAVAILABLE' } });
  });

  it('works over the numbered paths alone', async () => {
    const dated = hubspotApi().persist();
    for (const type of STANDARD) {
      dated.get(path(type)).optionally().reply(404, '<pre>Cannot GET</pre>');
      hubspotApi()
        .get(numbered(type))
        .reply(200, { results: [{ name: 'a' }] });
    }
    expect(idsOf((await pull()).pages)).toHaveLength(7);
  });
});
