import { AppError, AuthFailed, RateLimited } from '../../src/kit/errors.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { ahead } from '../../src/pull/ahead.ts';
import type { Kept, Page, PullContext, Stream } from '../../src/pull/connector.ts';
import { type Member, membersOf } from '../../src/pull/json-members.ts';
import { sift } from '../../src/pull/sift.ts';
import type { AiField } from './ai-field.ts';
import type { SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { broken, type Me, readHead, readMe } from './instance.ts';
import { Labels } from './labels.ts';
import { moduleAssets } from './module-assets.ts';
import { gapUnlessAdmin } from './rights.ts';

/** Modules asked for at once: an answer of a few MB, where all modules together are up to 60. */
const BATCH = 10;
/** Answers under way, so that the next is there when one has been read. */
const AHEAD = 2;
/** Where they are sent all the same, this many are turned into assets at a time. */
const AT_ONCE = 8;

/** Modules, and those of their fields that have something to say. */
export function makeMetadata(aiFields: readonly AiField[]): Stream<SugarClient> {
  const known = new Set(aiFields.map(({ object, name }) => `${object}/${name}`));
  return {
    name: 'metadata',
    kinds: ['module', 'field'],
    scopes: [ADMIN],
    async *pull(context) {
      const { client } = context;
      const { modules } = await readHead(client);
      const { labels, gap } = await readLabels(client);
      const seen = new Set<string>();
      yield* gap;
      const first = await modulesOf(client, modules.slice(0, BATCH));
      const reading = { labels, known, me: await readMe(client), seen };
      yield* assetsIn(first, context, reading);
      // None are left where the filter was ignored and everything has come.
      const batches = chunks(modules.slice(BATCH).filter((name) => !seen.has(name)));
      for await (const bytes of ahead(batches, AHEAD, (names) => modulesOf(client, names))) {
        yield* assetsIn(bytes, context, reading);
      }
      yield* gapUnlessAdmin(client, 'modules and fields that this user may not see');
    },
  };
}

function* chunks(names: readonly string[]): Generator<string[]> {
  for (let at = 0; at < names.length; at += BATCH) {
    yield names.slice(at, at + BATCH);
  }
}

function modulesOf(client: SugarClient, names: readonly string[]): Promise<Buffer> {
  const filter = names.length > 0 ? { module_filter: names.join(',') } : {};
  return client.bytes('metadata', { what: 'metadata', right: ADMIN, query: { type_filter: 'modules', ...filter } });
}

/** Names that people see. Without them everything else is still read, and the gap is told. */
async function readLabels(client: SugarClient): Promise<{ labels: Labels; gap: Page[] }> {
  try {
    return { labels: new Labels(await client.bytes('lang/en_us', { what: 'labels', right: ADMIN })), gap: [] };
  } catch (error) {
    if (!(error instanceof AppError) || error instanceof AuthFailed || error instanceof RateLimited) {
      throw error;
    }
    return { labels: Labels.none(), gap: [{ assets: [], quarantined: [{ item: 'labels', reason: error.message }] }] };
  }
}

interface Reading {
  labels: Labels;
  known: ReadonlySet<string>;
  me: Me | undefined;
  /** Modules read so far: an instance may send more than it was asked for, and again. */
  seen: Set<string>;
}

async function* assetsIn(bytes: Buffer, { kept }: Pick<PullContext<SugarClient>, 'kept'>, reading: Reading) {
  let waiting: PulledAsset[] = [];
  let modules = 0;
  for (const assets of modulesIn(bytes, reading)) {
    waiting.push(...assets);
    modules += 1;
    if (modules % AT_ONCE === 0) {
      yield await page(kept, waiting);
      waiting = [];
    }
  }
  if (waiting.length > 0) {
    yield await page(kept, waiting);
  }
}

/** The assets of one module after another. */
export function* modulesIn(bytes: Buffer, { seen, ...reading }: Reading): Generator<PulledAsset[]> {
  try {
    for (const member of sectionOf(bytes, 'modules')) {
      if (member.key !== '_hash' && !seen.has(member.key)) {
        seen.add(member.key);
        yield moduleAssets(bytes, member, reading);
      }
    }
  } catch (error) {
    throw broken('metadata', error);
  }
}

function* sectionOf(bytes: Buffer, name: string): Generator<Member> {
  for (const section of membersOf(bytes)) {
    if (section.key === name) {
      yield* membersOf(bytes, section.start);
    }
  }
}

async function page(kept: Kept, assets: readonly PulledAsset[]): Promise<Page> {
  const of = (kind: string) =>
    sift(
      kept,
      kind,
      assets.filter((asset) => asset.kind === kind),
    );
  const [modules, fields] = [await of('module'), await of('field')];
  return {
    assets: [...modules.assets, ...fields.assets],
    unchanged: [...modules.unchanged, ...fields.unchanged],
  };
}
