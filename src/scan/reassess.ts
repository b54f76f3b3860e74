import type { StoredInventory, Tenant } from '../model/inventory.ts';
import type { Store } from '../store/store.ts';
import { conclude, type Reasoning } from './conclude.ts';

/** Reads the stored assets again after a change of rules, law, catalogue or mappings: no call to the CRM. */
export async function reassess({
  store,
  tenant,
  reasoning,
  now,
  newId,
}: {
  store: Store;
  tenant: Tenant;
  reasoning: Reasoning;
  now(): Date;
  newId(): string;
}): Promise<{ stored: StoredInventory; written: number }> {
  const own = store.of(tenant);
  const coverage = await own.scans.lastCoverage();
  const scan = await own.scans.begin('reassess', newId(), now().toISOString());
  return conclude(own, reasoning, coverage, {
    id: scan.id,
    kind: 'reassess',
    startedAt: scan.startedAt,
    finishedAt: now().toISOString(),
    requests: 0,
  });
}
