import type { App } from '../app.ts';
import { ConfigError } from '../kit/errors.ts';
import type { StoredInventory, Tenant } from '../model/inventory.ts';

/** The account that is meant: the only one, or the one named by id or name. */
export async function tenantOf(app: App, wanted: string | undefined): Promise<Tenant> {
  const tenants = await app.store.tenants();
  const found = wanted === undefined ? tenants : tenants.filter(({ id, name }) => id === wanted || name === wanted);
  const [one] = found;
  if (one && found.length === 1) {
    return one;
  }
  const names = tenants.map(({ id }) => id).join(', ');
  throw new ConfigError([
    one
      ? `Several accounts are kept; name one with --tenant: ${names}`
      : `No such account is kept. Kept: ${names || 'none; scan first'}`,
  ]);
}

export async function inventoryOf(app: App, wanted: string | undefined): Promise<StoredInventory> {
  const tenant = await tenantOf(app, wanted);
  const inventory = await app.store.of(tenant).inventories.read();
  if (!inventory) {
    throw new ConfigError([`${tenant.id} has no finished scan yet.`]);
  }
  return inventory;
}
