import type { Clock } from '../kit/clock.ts';
import type { AppError } from '../kit/errors.ts';
import type { StoredInventory } from '../model/inventory.ts';
import type { Page, Stream } from '../pull/connector.ts';
import { pullAll } from '../pull/pull-all.ts';
import { pageOf, pullStream, type PageKeeper } from '../pull/pull-stream.ts';
import type { Begun } from '../store/scan-lease.ts';
import type { TenantStore } from '../store/store.ts';
import { conclude, type Reasoning } from './conclude.ts';
import { type OnProgress, type Progress, progressTally } from './progress.ts';
import { beginWhenFree, letGo, underLease } from './under-lease.ts';

export interface ScanOptions<Client> {
  store: TenantStore;
  client: Client;
  streams: readonly Stream<Client>[];
  requests(): number;
  /** What a rate limit lets through; nothing while that is not known. */
  perSecond?(bucket: string): number | undefined;
  reasoning: Reasoning;
  clock: Clock;
  newId(): string;
  onProgress?: OnProgress;
  /** The client's calls end with it. */
  stop?: AbortController;
  /** Failures of a stream after which the scan is to stop, and to go on later; else they are said in the coverage. */
  endsScan?(error: AppError): boolean;
}
type Outcome = Promise<{ stored: StoredInventory; written: number }>;

/**
 * One scan: pull everything, then conclude. It may be killed at any point: begun again, it goes on at the last page
 * that was kept and ends in the same inventory.
 */
export async function runScan<Client>(options: ScanOptions<Client>): Outcome {
  const { store, clock } = options;
  const at = () => new Date(clock.now()).toISOString();
  const scan = await beginWhenFree(store.leases, 'resync', options.newId(), at(), clock);
  try {
    return await runBegun(options, scan);
  } catch (error) {
    throw await letGo(store.leases, scan, error, at());
  }
}

/** The same for a scan that was begun or taken over before; whoever did ends it when this fails. */
export async function runBegun<Client>(options: ScanOptions<Client>, scan: Begun): Outcome {
  const { store, client, streams, reasoning, clock, stop = new AbortController() } = options;
  const now = () => new Date(clock.now());
  const keeper = keeperOf(store, scan.id, stop.signal);
  const began = clock.monotonic();
  const tally = progressTally(streams, {
    requests: options.requests,
    elapsedMs: () => clock.monotonic() - began,
    perSecond: (bucket) => options.perSecond?.(bucket),
  });

  return underLease({ leases: store.leases, scan, clock, stop, progress: () => tally.view() }, async () => {
    const before = new Map((await store.scans.lastCoverage()).map((report) => [report.stream, report]));
    const pulled = await pullAll(streams, async (stream) => {
      const tell = (progress: Omit<Progress, 'stream' | 'streams' | 'requests'>) => {
        const told = { ...progress, stream: stream.name, streams: streams.length, requests: options.requests() };
        tally.on(told);
        const { etaSeconds } = tally.view();
        options.onProgress?.({ ...told, ...(etaSeconds !== undefined && { etaSeconds }) });
      };
      const onPage = (assets: number, { total, left }: Pick<Page, 'total' | 'left'> = {}) =>
        tell({
          state: 'reading',
          assets,
          ...(total !== undefined && { total }),
          ...(left !== undefined && { left }),
        });
      onPage(0);
      const earlier = before.get(stream.name);
      const { endsScan } = options;
      const result = await pullStream(stream, {
        client,
        kept: store.assets,
        keeper,
        now: now(),
        onPage,
        ...(earlier?.status === 'complete' && { expected: earlier.assets }),
        ...(endsScan && { endsScan }),
      });
      tell({ state: 'done', assets: result.report.assets, status: result.report.status });
      return result;
    });

    stop.signal.throwIfAborted();
    const coverage = streams.flatMap((stream) => pulled.get(stream.name)?.report ?? []);
    for (const stream of streams) {
      const result = pulled.get(stream.name);
      if (result?.report.status === 'complete') {
        await store.scans.retire(scan.id, stream.kinds, result.seen);
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
  });
}

export function keeperOf({ scans }: TenantStore, scanId: string, signal?: AbortSignal): PageKeeper {
  return {
    kept: (stream) => scans.pages(scanId, stream),
    forget: (stream) => scans.forgetPages(scanId, stream),
    async keep(stream, page, done) {
      signal?.throwIfAborted();
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
