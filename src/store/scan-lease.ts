import { type Kysely, sql, type Transaction } from 'kysely';
import { ScanRunning, TenantGone } from '../kit/errors.ts';
import type { ScanRecord, Tenant } from '../model/inventory.ts';
import type { ScanFault, ScanProgress } from '../model/scan-state.ts';
import { NOTHING_YET, openScan } from './scan-rows.ts';
import type { Database } from './schema.ts';

/** Who runs scans: one process, or one that takes itself for several. Long enough that a slow page does not end a lease. */
export interface Holder {
  id: string;
  leaseMs: number;
}

/** Somebody else goes on with this scan, or it was ended: nothing more may be written for it. */
export class LeaseLost extends Error {
  constructor(scanId: string) {
    super(`The scan ${scanId} is no longer ours.`);
    this.name = 'LeaseLost';
  }
}

export interface Begun {
  id: string;
  kind: ScanRecord['kind'];
  startedAt: string;
  resumed: boolean;
  attempts: number;
}

/** Which scan of a tenant is open, and who may work on it. All times are the database's. */
export class ScanLeases {
  readonly #db: Kysely<Database>;
  readonly #tenant: Tenant;
  readonly #holder: Holder;

  constructor(db: Kysely<Database>, tenant: Tenant, holder: Holder) {
    this.#db = db;
    this.#tenant = tenant;
    this.#holder = holder;
  }

  /** How often a lease must be renewed, so that two renewals may fail. */
  get renewMs(): number {
    return this.#holder.leaseMs / 3;
  }

  /** Why work on a scan failed: when the tenant was erased meanwhile, what the database says of it is not the reason. */
  async reasonOf(error: unknown): Promise<unknown> {
    const isThere = this.#db.selectFrom('tenants').select('id').where('id', '=', this.#tenant.id).executeTakeFirst();
    const row = await isThere.catch(() => 'not known');
    return row === undefined ? new TenantGone(this.#tenant.id) : error;
  }

  /** Runs a scan that waits or that nobody runs any more; nothing when there is no such scan. */
  async claim(id: string, at: string): Promise<Begun | undefined> {
    return this.#db.transaction().execute(async (trx) => {
      const open = await this.#open(trx).forUpdate().executeTakeFirst();
      const isFree = open?.id === id && !open.held && !open.waits;
      return isFree ? this.#take(trx, open, at) : undefined;
    });
  }

  /**
   * Goes on with the open scan, or begins one. An open one of another kind is given up for it. Throws `ScanRunning`
   * while somebody else works on the account.
   */
  async begin(kind: ScanRecord['kind'], id: string, at: string): Promise<Begun> {
    return this.#db.transaction().execute(async (trx) => {
      const open = await this.#open(trx).forUpdate().executeTakeFirst();
      if (open?.held) {
        throw new ScanRunning(this.#tenant.name, open.heldMs);
      }
      if (open?.kind === kind) {
        return this.#take(trx, open, at);
      }
      if (open) {
        await this.#close(trx, open.id, 'cancelled', at, {
          code: 'SUPERSEDED',
          message: `A ${kind} was begun instead.`,
          help: 'Nothing to do.',
        });
      }
      const row = { id, tenant_id: this.#tenant.id, kind, state: 'running' as const, started_at: at };
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('scans')
        .values({ ...row, ...NOTHING_YET, attempts: 1, ...this.#lease() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) {
        throw new ScanRunning(this.#tenant.name);
      }
      return { id, kind, startedAt: at, resumed: false, attempts: 1 };
    });
  }

  /** Keeps the lease, says how far the scan is, and hears whether it is to end. */
  async renew(id: string, progress?: ScanProgress): Promise<{ cancelRequested: boolean }> {
    const row = await this.#db
      .updateTable('scans')
      .set({ ...this.#lease(), ...(progress && { progress: JSON.stringify(progress) }) })
      .where((eb) => eb.and(this.#mine(id)))
      .returning('cancel_requested')
      .executeTakeFirst();
    if (!row) {
      throw new LeaseLost(id);
    }
    return { cancelRequested: row.cancel_requested };
  }

  /** Lets go without an end: whoever comes next goes on where this one stopped. */
  async release(id: string): Promise<void> {
    await this.#update(id, { lease_owner: null, lease_until: null });
  }

  /** Waits, as open as before, and is tried again later. */
  async postpone(id: string, waitMs: number, fault: ScanFault): Promise<void> {
    await this.#update(id, {
      state: 'queued',
      lease_owner: null,
      lease_until: null,
      wait_until: sql`clock_timestamp() + make_interval(secs => ${waitMs / 1000})`,
      error: JSON.stringify(fault),
    });
  }

  /** Ends it without a result. False when it is not ours any more: somebody else goes on with it, or it has ended. */
  async giveUp(id: string, state: 'failed' | 'cancelled', at: string, fault?: ScanFault): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const ours = await trx
        .selectFrom('scans')
        .select('id')
        .where((eb) => eb.and(this.#mine(id)))
        .forUpdate()
        .executeTakeFirst();
      if (ours) {
        await this.#close(trx, id, state, at, fault);
      }
      return ours !== undefined;
    });
  }

  /** What waits is cancelled at once; what runs is asked to end. False when it is not open. */
  async cancel(id: string, at: string): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const open = await this.#open(trx).forUpdate().executeTakeFirst();
      if (open?.id !== id) {
        return false;
      }
      if (open.held) {
        await trx
          .updateTable('scans')
          .set({ cancel_requested: true })
          .where((eb) => eb.and(this.#own(id)))
          .execute();
      } else {
        await this.#close(trx, id, 'cancelled', at);
      }
      return true;
    });
  }

  async #take(trx: Transaction<Database>, open: { id: string; attempts: number }, at: string): Promise<Begun> {
    const before = await trx
      .selectFrom('scans')
      .select(['state', 'started_at', 'kind'])
      .where((eb) => eb.and(this.#own(open.id)))
      .executeTakeFirstOrThrow();
    const resumed = open.attempts > 0 || before.state === 'running';
    const startedAt = resumed ? before.started_at : at;
    await trx
      .updateTable('scans')
      .set({
        state: 'running',
        started_at: startedAt,
        attempts: open.attempts + 1,
        wait_until: null,
        error: null,
        ...this.#lease(),
      })
      .where((eb) => eb.and(this.#own(open.id)))
      .execute();
    return { id: open.id, kind: before.kind as ScanRecord['kind'], startedAt, resumed, attempts: open.attempts + 1 };
  }

  async #close(
    trx: Transaction<Database>,
    id: string,
    state: 'failed' | 'cancelled',
    at: string,
    fault?: ScanFault,
  ): Promise<void> {
    await trx
      .updateTable('scans')
      .set({
        state,
        finished_at: at,
        lease_owner: null,
        lease_until: null,
        wait_until: null,
        ...(fault && { error: JSON.stringify(fault) }),
      })
      .where((eb) => eb.and(this.#own(id)))
      .execute();
    await trx.deleteFrom('scan_pages').where('tenant_id', '=', this.#tenant.id).where('scan_id', '=', id).execute();
  }

  async #update(id: string, set: object): Promise<void> {
    await this.#db
      .updateTable('scans')
      .set(set)
      .where((eb) => eb.and(this.#mine(id)))
      .execute();
  }

  #open(db: Kysely<Database>) {
    return openScan(db, this.#tenant.id);
  }

  #lease() {
    return {
      lease_owner: this.#holder.id,
      lease_until: sql<Date>`clock_timestamp() + make_interval(secs => ${this.#holder.leaseMs / 1000})`,
    };
  }

  #own(id: string) {
    return { tenant_id: this.#tenant.id, id };
  }

  #mine(id: string) {
    return { ...this.#own(id), state: 'running' as const, lease_owner: this.#holder.id };
  }
}

/** Inside a transaction that writes for a scan: nobody takes it over before that has ended. Throws `LeaseLost`. */
export async function holdLease(
  trx: Transaction<Database>,
  tenant: string,
  scanId: string,
  holder: Holder,
): Promise<void> {
  const row = await trx
    .selectFrom('scans')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('id', '=', scanId)
    .where('state', '=', 'running')
    .where('lease_owner', '=', holder.id)
    .forShare()
    .executeTakeFirst();
  if (!row) {
    throw new LeaseLost(scanId);
  }
}

/** Only one process opens an embedded database: whoever held a scan there before is gone. */
export async function endLeases(db: Kysely<Database>): Promise<void> {
  await db
    .updateTable('scans')
    .set({ lease_owner: null, lease_until: null })
    .where('lease_until', 'is not', null)
    .execute();
}
