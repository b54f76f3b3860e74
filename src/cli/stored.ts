import type { App } from '../app.ts';
import { UsageError } from '../kit/errors.ts';
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
  if (tenants.length === 0) {
    throw new UsageError(
      'No account is kept here yet.',
      'Scan one first, or set DATA_DIR to where its inventory lies.',
    );
  }
  throw one
    ? new UsageError('Several accounts are meant.', `Name one by its id with --tenant: ${names}`)
    : new UsageError(`No account “${wanted ?? ''}” is kept here.`, `Those that are kept: ${names}`);
}

export async function inventoryOf(app: App, wanted: string | undefined): Promise<StoredInventory> {
  const tenant = await tenantOf(app, wanted);
  const inventory = await app.store.of(tenant).inventories.read();
  if (!inventory) {
    throw new UsageError(`${tenant.id} has no finished scan yet.`, 'Scan it once to the end.');
  }
  return inventory;
}
