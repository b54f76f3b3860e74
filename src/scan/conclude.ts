import type { Assessment, Stamps } from '../model/assessment.ts';
import type { StreamReport } from '../model/coverage.ts';
import type { AiFeature } from '../model/feature.ts';
import type { Inventory, StoredInventory } from '../model/inventory.ts';
import type { Crm } from '../model/raw-asset.ts';
import type { AssetSource } from '../normalise/normalised.ts';
import type { Result } from '../store/inventories.ts';
import type { TenantStore } from '../store/store.ts';
import { changesOf } from './changes.ts';
import type { Entered } from './entered.ts';
import { judgeWith } from './judge.ts';

/** The pure part of a scan: from stored assets to features, and from a feature to its verdict. */
export interface Reasoning {
  /** `standing`: keys of the features that an earlier scan found. */
  makeInventory(
    source: AssetSource,
    reports: readonly StreamReport[],
    tenant: { crm: Crm; standing: ReadonlySet<string> },
  ): Promise<Inventory>;
  assess(feature: AiFeature): Assessment;
  /** What a person entered. */
  enter(crm: Crm, entered: Entered): AiFeature;
  stamps: Stamps;
}

/** Everything after pulling, the same for a scan, a reassessment and an import: normalise, link, declared facts, assess, reconcile, keep. */
export async function conclude(
  store: TenantStore,
  { makeInventory, assess, enter: featureOf, stamps }: Reasoning,
  coverage: StreamReport[],
  scan: Result['scan'],
  retires = true,
): Promise<{ stored: StoredInventory; written: number }> {
  const inventory = await makeInventory(store.assets, coverage, {
    crm: store.tenant.crm,
    standing: await store.inventories.standing(),
  });
  const judge = judgeWith(assess);
  // Only what was read to its end may retire a feature; a denied stream keeps its features and marks them stale.
  const mayRetire = new Set(
    coverage.filter((report) => retires && report.status === 'complete').map((report) => report.stream),
  );
  const stale = new Set(
    coverage
      .filter((report) => ['denied', 'failed', 'unavailable'].includes(report.status))
      .map((report) => report.stream),
  );
  const enter: Result['enter'] = (entered) => featureOf(store.tenant.crm, entered);
  const result = { scan, stamps, coverage, inventory, judge, mayRetire, stale, describe: changesOf, enter };
  const written = await store.inventories.write(result);
  const stored = await store.inventories.read();
  if (!stored) {
    throw new Error('A finished scan must be readable.');
  }
  return { stored, written };
}
