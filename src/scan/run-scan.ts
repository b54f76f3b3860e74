import type { StoredInventory, Tenant } from '../model/inventory.ts';
import type { Stream } from '../pull/connector.ts';
import { pullAll } from '../pull/pull-all.ts';
import { pageOf, pullStream, type PageKeeper } from '../pull/pull-stream.ts';
import type { Store, TenantStore } from '../store/store.ts';
import { conclude, type Reasoning } from './conclude.ts';
import type { OnProgress } from './progress.ts';

interface ScanOptions<Client> {
  store: Store;
  tenant: Tenant;
  client: Client;
  streams: readonly Stream<Client>[];
  requests(): number;
  reasoning: Reasoning;
  now(): Date;
  newId(): string;
  onProgress?: OnProgress;
}

/**
 * One scan: pull everything, then conclude. It may be killed at any point: begun again, it goes on at the last page
 * that was kept and ends in the same inventory.
 */
export async function runScan<Client>(
  options: ScanOptions<Client>,
): Promise<{ stored: StoredInventory; written: number }> {
  const { tenant, client, streams, reasoning, now } = options;
  const store = options.store.of(tenant);
  const scan = await store.scans.begin('resync', options.newId(), now().toISOString());
  const keeper = keeperOf(store, scan.id);

  const pulled = await pullAll(streams, async (stream) => {
    const about = { stream: stream.name, streams: streams.length };
    const tell = (assets: number, total?: number) =>
      options.onProgress?.({
        ...about,
        state: 'reading',
        assets,
        ...(total !== undefined && { total }),
        requests: options.requests(),
      });
    tell(0);
    const result = await pullStream(stream, { client, kept: store.assets, keeper, now: now(), onPage: tell });
    options.onProgress?.({
      ...about,
      state: 'done',
      assets: result.report.assets,
      status: result.report.status,
      requests: options.requests(),
    });
    return result;
  });

  const coverage = streams.flatMap((stream) => pulled.get(stream.name)?.report ?? []);
  for (const stream of streams) {
    const result = pulled.get(stream.name);
    if (result?.report.status === 'complete') {
      await store.assets.retire(stream.kinds, result.seen);
    }
  }
  const finished = {
    id: scan.id,
    kind: 'resync' as const,
    startedAt: scan.startedAt,
    finishedAt: now().toISOString(),
    requests: options.requests(),
  };
  return conclude(store, reasoning, coverage, finished);
}

export function keeperOf({ scans }: TenantStore, scanId: string): PageKeeper {
  return {
    kept: (stream) => scans.pages(scanId, stream),
    forget: (stream) => scans.forgetPages(scanId, stream),
    async keep(stream, page, done) {
      const { seen, quarantined, refused } = pageOf(page);
      await scans.keepPage(scanId, stream, page.assets, {
        ...(page.cursor !== undefined && { cursor: page.cursor }),
        seen: seen.map(([kind, id]) => [kind, id]),
        quarantined: [...quarantined],
        refused: [...refused],
        done,
      });
    },
  };
}
