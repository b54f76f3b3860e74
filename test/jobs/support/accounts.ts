import { openApp, type App } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { credentialsIn } from '../../../src/credentials.ts';
import { toCsv } from '../../../src/exports/csv.ts';
import { presentScan } from '../../../src/exports/present-scan.ts';
import { SYSTEM } from '../../../src/model/audit.ts';
import type { StoredInventory, Tenant } from '../../../src/model/inventory.ts';
import type { Json } from '../../../src/model/json.ts';
import type { Crm } from '../../../src/model/raw-asset.ts';
import { type Simulated, simulate } from '../../scan/support/accounts.ts';

type Worlds = readonly [Crm, readonly string[]][];

export const SAMPLES: Worlds = [
  ['hubspot', ['tidy', 'recruiter', 'lender', 'retailer', 'starter']],
  ['sugarcrm', ['plain-pro', 'talent-bpm', 'service-desk']],
];

const SIDE = 3;

/** Sample accounts of both CRMs, and what a scan that nothing disturbs says of each. */
export interface Accounts {
  /** Connects all of them in another store. */
  connect(app: App): Promise<Tenant[]>;
  expected: Map<string, object>;
  onRequest: () => void;
  writes(): unknown[];
  close(): Promise<void>;
}

export async function startAccounts(all = SAMPLES, latencyMs = 0): Promise<Accounts> {
  const simulators: Simulated[] = [];
  const scanned: { crm: Crm; environment: Record<string, string>; tenant: Tenant }[] = [];
  const accounts: Accounts = {
    expected: new Map(),
    onRequest: () => undefined,
    writes: () => simulators.flatMap((simulator) => simulator.seen().writes),
    async connect(app) {
      for (const { crm, environment, tenant } of scanned) {
        const { id } = await app.store.upsertTenant(crm, tenant.account, tenant.name);
        const credentials = credentialsIn[crm](readConfig(environment)) as unknown as Json;
        const auth = crm === 'hubspot' ? ('token' as const) : ('password' as const);
        await app.store.of({ ...tenant, id }).connections.save({ auth, credentials }, SYSTEM);
      }
      return app.store.tenants();
    },
    async close() {
      await Promise.all(simulators.map((simulator) => simulator.close()));
    },
  };
  const calm = await openApp(readConfig({}), { memory: true });
  for (const [crm, worlds] of all) {
    const onRequest = () => accounts.onRequest();
    const simulator = await simulate[crm]({ worlds, limits: false, latencyMs, onRequest });
    simulators.push(simulator);
    // Some side by side, since a SugarCRM is asked five times a second at most; not all of fifty.
    const found = await inTurn(worlds, SIDE, async (world) => {
      const environment = simulator.environment(world);
      return { environment, inventory: await calm.with(readConfig(environment)).scan(crm, { name: world }) };
    });
    for (const { environment, inventory } of found) {
      scanned.push({ crm, environment, tenant: inventory.tenant });
      accounts.expected.set(inventory.tenant.id, exportOf(inventory, calm));
    }
  }
  await calm.close();
  return accounts;
}

async function inTurn<T, R>(items: readonly T[], side: number, act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += side) {
    results.push(...(await Promise.all(items.slice(i, i + side).map(act))));
  }
  return results;
}

export function exportOf(inventory: StoredInventory, app: App): object {
  const result = presentScan(inventory, app.words());
  return { ...result, scan: null, csv: toCsv(result) };
}

/** Of every tenant, as the store has it. */
export async function exportsOf(app: App): Promise<Map<string, object>> {
  const exports = new Map<string, object>();
  for (const tenant of await app.store.tenants()) {
    const inventory = await app.store.of(tenant).inventories.read();
    exports.set(tenant.id, inventory ? exportOf(inventory, app) : {});
  }
  return exports;
}

/** Asks for a scan of every account; how many there are. */
export async function askForAll(app: App, accounts: Accounts): Promise<number> {
  const tenants = await accounts.connect(app);
  for (const tenant of tenants) {
    const request = { kind: 'resync' as const, id: `scan-${tenant.id}`, by: 'test', at: new Date().toISOString() };
    await app.store.of(tenant).requests.add(request);
  }
  return tenants.length;
}

/** How many scans have come to their end. */
export async function doneIn(app: App): Promise<number> {
  return (await app.store.figures()).scans['done'] ?? 0;
}
