import type { StoredInventory } from '../model/inventory.ts';
import { presentFeature } from './present-feature.ts';
import { presentNotVisible } from './present-not-visible.ts';
import type { Words } from './words.ts';

/** One scan's result, `ai-inventory/scan@1` of docs/interface.md. Features and lists are in order of their keys. */
export function presentScan(inventory: StoredInventory, words: Words) {
  const { tenant, scan, coverage, examined, entries, cleared, notVisible } = inventory;
  return {
    schema: 'ai-inventory/scan@1',
    tenant: { id: tenant.id, crm: tenant.crm, name: tenant.name, account: tenant.account },
    scan: {
      id: scan.id,
      kind: scan.kind,
      startedAt: scan.startedAt,
      finishedAt: scan.finishedAt,
      requests: scan.requests,
      stamps: scan.stamps,
    },
    coverage,
    examined,
    features: entries.map((entry) => presentFeature(entry, words)),
    notAi: cleared.map(({ key, name, because }) => ({ key, name, because: words.text(because) })),
    notVisible: notVisible.map((item) => presentNotVisible(item, words)),
  };
}
export type PresentedScan = ReturnType<typeof presentScan>;
