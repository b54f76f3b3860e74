import type { Clock } from '../kit/clock.ts';
import type { StoredInventory } from '../model/inventory.ts';
import type { Begun } from '../store/scan-lease.ts';
import type { TenantStore } from '../store/store.ts';
import { conclude, type Reasoning } from './conclude.ts';
import { beginWhenFree, letGo, underLease } from './under-lease.ts';

interface ReassessOptions {
  store: TenantStore;
  reasoning: Reasoning;
  clock: Clock;
  newId(): string;
}
type Outcome = Promise<{ stored: StoredInventory; written: number }>;

/** Reads the stored assets again after a change of rules, law, catalogue or mappings: no call to the CRM. */
export async function reassess(options: ReassessOptions): Outcome {
  const { store, clock } = options;
  const at = () => new Date(clock.now()).toISOString();
  const scan = await beginWhenFree(store.leases, 'reassess', options.newId(), at(), clock);
  try {
    return await reassessBegun(options, scan);
  } catch (error) {
    throw await letGo(store.leases, scan, error, at());
  }
}

/** The same for one that was taken over from the queue. */
export async function reassessBegun({ store, reasoning, clock }: Omit<ReassessOptions, 'newId'>, scan: Begun): Outcome {
  return underLease({ leases: store.leases, scan, clock, stop: new AbortController() }, async () =>
    conclude(store, reasoning, await store.scans.lastCoverage(), {
      id: scan.id,
      kind: 'reassess',
      startedAt: scan.startedAt,
      finishedAt: new Date(clock.now()).toISOString(),
      requests: 0,
    }),
  );
}
