import { type Kysely, sql, type Transaction } from 'kysely';
import { SYSTEM } from '../model/audit.ts';
import type { Json } from '../model/json.ts';
import type { Push } from '../model/push.ts';
import type { ScanFault } from '../model/scan-state.ts';
import { appendAct } from './audit/append.ts';
import type { Database } from './schema.ts';
import { canonical, storable } from './text.ts';

/** What one tenant's package in SugarCRM was told. */
export class Pushes {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;
  readonly #now: () => Date;

  constructor(db: Kysely<Database>, tenant: string, now: () => Date) {
    this.#db = db;
    this.#tenant = tenant;
    this.#now = now;
  }

  async read(): Promise<Push | undefined> {
    const row = await this.#db
      .selectFrom('pushes')
      .selectAll()
      .where('tenant_id', '=', this.#tenant)
      .executeTakeFirst();
    return row && pushOf(row);
  }

  /** Sugar has it. `written`: what is noted of a write; absent when Sugar had it already. */
  async shown(revision: string, written?: { [name: string]: Json }): Promise<void> {
    await this.#keep(
      { state: 'shown', revision, tries: 0, next_at: null, fault: null },
      written && ['summary.pushed', written],
    );
  }

  async removed(): Promise<void> {
    const row = { state: 'removed', revision: null, tries: 0, next_at: null, fault: null } as const;
    await this.#keep(row, ['summary.removed', {}]);
  }

  /** `waitMs`: tried again after it; absent: not before the next scan. Noted when it fails for another reason than before. */
  async failed(fault: ScanFault, waitMs?: number): Promise<void> {
    const before = await this.read();
    const row = {
      state: waitMs === undefined ? ('failed' as const) : ('waiting' as const),
      revision: before?.revision ?? null,
      tries: (before?.tries ?? 0) + 1,
      next_at: waitMs === undefined ? null : new Date(this.#now().getTime() + waitMs).toISOString(),
      fault: storable(canonical(fault)),
    };
    const isNews = before?.fault?.code !== fault.code;
    await this.#keep(row, isNews ? ['summary.not-pushed', { code: fault.code }] : undefined);
  }

  async #keep(
    row: Omit<Database['pushes'], 'tenant_id' | 'at'>,
    noted: [action: string, details: { [name: string]: Json }] | undefined,
  ): Promise<void> {
    const at = this.#now().toISOString();
    await this.#db.transaction().execute(async (trx: Transaction<Database>) => {
      await trx
        .insertInto('pushes')
        .values({ tenant_id: this.#tenant, at, ...row })
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ at, ...row }))
        .execute();
      if (noted) {
        const [action, details] = noted;
        await appendAct(trx, this.#tenant, { actor: SYSTEM, action, target: this.#tenant, details }, at);
      }
    });
  }
}

/** Of all tenants: those whose package shows what is out of date, while nothing else asks their instance. */
export async function outdatedPushes(
  db: Kysely<Database>,
  now: Date,
  { limit, tenant }: { limit: number; tenant?: string },
): Promise<string[]> {
  const rows = await db
    .selectFrom('pushes as p')
    .innerJoin('inventory_revisions as r', 'r.tenant_id', 'p.tenant_id')
    .innerJoin('connections as c', 'c.tenant_id', 'p.tenant_id')
    .select('p.tenant_id')
    .where('c.state', '=', 'ok')
    .$if(tenant !== undefined, (query) => query.where('p.tenant_id', '=', tenant ?? ''))
    .where('p.state', 'in', ['shown', 'waiting'])
    .where(sql<boolean>`(p.revision is distinct from r.revision or p.state = 'waiting')`)
    .where((eb) => eb.or([eb('p.next_at', 'is', null), eb('p.next_at', '<=', now.toISOString())]))
    .where(({ not, exists, selectFrom }) =>
      // A user has one session a platform: a second sign-in would end the scan's.
      not(
        exists(
          selectFrom('scans as s')
            .select('s.id')
            .whereRef('s.tenant_id', '=', 'p.tenant_id')
            .where('s.state', 'in', ['queued', 'running']),
        ),
      ),
    )
    .orderBy('p.at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.tenant_id);
}

function pushOf({ state, at, revision, tries, fault }: Database['pushes']): Push {
  return {
    state,
    at,
    tries,
    ...(revision !== null && { revision }),
    ...(fault !== null && { fault: JSON.parse(fault) as ScanFault }),
  };
}
