import { z } from 'zod';
import { position } from '../api/cursor.ts';
import { pageOf } from '../api/paging.ts';
import { invalid } from '../api/refusal.ts';
import type { ApiRequest, Route } from '../api/route.ts';
import { ok } from '../api/route.ts';
import type { CrmRecord, ObjectType, Portal } from '../portal/portal.ts';
import { matches, OPERATORS } from './filter.ts';
import { mayReadRecords, objectTypeIn } from './object-type.ts';
import { presentRecord } from './record.ts';

const MAX_GROUPS = 5;
const MAX_FILTERS_IN_A_GROUP = 6;
const MAX_FILTERS = 18;
const MAX_RESULTS = 10_000;
const LIMIT = { default: 10, max: 200 };

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Filter = z.object({
  propertyName: z.string(),
  operator: z.enum(OPERATORS),
  value: Text.optional(),
  highValue: Text.optional(),
  values: z.array(Text).optional(),
});
const Search = z.object({
  filterGroups: z.array(z.object({ filters: z.array(Filter) })).default([]),
  properties: z.array(z.string()).default([]),
  query: z.string().max(3_000).optional(),
  sorts: z.array(z.unknown()).default([]),
  limit: z.number().int().optional(),
  after: Text.default('0'),
});
type Search = z.infer<typeof Search>;

export const searchRoutes: Route[] = [
  {
    method: 'POST',
    paths: ['/crm/v3/objects/:objectType/search', '/crm/objects/2026-09/:objectType/search'],
    scopes: mayReadRecords,
    search: true,
    answer: search,
  },
];

function search(request: ApiRequest) {
  const type = objectTypeIn(request);
  const asked = askedOf(request.body);
  demandReasonable(asked, type, request.portal);
  const found = recordsThatMatch(asked, request.portal, type);
  const query = new URLSearchParams({ after: asked.after, limit: String(asked.limit ?? LIMIT.default) });
  const page = pageOf(
    found,
    { ...request, query },
    {
      limit: LIMIT,
      cursor: position,
      present: (record) => presentRecord(record, type, asked.properties, []),
    },
  );
  return ok({ total: found.length, ...page });
}

function askedOf(body: unknown): Search {
  const parsed = Search.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalid(`Invalid input JSON: ${parsed.error.issues[0]?.message ?? ''}`, parsed.error.issues[0]?.path.join('.'));
}

function demandReasonable(asked: Search, type: ObjectType, portal: Portal): void {
  const filters = asked.filterGroups.flatMap((group) => group.filters);
  const isTooMuch =
    asked.filterGroups.length > MAX_GROUPS ||
    filters.length > MAX_FILTERS ||
    asked.filterGroups.some((group) => group.filters.length > MAX_FILTERS_IN_A_GROUP);
  if (isTooMuch) throw problem('Too many filters', 'filterGroups');
  if (Number(asked.after) + (asked.limit ?? LIMIT.default) > MAX_RESULTS) throw problem('Too deep', 'after');
  const names = new Set(portal.properties(type).map(({ name }) => name));
  const unknown = filters.find(({ propertyName }) => !names.has(propertyName));
  if (unknown !== undefined) throw problem(`No property ${unknown.propertyName}`, 'propertyName');
}

const problem = (detail: string, where: string) =>
  invalid(`There was a problem with the request. ${detail}`, where, 'INVALID_SEARCH');

/** Filters of a group must all hold; one group is enough. */
function recordsThatMatch({ filterGroups }: Search, portal: Portal, type: ObjectType): CrmRecord[] {
  const records = portal.records(type);
  const found: CrmRecord[] = [];
  for (let index = 0; index < records.length; index++) {
    const record = records.at(index);
    if (record === undefined) continue;
    const holds = filterGroups.some(({ filters }) => filters.every((filter) => matches(record, filter)));
    if (filterGroups.length === 0 || holds) found.push(record);
  }
  return found;
}
