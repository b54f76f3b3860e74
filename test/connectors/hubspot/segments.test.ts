import { describe, expect, it } from '@jest/globals';
import { segments } from '../../../connectors/hubspot/segments.ts';
import type { RawAsset } from '../../../src/model/raw-asset.ts';
import { hubspotApi } from '../../support/http-mock.ts';
import { testClient } from './support/client.ts';
import { drain, idsOf, keptOf } from './support/kept.ts';

const search = '/crm/lists/2026-09/search';
const lists = '/crm/lists/2026-09';
const listed = (listId: string, processingType = 'DYNAMIC', updatedAt = '2026-11-01') => ({
  listId,
  name: `List ${listId}`,
  objectTypeId: '0-1',
  processingType,
  updatedAt,
});
const filterBranch = {
  filterBranchType: 'OR',
  filterBranches: [],
  filters: [{ property: 'hs_predictivescoringtier' }],
};
const found = (offset: number, answer: object) =>
  hubspotApi()
    .post(search, { query: '', offset, count: 500, processingTypes: [], additionalProperties: [] })
    .reply(200, answer);
const pull = (kept: readonly Partial<RawAsset>[] = []) =>
  drain(segments.pull({ client: testClient(), kept: keptOf(kept), now: new Date(0) }));

describe('connectors/hubspot/segments', () => {
  it('reads every page and the filters of many lists at once', async () => {
    found(0, { lists: [listed('1'), listed('2')], hasMore: true, offset: 2, total: 3 });
    found(2, { lists: [listed('3')], hasMore: false, offset: 3, total: 3 });
    hubspotApi()
      .get(lists)
      .query({ listIds: ['1', '2'], includeFilters: true })
      .reply(200, {
        lists: [
          { listId: '1', filterBranch },
          { listId: '2', filterBranch },
        ],
      })
      .get(lists)
      .query({ listIds: '3', includeFilters: true })
      .reply(200, { lists: [{ listId: '3', filterBranch }] });
    const { pages } = await pull();
    expect(idsOf(pages)).toEqual(['1', '2', '3']);
    expect(pages[0]?.total).toBe(3);
    expect(pages[0]?.assets[0]?.payload).toMatchObject({
      listId: '1',
      filterBranch: { filters: filterBranch.filters },
    });
  });

  it('asks for no filter of a list that people fill by hand, and for none that is unchanged', async () => {
    found(0, { lists: [listed('1', 'MANUAL'), listed('2')], hasMore: false });
    const { pages } = await pull([{ kind: 'segment', externalId: '2', revision: '2026-11-01||DYNAMIC|List 2' }]);
    expect(pages[0]).toMatchObject({
      assets: [{ externalId: '1' }],
      unchanged: [{ kind: 'segment', externalId: '2' }],
    });
    expect(pages[0]?.assets[0]?.payload).not.toHaveProperty('filterBranch');
  });

  it('asks alone for a list that the joint answer leaves out, and names one that is refused', async () => {
    found(0, { lists: [listed('1'), listed('2'), listed('3')], hasMore: false });
    hubspotApi()
      .get(lists)
      .query(true)
      .reply(200, { lists: [{ listId: '1', filterBranch }] })
      .get(`${lists}/2`)
      .query({ includeFilters: true })
      .reply(200, { list: { listId: '2', filterBranch } })
      .get(`${lists}/3`)
      .query({ includeFilters: true })
      .reply(400, { message: 'no' });
    const { pages } = await pull();
    expect(idsOf(pages)).toEqual(['1', '2']);
    expect(pages[0]?.quarantined).toMatchObject([{ item: '3' }]);
  });

  it('quarantines what has no id, and ends although it is told that there is more of nothing', async () => {
    found(0, { lists: [{ name: 'no id' }, listed('1', 'MANUAL')], hasMore: true });
    found(2, { lists: [], hasMore: true });
    const { pages, error } = await pull();
    expect(error).toBeUndefined();
    expect(pages[0]).toMatchObject({ assets: [{ externalId: '1' }], quarantined: [{ item: 'segment' }] });
  });

  it('passes a refusal on, and an unknown shape', async () => {
    hubspotApi()
      .post(search)
      .reply(403, {
        category: 'MISSING_SCOPES',
        errors: [{ context: { requiredGranularScopes: ['crm.lists.read'] } }],
      });
    expect((await pull()).error).toMatchObject({ code: 'ACCESS_DENIED', grants: ['crm.lists.read'] });
    hubspotApi().post(search).reply(200, { results: [] });
    expect((await pull()).error).toMatchObject({ code: 'UNEXPECTED_SHAPE' });
  });
});
