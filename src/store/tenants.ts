import type { Kysely } from 'kysely';
import { type Actor, SYSTEM } from '../model/audit.ts';
import type { Tenant } from '../model/inventory.ts';
import type { Crm } from '../model/raw-asset.ts';
import { appendAct, beginChain } from './audit/append.ts';
import type { Database } from './schema.ts';
import { tenantLock } from './tenant-lock.ts';
import { digestOf, storable } from './text.ts';

export async function listTenants(db: Kysely<Database>): Promise<Tenant[]> {
  const rows = await db.selectFrom('tenants').selectAll().orderBy('id').execute();
  return rows.map(tenantOf);
}

export async function findTenant(db: Kysely<Database>, id: string): Promise<Tenant | undefined> {
  const row = await db.selectFrom('tenants').selectAll().where('id', '=', id).executeTakeFirst();
  return row && tenantOf(row);
}

/** A tenant is one account of one CRM; its id is made from both, so that a second install names it alike. */
export async function upsertTenant(
  db: Kysely<Database>,
  { crm, account, name, by }: { crm: Crm; account: string; name: string | undefined; by: Actor },
  at: string,
): Promise<Tenant> {
  const id = tenantId(crm, account);
  const known = await findTenant(db, id);
  const tenant = { id, crm, account: storable(account), name: storable(name ?? known?.name ?? account) };
  if (known?.name === tenant.name) {
    return tenant;
  }
  await db.transaction().execute(async (trx) => {
    await tenantLock(trx, id, 'together');
    await trx
      .insertInto('tenants')
      .values(tenant)
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: tenant.name }))
      .execute();
    await beginChain(trx, id, at, by);
    if (known) {
      await appendAct(trx, id, renamed(tenant, by), at);
    }
  });
  return tenant;
}

/** False when there is no such tenant. */
export async function renameTenant(
  db: Kysely<Database>,
  { id, name, by }: { id: string; name: string; by: Actor },
  at: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await tenantLock(trx, id, 'together');
    const row = await trx
      .updateTable('tenants')
      .set({ name: storable(name) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
    if (row) {
      await appendAct(trx, id, renamed(row, by), at);
    }
    return row !== undefined;
  });
}

/** Tenants of a release that had no audit log begin their chain when the store is opened. */
export async function beginMissingChains(db: Kysely<Database>, at: string): Promise<void> {
  const rows = await db
    .selectFrom('tenants')
    .select('id')
    .where('id', 'not in', (eb) => eb.selectFrom('audit_heads').select('tenant_id'))
    .orderBy('id')
    .execute();
  for (const { id } of rows) {
    await db.transaction().execute((trx) => beginChain(trx, id, at, SYSTEM));
  }
}

function renamed({ id, name }: { id: string; name: string }, actor: Actor) {
  return { actor, action: 'tenant.renamed', target: id, details: { name } };
}

function tenantOf(row: Database['tenants']): Tenant {
  return { ...row, crm: row.crm as Crm };
}

/** Readable, and different for different accounts, also where their names have no Latin letter. */
export function tenantId(crm: Crm, account: string): string {
  const plain = account.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 100);
  return plain === account ? `${crm}-${plain}` : `${crm}-${plain}_${digestOf(account).slice(0, 10)}`;
}
