import type { Json } from '../../src/model/json.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import type { Page, PullContext, Stream } from '../../src/pull/connector.ts';
import { redactFlow } from '../../src/redact/redact-flow.ts';
import { ahead } from '../../src/pull/ahead.ts';
import { pagesLeft } from '../../src/pull/left.ts';
import type { HubSpotClient, ItemPage } from './client.ts';
import { endpoints } from './endpoints.ts';
import { isInvalid } from './errors.ts';
import { FlowReader } from './flow-reader.ts';
import type { Quarantined } from '../../src/pull/check-items.ts';
import { type Flow, FlowSummary } from './schema-flow.ts';

const scopes = ['automation'];
const kind = 'workflow';

/** Raised when redaction keeps more than before, so that flows which did not change are read again. */
const READING = 1;

const PAGE = 100;
/** List pages worked on at once: one is being kept while the next are read. */
const DEPTH = 3;

/** All workflows. The list has no actions, so flows that are new or changed since we read them are read whole. */
export const workflows: Stream<HubSpotClient> = {
  name: 'workflows',
  kinds: [kind],
  scopes,
  async *pull(context) {
    if (typeof context.cursor !== 'string') {
      yield* from(context, undefined);
      return;
    }
    try {
      yield* from(context, context.cursor);
    } catch (error) {
      // Cursors do not live for ever: a refused one costs a fresh start, not the stream.
      if (!isInvalid(error)) {
        throw error;
      }
      yield* from(context, undefined);
    }
  },
};

async function* from(context: PullContext<HubSpotClient>, cursor: string | undefined): AsyncGenerator<Page> {
  const { client, expected } = context;
  const reader = new FlowReader(client);
  const options = { scopes, limit: PAGE, ...(cursor !== undefined && { after: cursor }) };
  const listed = client.pages(endpoints.flows, FlowSummary, options);
  let [pages, read, seen] = [0, 0, 0];
  for await (const page of ahead(listed, DEPTH, (page) => readPage(page, context, reader))) {
    pages += 1;
    read += page.assets.length > 0 ? 1 : 0;
    seen += page.assets.length + (page.unchanged?.length ?? 0);
    const left = pagesLeft({ goesOn: page.cursor !== undefined, expected, seen, size: PAGE });
    // Pages without a change need no second request.
    yield { ...page, ...(left !== undefined && { left: Math.round(left * (1 + read / pages)) }) };
  }
}

async function readPage(
  page: ItemPage<FlowSummary>,
  { kept }: PullContext<HubSpotClient>,
  reader: FlowReader,
): Promise<Page> {
  const revisions = new Map(page.items.map((summary) => [summary.id, revisionOf(summary)]));
  const ids = [...revisions.keys()];
  const held = await kept.revisions(kind, ids);
  const isHeld = (id: string) => revisions.get(id) !== undefined && revisions.get(id) === held.get(id);
  const changed = ids.filter((id) => !isHeld(id));
  const unchanged = ids.filter(isHeld);
  const read = await reader.read(changed, scopes);
  const redacted = redactAll(read.flows, revisions);
  return {
    assets: redacted.assets,
    unchanged: unchanged.map((externalId) => ({ kind, externalId })),
    quarantined: [...page.quarantined, ...read.quarantined, ...redacted.quarantined],
    refused: read.refused,
    ...cursorOf(page),
  };
}

/**
 * The list's word: should the flow change between list and read, the next scan sees another revision and reads it again.
 * `undefined` when the list names none: such a flow is read every time.
 */
function revisionOf({ revisionId, updatedAt, isEnabled }: FlowSummary): string | undefined {
  if (revisionId === undefined || updatedAt === undefined || isEnabled === undefined) {
    return undefined;
  }
  return `${READING}/${revisionId}/${updatedAt}/${isEnabled ? 'on' : 'off'}`;
}

function cursorOf(page: ItemPage<FlowSummary>): { cursor?: Json; total?: number } {
  return {
    ...(page.after !== undefined && { cursor: page.after }),
    ...(page.total !== undefined && { total: page.total }),
  };
}

function redactAll(flows: readonly Flow[], revisions: ReadonlyMap<string, string | undefined>) {
  const assets: PulledAsset[] = [];
  const quarantined: Quarantined[] = [];
  for (const flow of flows) {
    if (!revisions.has(flow.id)) {
      continue; // Not asked for.
    }
    const revision = revisions.get(flow.id);
    try {
      assets.push({ kind, externalId: flow.id, ...(revision && { revision }), payload: redactFlow(flow) });
    } catch {
      // The code of a flow is written by strangers; what cannot be redacted is never kept.
      quarantined.push({ item: flow.id, reason: 'its secrets could not be told apart, so it is not kept' });
    }
  }
  return { assets, quarantined };
}
