import type { Clock } from '../kit/clock.ts';
import { UsageError } from '../kit/errors.ts';
import type { StreamReport } from '../model/coverage.ts';
import type { StoredInventory } from '../model/inventory.ts';
import type { Page } from '../pull/connector.ts';
import { pageOf, type PageKeeper, reportOf } from '../pull/pull-stream.ts';
import type { TenantStore } from '../store/store.ts';
import { conclude, type Reasoning } from './conclude.ts';
import { keeperOf } from './run-scan.ts';
import { beginWhenFree, letGo, underLease } from './under-lease.ts';

export type Imported = { stream: string; page: Page } | { file: string; error: string };

interface ImportOptions {
  store: TenantStore;
  items: AsyncIterable<Imported>;
  reasoning: Reasoning;
  clock: Clock;
  newId(): string;
}
type Outcome = Promise<{ stored: StoredInventory; written: number; errors: { file: string; error: string }[] }>;

/** Reads exported files as a scan of its own. Files show a part of an account: an import never retires anything. */
export async function importFiles(options: ImportOptions): Outcome {
  const { store, clock } = options;
  const at = () => new Date(clock.now()).toISOString();
  const scan = await beginWhenFree(store.leases, 'import', options.newId(), at(), clock);
  const stop = new AbortController();
  try {
    return await underLease({ leases: store.leases, scan, clock, stop }, async () => {
      const { coverage, errors } = await keepAll(options.items, keeperOf(store, scan.id, stop.signal));
      const finished = {
        id: scan.id,
        kind: 'import' as const,
        startedAt: scan.startedAt,
        finishedAt: at(),
        requests: 0,
      };
      return { ...(await conclude(store, options.reasoning, coverage, finished, false)), errors };
    });
  } catch (error) {
    throw await letGo(store.leases, scan, error, at());
  }
}

async function keepAll(items: AsyncIterable<Imported>, keeper: PageKeeper) {
  const tallies = new Map<string, Parameters<typeof reportOf>[1]>();
  const errors: { file: string; error: string }[] = [];
  for await (const item of items) {
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
  return { coverage, errors };
}

/** Waits for the first item: a path that cannot be read, or holds nothing, fails before anything is kept. */
export async function begun<T>(items: AsyncIterable<T>, path: string): Promise<AsyncIterable<T>> {
  const iterator = items[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) {
    throw new UsageError(`There is no file to import in ${path}.`, 'Give a file, or a folder or zip with files.');
  }
  return {
    async *[Symbol.asyncIterator]() {
      yield first.value;
      yield* { [Symbol.asyncIterator]: () => iterator };
    },
  };
}
