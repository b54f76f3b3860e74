import { AccessDenied, RequestRefused, Unavailable, VendorUnavailable } from '../../src/kit/errors.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { ahead } from '../../src/pull/ahead.ts';
import type { Page, PullContext, Stream } from '../../src/pull/connector.ts';
import { pagesLeft } from '../../src/pull/left.ts';
import { refusal } from '../../src/pull/refusal.ts';
import { identifier } from './bpm/criteria.ts';
import { headOf, readProcess } from './bpm/process.ts';
import { type ItemPage, segment, type SugarClient } from './client.ts';
import { momentOf } from './dates.ts';
import { ADMIN } from './errors.ts';
import { readHead } from './instance.ts';
import { Row } from './records.ts';
import { developer, gapUnlessAdmin } from './rights.ts';
import { textOf } from './shapes.ts';
import { z } from 'zod';

const kind = 'process-definition';

/** Raised when decoding finds more than before, so that processes which did not change are read again. */
const READING = 1;

const FIELDS = ['name', 'prj_module', 'prj_status', 'prj_uid', 'description', 'date_modified'];
const PAGE = 100;
/** The transport lets two calls go at once. */
const DEPTH = 2;
/** So many in a row that cannot be read are no fault of theirs. */
const MAX_BROKEN = 3;

/** Processes drawn by the company. The list has no steps: those that are new or changed are read whole. */
export const processDefinitions: Stream<SugarClient> = {
  name: 'process-definitions',
  kinds: [kind],
  scopes: [ADMIN, developer()],
  async *pull(context) {
    const { client, cursor, expected } = context;
    const offset = typeof cursor === 'number' ? { offset: cursor } : {};
    const ask = {
      what: 'process definitions',
      right: developer(),
      fields: FIELDS,
      query: { max_num: PAGE },
      ...offset,
    };
    const reader = new ProcessReader(client);
    try {
      const listed = client.list('pmse_Project', Row, ask);
      let [read, seen] = [0, 0];
      for await (const page of ahead(listed, DEPTH, (page) => readPage(page, context, reader))) {
        read += page.assets.length;
        seen += page.assets.length + (page.unchanged?.length ?? 0);
        const pages = pagesLeft({ goesOn: page.cursor !== undefined, expected, seen, size: PAGE });
        // Those that did not change are not read.
        const unread = Math.max(0, (expected ?? 0) - seen) * (read / Math.max(1, seen));
        yield { ...page, ...(pages !== undefined && { left: pages === 0 ? 0 : pages + Math.round(unread) }) };
      }
    } catch (error) {
      throw error instanceof AccessDenied && (await isTooSmall(client)) ? noBpm(error) : error;
    }
    yield* gapUnlessAdmin(client, 'process definitions of modules without the developer right', developer());
  },
};

/** Professional has no SugarBPM. */
async function isTooSmall(client: SugarClient): Promise<boolean> {
  return /^(?:PRO|CE|CORP)$/i.test(textOf((await readHead(client)).server['flavor']) ?? '');
}

function noBpm(cause: Error): Unavailable {
  return new Unavailable('SugarBPM', 'the edition has no process definitions.', cause);
}

async function readPage(page: ItemPage<Row>, { kept }: PullContext<SugarClient>, reader: ProcessReader): Promise<Page> {
  const revisions = new Map(page.items.map((row) => [row.id, revisionOf(row)]));
  const held = await kept.revisions(kind, [...revisions.keys()]);
  const isHeld = ({ id }: Row) => revisions.get(id) !== undefined && revisions.get(id) === held.get(id);
  const result: Required<Pick<Page, 'assets' | 'unchanged' | 'quarantined' | 'refused'>> = {
    assets: [],
    unchanged: page.items.filter(isHeld).map(({ id }) => ({ kind, externalId: id })),
    quarantined: [...page.quarantined],
    refused: [],
  };
  const changed = page.items.filter((row) => !isHeld(row));
  for await (const read of ahead(changed, DEPTH, (row) => reader.read(row, revisions.get(row.id)))) {
    result.assets.push(...(read.asset ? [read.asset] : []));
    result.quarantined.push(...(read.quarantined ? [read.quarantined] : []));
    result.refused.push(...(read.refused ? [read.refused] : []));
  }
  return { ...result, ...(page.next !== undefined && { cursor: page.next }) };
}

/** `undefined` when the list names no moment: such a process is read every time. */
function revisionOf(row: Row): string | undefined {
  const moment = momentOf(row['date_modified']);
  return moment && `${READING}/${moment}/${textOf(row['prj_status']) ?? ''}`;
}

interface Read {
  asset?: PulledAsset;
  quarantined?: NonNullable<Page['quarantined']>[number];
  refused?: NonNullable<Page['refused']>[number];
}

/** Reads processes one by one; what cannot be read of one is said of that one. */
class ProcessReader {
  readonly #client: SugarClient;
  #broken = 0;

  constructor(client: SugarClient) {
    this.#client = client;
  }

  async read(row: Row, revision: string | undefined): Promise<Read> {
    const right = developer(`module ${identifier(row['prj_module']) ?? '?'}`);
    const ask = { what: `process definition ${row.id}`, right };
    try {
      const file = await this.#client.get(`pmse_Project/${segment(row.id)}/dproject`, z.unknown(), ask);
      this.#broken = 0;
      const payload = readProcess(file);
      return payload
        ? {
            asset: { kind, externalId: row.id, ...(revision && { revision }), payload: { ...payload, ...headOf(row) } },
          }
        : { ...unread(row, 'no diagram in the answer'), quarantined: { item: row.id, reason: 'no diagram in it' } };
    } catch (error) {
      return this.#failure(row, error);
    }
  }

  #failure(row: Row, error: unknown): Read {
    if (error instanceof AccessDenied) {
      return { ...unread(row, 'refused'), refused: refusal(`process definition ${row.id}`, error) };
    }
    if (error instanceof RequestRefused || error instanceof Unavailable) {
      // Sugar answers alike for what was deleted meanwhile and for what is hidden from this user.
      return { ...unread(row, 'not found'), quarantined: { item: row.id, reason: 'deleted meanwhile, or hidden' } };
    }
    this.#broken += 1;
    if (error instanceof VendorUnavailable && error.status === 500 && this.#broken < MAX_BROKEN) {
      return { ...unread(row, 'broken'), quarantined: { item: row.id, reason: 'SugarCRM fails to export it' } };
    }
    throw error;
  }
}

/** What the list tells; without a revision, so that the next scan tries again. */
function unread(row: Row, reason: string): Pick<Read, 'asset'> {
  return { asset: { kind, externalId: row.id, payload: { ...headOf(row), readable: false, reason } } };
}
