import { notFound } from '../api/refusal.ts';
import type { ApiRequest, Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';
import { listsWith } from '../portal/membership.ts';
import { listsOf, LISTS, LIST_SCOPES } from './lists.ts';
import { objectTypeIn } from './object-type.ts';

const ADDED = '2026-08-03T11:20:00.000Z';

export const membershipRoutes: Route[] = [
  {
    method: 'GET',
    paths: LISTS.map((base) => `${base}/records/:objectType/:recordId/memberships`),
    scopes: LIST_SCOPES,
    answer: membershipsOf,
  },
];

/** The lists that one record is in, all at once: there is nothing to page by. */
function membershipsOf(request: ApiRequest) {
  const type = objectTypeIn(request);
  const records = request.portal.records(type);
  const index = records.indexOf(param(request, 'recordId'));
  const record = records.at(index);
  if (record === undefined) throw notFound();
  const lists = listsOf(request).filter(({ objectTypeId }) => objectTypeId === type.id);
  const memberships = listsWith(record, index, lists).map(({ listId, listVersion }) => ({
    listId,
    listVersion,
    firstAddedTimestamp: ADDED,
    lastAddedTimestamp: ADDED,
    isPublicList: false,
  }));
  return ok({ total: memberships.length, results: memberships });
}
