import { z } from 'zod';
import type { Body } from '../../shared/body.ts';
import { flagIn, listIn } from '../api/query.ts';
import { invalid, notFound } from '../api/refusal.ts';
import type { ApiRequest, Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';

export const LIST_SCOPES = ['crm.lists.read'];
export const LISTS = ['/crm/v3/lists', '/crm/lists/2026-09'];
const MAX_COUNT = 500;

const ListSearch = z.object({
  query: z.string().default(''),
  offset: z.number().int().nonnegative().default(0),
  count: z.number().int().positive().max(MAX_COUNT).default(20),
  processingTypes: z.array(z.string()).default([]),
  listIds: z.array(z.string()).default([]),
  objectTypeId: z.string().optional(),
  additionalProperties: z.array(z.string()).default([]),
});
type ListSearch = z.infer<typeof ListSearch>;

export const listRoutes: Route[] = [
  { method: 'POST', paths: LISTS.map((base) => `${base}/search`), scopes: LIST_SCOPES, answer: searchLists },
  {
    method: 'GET',
    paths: LISTS,
    scopes: LIST_SCOPES,
    answer(request) {
      const wanted = new Set(listIn(request.query, 'listIds'));
      const lists = listsOf(request).filter(({ listId }) => wanted.has(String(listId)));
      return ok({ lists: lists.map((list) => withFilters(list, request)) });
    },
  },
  {
    method: 'GET',
    paths: LISTS.map((base) => `${base}/:listId`),
    scopes: LIST_SCOPES,
    answer(request) {
      const wanted = param(request, 'listId');
      const list = listsOf(request).find(({ listId }) => listId === wanted);
      if (list === undefined) throw notFound(`List does not exist with ID ${wanted}.`);
      return ok({ list: withFilters(list, request) });
    },
  },
];

/** Pages by `offset` and `hasMore`, unlike all the others. Filters are never part of a search result. */
function searchLists(request: ApiRequest) {
  const asked = askedOf(request.body);
  const found = listsOf(request).filter((list) => isAsked(list, asked));
  const { offset, count } = asked;
  const page = request.quirk === 'empty-page' ? [] : found.slice(offset, offset + count);
  const end = offset + page.length;
  return ok({
    lists: page.map((list) => presentFound(list, asked.additionalProperties)),
    hasMore: end < found.length,
    offset: request.quirk === 'repeat-cursor' ? offset : end,
    total: found.length,
  });
}

function askedOf(body: unknown): ListSearch {
  const parsed = ListSearch.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw invalid(`Invalid input JSON: ${parsed.error.issues[0]?.message ?? ''}`, parsed.error.issues[0]?.path.join('.'));
}

function isAsked(list: Body, { query, processingTypes, listIds, objectTypeId }: ListSearch): boolean {
  if (!String(list.name).toLowerCase().includes(query.toLowerCase())) return false;
  if (processingTypes.length > 0 && !processingTypes.includes(String(list.processingType))) return false;
  if (listIds.length > 0 && !listIds.includes(String(list.listId))) return false;
  return objectTypeId === undefined || list.objectTypeId === objectTypeId;
}

function presentFound(list: Body, additional: readonly string[]): Body {
  const { filterBranch: _, size, ...rest } = list;
  const additionalProperties: Record<string, string> = { hs_list_size: String(size ?? 0) };
  for (const name of additional) additionalProperties[name] ??= '0';
  return { ...rest, additionalProperties };
}

function withFilters(list: Body, request: ApiRequest): Body {
  const { filterBranch, ...rest } = list;
  return flagIn(request.query, 'includeFilters') && filterBranch !== undefined ? { ...rest, filterBranch } : rest;
}

export function listsOf({ portal }: ApiRequest): Body[] {
  const lists: Body[] = [];
  for (let index = 0; index < portal.lists.length; index++) {
    const list = portal.lists.at(index);
    if (list !== undefined) lists.push(list);
  }
  return lists;
}
