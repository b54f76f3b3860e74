import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

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
}

export interface BegunDelivery extends Pick<Delivery, 'id' | 'scan' | 'channel' | 'recipient'> {
  /** Of changes. */
  range: { since: number; until: number };
}

/** Kept with the changes themselves: nobody is told of what was rolled back, and nothing that was kept is left untold. */
export async function addDeliveries(
  trx: Transaction<Database>,
  tenant: string,
  { scan, first, last, at }: { scan: string; first: number; last: number; at: string },
): Promise<void> {
  for (const [table, channel] of [
    ['webhooks', 'webhook'],
    ['mail_digests', 'mail'],
  ] as const) {
    await trx
      .insertInto('deliveries')
      .columns(['tenant_id', 'scan_id', 'first_change', 'last_change', 'channel', 'recipient', 'state', 'at'])
      .expression((eb) =>
        eb
          .selectFrom(table)
          .select([
            'tenant_id',
            sql<string>`${scan}::text`.as('scan_id'),
            sql<number>`${first}::bigint`.as('first_change'),
            sql<number>`${last}::bigint`.as('last_change'),
            sql<string>`${channel}::text`.as('channel'),
            'id',
            sql<string>`'waiting'`.as('state'),
            sql<string>`${at}::text`.as('at'),
          ])
          .where('tenant_id', '=', tenant),
      )
      .execute();
  }
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

/** Of all tenants; those that were never tried. What was tried once, the queue tries again. */
export async function untriedDeliveries(
  db: Kysely<Database>,
  limit: number,
): Promise<{ tenant: string; delivery: number }[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['tenant_id', 'id'])
    .where('state', '=', 'waiting')
    .where('tries', '=', 0)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ tenant: row.tenant_id, delivery: Number(row.id) }));
}
