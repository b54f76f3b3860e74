import type { Kysely } from 'kysely';
import type { Tenant } from '../model/inventory.ts';
import type { Crm } from '../model/raw-asset.ts';
import { Assets } from './assets.ts';
import { Inventories } from './inventories.ts';
import { Scans } from './scans.ts';
import type { Database } from './schema.ts';
import type { Statements } from './statements.ts';
import { tenantDatabase } from './tenant-dialect.ts';
import { digestOf, storable } from './text.ts';

/** All that is kept of one tenant; there is no way to reach rows without naming the tenant first. */
export interface TenantStore {
  tenant: Tenant;
  assets: Assets;
  scans: Scans;
  inventories: Inventories;
}

export class Store {
  readonly #db: Kysely<Database>;
  readonly #close: () => Promise<void>;

  /** For the queue, which has tables of its own beside the store's. */
  readonly statements: Statements;

  constructor(db: Kysely<Database>, close: () => Promise<void>, statements: Statements) {
    this.#db = db;
    this.#close = close;
    this.statements = statements;
  }

  /** A tenant is one account of one CRM; its id is made from both, so that a second install names it alike. */
  async upsertTenant(crm: Crm, account: string, name?: string): Promise<Tenant> {
    const id = tenantId(crm, account);
    const known = await this.#db.selectFrom('tenants').selectAll().where('id', '=', id).executeTakeFirst();
    const tenant = { id, crm, account: storable(account), name: storable(name ?? known?.name ?? account) };
    if (known?.name !== tenant.name) {
      await this.#db
        .insertInto('tenants')
        .values(tenant)
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: tenant.name }))
        .execute();
    }
    return tenant;
  }

  async tenants(): Promise<Tenant[]> {
    const rows = await this.#db.selectFrom('tenants').selectAll().orderBy('id').execute();
    return rows.map((row) => ({ ...row, crm: row.crm as Crm }));
  }

  of(tenant: Tenant): TenantStore {
    return tenantStore(tenantDatabase(this.#db, tenant.id), tenant);
  }

  close(): Promise<void> {
    return this.#close();
  }
}

/** `db`: sees this tenant's rows only; the repositories ask for no others all the same. */
export function tenantStore(db: Kysely<Database>, tenant: Tenant): TenantStore {
  return {
    tenant,
    assets: new Assets(db, tenant.id, tenant.crm),
    scans: new Scans(db, tenant),
    inventories: new Inventories(db, tenant),
  };
}

/** Readable, and different for different accounts, also where their names have no Latin letter. */
function tenantId(crm: Crm, account: string): string {
  const plain = account.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 100);
  return plain === account ? `${crm}-${plain}` : `${crm}-${plain}_${digestOf(account).slice(0, 10)}`;
}
