import { type Kysely, sql } from 'kysely';
import type { ScanRecord, Tenant } from '../model/inventory.ts';
import { NOTHING_YET, openScan } from './scan-rows.ts';
import type { Database } from './schema.ts';

type Kind = ScanRecord['kind'];

/** Longer than the clocks of two processes can differ: who is behind still finds a tick served. */
const TICKS_KEPT_MS = 7 * 86_400_000;

/** `joined`: it was open already, and may be of another kind. */
export interface Requested {
  id: string;
  kind: Kind;
  joined: boolean;
}

interface Request {
  kind: Kind;
  /** Of the scan, when there is none to join. */
  id: string;
  /** The id of a user or token, or what else asked. */
  by: string;
  at: string;
}

/** Scans that somebody asks for and some worker will run. While one is open that one is joined: a tenant never has two. */
export class ScanRequests {
  readonly #db: Kysely<Database>;
  readonly #tenant: Tenant;

  constructor(db: Kysely<Database>, tenant: Tenant) {
    this.#db = db;
    this.#tenant = tenant;
  }

  add(request: Request): Promise<Requested> {
    return this.#add(this.#db, request);
  }

  /** For a scheduled time, once: whoever comes second, in any process, gets nothing. */
  async addForTick(minute: string, request: Omit<Request, 'kind'>): Promise<Requested | undefined> {
    const tick = { tenant_id: this.#tenant.id, minute };
    const served = await this.#db
      .selectFrom('schedule_ticks')
      .select('minute')
      .where((eb) => eb.and(tick))
      .executeTakeFirst();
    if (served) {
      return undefined;
    }
    return this.#db.transaction().execute(async (trx) => {
      // Others who want to write this row wait here until we have ended.
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('schedule_ticks')
        .values({ ...tick, scan_id: request.id })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'minute']).doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) {
        return undefined;
      }
      const scan = await this.#add(trx, { kind: 'resync', ...request });
      if (scan.kind !== 'resync') {
        // What only reads the store again is soon over: the tick is served after it.
        await trx
          .deleteFrom('schedule_ticks')
          .where((eb) => eb.and(tick))
          .execute();
        return undefined;
      }
      await trx
        .updateTable('schedule_ticks')
        .set({ scan_id: scan.id })
        .where((eb) => eb.and(tick))
        .execute();
      await trx
        .deleteFrom('schedule_ticks')
        .where('tenant_id', '=', this.#tenant.id)
        .where('minute', '<', new Date(Date.parse(minute) - TICKS_KEPT_MS).toISOString())
        .execute();
      return scan;
    });
  }

  async #add(db: Kysely<Database>, { kind, id, by, at }: Request): Promise<Requested> {
    for (;;) {
      const open = await openScan(db, this.#tenant.id).executeTakeFirst();
      if (open) {
        return { id: open.id, kind: open.kind as Kind, joined: true };
      }
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('scans')
        .values({
          ...NOTHING_YET,
          id,
          tenant_id: this.#tenant.id,
          kind,
          state: 'queued',
          started_at: at,
          requested_by: by,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 1n) {
        return { id, kind, joined: false };
      }
    }
  }
}

export interface Takeable {
  tenant: string;
  scan: string;
}

/** Scans of all tenants that somebody asked for and nobody runs, those first that were asked for first. */
export async function takeableScans(db: Kysely<Database>, limit: number): Promise<Takeable[]> {
  return db
    .selectFrom('scans')
    .select(['tenant_id as tenant', 'id as scan'])
    .where('state', 'in', ['queued', 'running'])
    .where('requested_by', 'is not', null)
    .where(sql<boolean>`coalesce(lease_until, '-infinity') <= clock_timestamp()`)
    .where(sql<boolean>`coalesce(wait_until, '-infinity') <= clock_timestamp()`)
    .orderBy('started_at')
    .limit(limit)
    .execute();
}
