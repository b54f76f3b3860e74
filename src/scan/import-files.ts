import type { StreamReport } from '../model/coverage.ts';
import type { StoredInventory, Tenant } from '../model/inventory.ts';
import type { Page } from '../pull/connector.ts';
import { pageOf, reportOf } from '../pull/pull-stream.ts';
import type { Store } from '../store/store.ts';
import { conclude, type Reasoning } from './conclude.ts';
import { keeperOf } from './run-scan.ts';

export type Imported = { stream: string; page: Page } | { file: string; error: string };

interface ImportOptions {
  store: Store;
  tenant: Tenant;
  items: AsyncIterable<Imported>;
  reasoning: Reasoning;
  now(): Date;
  newId(): string;
}

/** Reads exported files as a scan of its own. Files show a part of an account: an import never retires anything. */
export async function importFiles(
  options: ImportOptions,
): Promise<{ stored: StoredInventory; written: number; errors: { file: string; error: string }[] }> {
  const store = options.store.of(options.tenant);
  const scan = await store.scans.begin('import', options.newId(), options.now().toISOString());
  const keeper = keeperOf(store, scan.id);
  const tallies = new Map<string, Parameters<typeof reportOf>[1]>();
  const errors: { file: string; error: string }[] = [];

  for await (const item of options.items) {
    if ('error' in item) {
      errors.push(item);
      continue;
    }
    await keeper.keep(item.stream, item.page, false);
    const tally = tallies.get(item.stream) ?? { seen: new Set<string>(), quarantined: [], refused: [] };
    const { seen, quarantined, refused } = pageOf(item.page);
    seen.forEach(([kind, id]) => tally.seen.add(`${kind}\n${id}`));
    tally.quarantined.push(...quarantined);
    tally.refused.push(...refused);
    tallies.set(item.stream, tally);
  }
  const coverage: StreamReport[] = [...tallies].map(([stream, tally]) => reportOf(stream, tally));
  const finished = {
    id: scan.id,
    kind: 'import' as const,
    startedAt: scan.startedAt,
    finishedAt: options.now().toISOString(),
    requests: 0,
  };
  const { stored, written } = await conclude(store, options.reasoning, coverage, finished, false);
  return { stored, written, errors };
}
