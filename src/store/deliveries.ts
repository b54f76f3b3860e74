import { type Kysely, sql, type Transaction } from 'kysely';
import { nextTick } from '../kit/schedule.ts';
import type { DigestFrequency } from '../model/change.ts';
import type { Database } from './schema.ts';
import { chunksOf } from './text.ts';

type Row = Database['deliveries'];

/** One message about the changes of one moment, to one webhook or one person. */
export interface Delivery {
  id: number;
  scan: string;
  channel: Row['channel'];
  recipient: string;
  state: Row['state'];
  tries: number;
  /** What the last try was answered. */
  answer?: string;
  at: string;
  /** While it waits: what changes until then goes along. */
  dueAt?: string;
}

export interface BegunDelivery extends Pick<Delivery, 'id' | 'scan' | 'channel' | 'recipient'> {
  /** Of changes. */
  range: { since: number; until: number };
}

interface Happened {
  scan: string;
  /** Of the changes. */
  first: number;
  last: number;
  at: string;
  /** Somebody is at it, and more is likely to follow soon. */
  goesOn: boolean;
}

/** When whoever wants one mail a day gets it, by the account's own clock. */
const DAILY = '0 7 * * *';
/** Who answers one question answers the next one too. */
const COLLECT_MS = 600_000;

/** Kept with the changes themselves: nobody is told of what was rolled back, and nothing that was kept is left untold. */
export async function addDeliveries(trx: Transaction<Database>, tenant: string, happened: Happened): Promise<void> {
  const webhooks = await trx.selectFrom('webhooks').select('id').where('tenant_id', '=', tenant).execute();
  const digests = await trx
    .selectFrom('mail_digests')
    .select(['id', 'frequency'])
    .where('tenant_id', '=', tenant)
    .execute();
  const bundled = digests.length === 0 ? new Set() : await bundle(trx, tenant, happened);
  const fresh = digests.filter(({ id }) => !bundled.has(id));
  const due = fresh.length === 0 ? undefined : await duesOf(trx, tenant, happened);
  const rows = [
    ...webhooks.map(({ id }) => ({ channel: 'webhook' as const, recipient: id, due_at: null })),
    ...fresh.map(({ id, frequency }) => ({
      channel: 'mail' as const,
      recipient: id,
      due_at: due?.[frequency] ?? null,
    })),
  ];
  const { scan, first, last, at } = happened;
  const common = {
    tenant_id: tenant,
    scan_id: scan,
    first_change: first,
    last_change: last,
    state: 'waiting' as const,
  };
  for (const chunk of chunksOf(rows, 200)) {
    await trx
      .insertInto('deliveries')
      .values(chunk.map((row) => ({ ...row, ...common, at })))
      .execute();
  }
}

/** Mails that nobody has tried to send yet take it along. Returns who gets those. */
async function bundle(trx: Transaction<Database>, tenant: string, { scan, last }: Happened): Promise<Set<string>> {
  const rows = await trx
    .updateTable('deliveries')
    .set({ last_change: last, scan_id: scan })
    .where('tenant_id', '=', tenant)
    .where('channel', '=', 'mail')
    .where('state', '=', 'waiting')
    .where('tries', '=', 0)
    .returning('recipient')
    .execute();
  return new Set(rows.map(({ recipient }) => recipient));
}

async function duesOf(
  trx: Transaction<Database>,
  tenant: string,
  { at, goesOn }: Happened,
): Promise<Record<DigestFrequency, string | null>> {
  const connection = await trx
    .selectFrom('connections')
    .select('time_zone')
    .where('tenant_id', '=', tenant)
    .executeTakeFirst();
  const daily = nextTick({ cron: DAILY, timeZone: connection?.time_zone ?? 'UTC' }, new Date(at));
  return {
    'at-once': goesOn ? new Date(Date.parse(at) + COLLECT_MS).toISOString() : null,
    daily: daily?.toISOString() ?? null,
  };
}

/** What was and is to be told to whom, of one tenant. */
export class Deliveries {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;

  constructor(db: Kysely<Database>, tenant: string) {
    this.#db = db;
    this.#tenant = tenant;
  }

  /** Newest first. */
  async list(limit = 100): Promise<Delivery[]> {
    const rows = await this.#db
      .selectFrom('deliveries')
      .selectAll()
      .where('tenant_id', '=', this.#tenant)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      id: Number(row.id),
      scan: row.scan_id,
      channel: row.channel,
      recipient: row.recipient,
      state: row.state,
      tries: row.tries,
      ...(row.answer !== null && { answer: row.answer }),
      at: row.at,
      ...(row.due_at !== null && row.state === 'waiting' && { dueAt: row.due_at }),
    }));
  }

  /**
   * Begins a try, which counts whatever becomes of it; nothing when it is no longer to be sent. `before`: how many tries
   * its job had, for two jobs can stand for one delivery, and who comes second has nothing to do.
   */
  async begin(id: number, before: number): Promise<BegunDelivery | undefined> {
    const row = await this.#own(id)
      .set({ tries: sql`tries + 1` })
      .where('state', '=', 'waiting')
      .where('tries', '<=', before)
      .returning(['scan_id', 'channel', 'recipient', 'first_change', 'last_change'])
      .executeTakeFirst();
    return (
      row && {
        id,
        scan: row.scan_id,
        channel: row.channel,
        recipient: row.recipient,
        range: { since: Number(row.first_change) - 1, until: Number(row.last_change) },
      }
    );
  }

  async end(id: number, state: Row['state'], answer: string): Promise<void> {
    await this.#own(id)
      .set({ state, answer: answer.slice(0, 500) })
      .execute();
  }

  #own(id: number) {
    return this.#db.updateTable('deliveries').where('tenant_id', '=', this.#tenant).where('id', '=', id);
  }
}

/** Of all tenants; those that are due and were never tried. What was tried once, the queue tries again. */
export async function untriedDeliveries(
  db: Kysely<Database>,
  now: Date,
  limit: number,
): Promise<{ tenant: string; delivery: number }[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['tenant_id', 'id'])
    .where('state', '=', 'waiting')
    .where('tries', '=', 0)
    .where((eb) => eb.or([eb('due_at', 'is', null), eb('due_at', '<=', now.toISOString())]))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ tenant: row.tenant_id, delivery: Number(row.id) }));
}
