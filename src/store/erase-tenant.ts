import { type Kysely, sql, type Transaction } from 'kysely';
import type { Actor } from '../model/audit.ts';
import type { Json } from '../model/json.ts';
import { appendToInstall } from './audit/append.ts';
import type { Database } from './schema.ts';
import { tenantTables } from './tables.ts';
import { tenantLock } from './tenant-lock.ts';

/**
 * Removes every row of a tenant from every table, its own audit chain among them, and leaves a proof in the chain of the
 * install: who, when, how many rows of what, and the hash in which the removed chain ended. False when there is none.
 */
export async function eraseTenant(db: Kysely<Database>, tenant: string, actor: Actor, at: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await tenantLock(trx, tenant, 'alone');
    const known = await trx.selectFrom('tenants').select('id').where('id', '=', tenant).executeTakeFirst();
    if (!known) {
      return false;
    }
    const chain = await trx
      .selectFrom('audit_heads')
      .select(['seq as entries', 'hash'])
      .where('tenant_id', '=', tenant)
      .executeTakeFirst();
    await sql`select set_config('app.erasing', ${tenant}, true)`.execute(trx);
    const rows: { [table: string]: Json } = {};
    for (const table of await tenantTables(trx)) {
      const { numAffectedRows = 0n } = await sql`delete from ${sql.table(table)} where tenant_id = ${tenant}`.execute(
        trx,
      );
      rows[table] = Number(numAffectedRows);
    }
    rows['invitations'] = await eraseInvitations(trx, tenant);
    rows['jobs'] = await eraseJobs(trx, tenant);
    await trx.deleteFrom('tenants').where('id', '=', tenant).execute();
    const details = { rows, audit: chain ?? null };
    await appendToInstall(trx, { actor, action: 'tenant.erased', target: tenant, details }, at);
    return true;
  });
}

/** Links that would let somebody into this tenant, were its account to come back. */
async function eraseInvitations(trx: Transaction<Database>, tenant: string): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from invitations where grants::jsonb @> ${JSON.stringify([{ tenant }])}::jsonb`.execute(trx);
  return Number(numAffectedRows);
}

/** The queue has tables of its own, and only where it has run. */
async function eraseJobs(trx: Transaction<Database>, tenant: string): Promise<number> {
  const { rows } = await sql<{ isThere: boolean }>`select to_regclass('jobs.job') is not null as "isThere"`.execute(
    trx,
  );
  if (!rows[0]?.isThere) {
    return 0;
  }
  const { numAffectedRows = 0n } = await sql`delete from jobs.job where data ->> 'tenant' = ${tenant}`.execute(trx);
  return Number(numAffectedRows);
}
