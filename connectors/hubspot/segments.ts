import { z } from 'zod';
import { AccessDenied, RequestRefused, Unavailable, UnexpectedShape } from '../../src/kit/errors.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import type { Page, PullContext, Stream } from '../../src/pull/connector.ts';
import { redactJson } from '../../src/redact/redact-json.ts';
import { pagesLeft } from '../../src/pull/left.ts';
import { ahead } from '../../src/pull/ahead.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { endpoints } from './endpoints.ts';
import { Id, optionalText, optionalWords } from '../../src/pull/text.ts';

const scopes = ['crm.lists.read'];
const PAGE = 500;
const CHUNK = 100;

const Segment = z.looseObject({
  listId: Id,
  name: optionalWords(500),
  objectTypeId: optionalText(40),
  processingType: optionalText(40),
  updatedAt: optionalText(40),
  filtersUpdatedAt: optionalText(40),
});
type Segment = z.infer<typeof Segment>;

const SearchPage = z.looseObject({
  lists: z.array(z.unknown()),
  hasMore: z.boolean().optional(),
  offset: z.number().optional(),
  total: z.number().optional(),
});
const Filtered = z.looseObject({ lists: z.array(z.unknown()) });

/** Segments (lists) with the filters of those that are new or changed; the listing itself leaves the filters out. */
export const segments: Stream<HubSpotClient> = {
  name: 'segments',
  kinds: ['segment'],
  scopes,
  async *pull(context) {
    for (let offset = 0, more = true; more;) {
      const page = await context.client.call(endpoints.listSearch, SearchPage, {
        scopes,
        json: { query: '', offset, count: PAGE, processingTypes: [], additionalProperties: [] },
      });
      const next = page.offset !== undefined && page.offset > offset ? page.offset : offset + page.lists.length;
      more = page.hasMore === true && next > offset;
      const read = await pageOf(context, page.lists);
      const left = pagesLeft({ goesOn: more, expected: page.total, seen: next, size: PAGE });
      const filters = read.assets.length > 0 ? PAGE / CHUNK : 0;
      yield {
        ...read,
        ...(page.total !== undefined && { total: page.total }),
        ...(left !== undefined && { left: left * (1 + filters) }),
      };
      offset = next;
    }
  },
};

async function pageOf({ client, kept }: PullContext<HubSpotClient>, lists: readonly unknown[]): Promise<Page> {
  const quarantined: NonNullable<Page['quarantined']> = [];
  const listed = lists.flatMap((raw) => {
    const parsed = Segment.safeParse(raw);
    if (!parsed.success) {
      quarantined.push({ item: 'segment', reason: 'unexpected shape' });
    }
    return parsed.success ? [parsed.data] : [];
  });
  const known = await kept.revisions(
    'segment',
    listed.map((item) => item.listId),
  );
  const same = listed.filter((item) => known.get(item.listId) === revisionOf(item));
  const changed = listed.filter((item) => !same.includes(item));
  // A manual list holds whom somebody put there: it has no filter to read.
  const filtered = changed.filter((item) => item.processingType !== 'MANUAL');
  const trees = await treesOf(
    client,
    filtered.map((item) => item.listId),
  );
  const assets: PulledAsset[] = [];
  for (const item of changed) {
    const tree = trees.get(item.listId);
    if (tree instanceof Error) {
      quarantined.push({ item: item.listId, reason: tree.message });
    } else {
      assets.push(assetOf(item, tree));
    }
  }
  return { assets, unchanged: same.map(({ listId }) => ({ kind: 'segment', externalId: listId })), quarantined };
}

const revisionOf = (item: Segment) =>
  [item.updatedAt, item.filtersUpdatedAt, item.processingType, item.name].map((part) => part ?? '').join('|');

function assetOf(item: Segment, filterBranch: Json | undefined): PulledAsset {
  const { listId, name, objectTypeId, processingType } = item;
  const payload = compact({
    listId,
    name,
    objectTypeId,
    processingType,
    ...(filterBranch !== undefined && { filterBranch: redactJson(filterBranch) }),
  });
  return { kind: 'segment', externalId: listId, revision: revisionOf(item), payload };
}

/** Filters by list id, a hundred lists a call; lists that the joint call leaves out are asked for alone. */
async function treesOf(client: HubSpotClient, ids: readonly string[]): Promise<Map<string, Json | Error>> {
  const trees = new Map<string, Json | Error>();
  const chunks = Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, index) =>
    ids.slice(index * CHUNK, (index + 1) * CHUNK),
  );
  for await (const found of ahead(chunks, 4, (chunk) => many(client, chunk))) {
    found.forEach((tree, id) => trees.set(id, tree));
  }
  for await (const [id, tree] of ahead(
    ids.filter((id) => !trees.has(id)),
    4,
    (id) => alone(client, id),
  )) {
    trees.set(id, tree);
  }
  return trees;
}

async function many(client: HubSpotClient, ids: readonly string[]): Promise<Map<string, Json>> {
  try {
    const answer = await client.call(endpoints.lists, Filtered, {
      scopes,
      query: { listIds: ids, includeFilters: true },
    });
    return new Map(answer.lists.flatMap((raw) => treeIn(raw)));
  } catch (error) {
    if (error instanceof Unavailable || error instanceof RequestRefused || error instanceof UnexpectedShape) {
      return new Map();
    }
    throw error;
  }
}

async function alone(client: HubSpotClient, id: string): Promise<readonly [string, Json | Error]> {
  try {
    const answer = await client.call(endpoints.list, z.looseObject({}), {
      scopes,
      params: { listId: id },
      query: { includeFilters: true },
    });
    const raw = 'list' in answer ? answer['list'] : answer;
    return [id, treeIn(raw)[0]?.[1] ?? null];
  } catch (error) {
    if (error instanceof RequestRefused || error instanceof UnexpectedShape || error instanceof AccessDenied) {
      return [id, error];
    }
    throw error;
  }
}

function treeIn(raw: unknown): [string, Json][] {
  const list = raw as JsonObject;
  const id = Id.safeParse(list?.['listId']);
  return id.success && list['filterBranch'] !== undefined ? [[id.data, list['filterBranch'] as Json]] : [];
}
