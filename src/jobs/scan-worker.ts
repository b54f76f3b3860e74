import type { Clock } from '../kit/clock.ts';
import type { AppError } from '../kit/errors.ts';
import { SYSTEM } from '../model/audit.ts';
import type { Tenant } from '../model/inventory.ts';
import type { Begun } from '../store/scan-lease.ts';
import type { Store } from '../store/store.ts';
import type { Job, Queue } from './queue.ts';
import { endsScan, settle, WorkerStops } from './settle.ts';

/** Connects the account and scans it, or reads its store again. Throws what `settle` knows what to do with. */
export type RunClaimed = (
  tenant: Tenant,
  scan: Begun,
  how: { stop: AbortController; endsScan(error: AppError): boolean },
) => Promise<unknown>;

export interface ScanJob {
  tenant: string;
  scan: string;
}

export interface ScanWorkerOptions {
  store: Store;
  queue: Pick<Queue, 'add' | 'work'>;
  run: RunClaimed;
  clock: Clock;
  random?: () => number;
  /** Scans at a time. */
  side?: number;
  /** Aborted when this process is to end: scans under way let go, and others go on with them. */
  closing?: AbortSignal;
  onError(error: unknown): void;
}

/** Takes scans as the queue names them. What the queue says is a hint: whether a scan is to be run, its row says. */
export async function startScanWorker(options: ScanWorkerOptions): Promise<void> {
  await options.queue.work<ScanJob>('scan', (job) => runJob(options, job), options.side ?? 4);
}

/** Scans that wait, have waited, or whose worker is gone: each is added to the queue again. */
export async function addTakeable({ store, queue }: Pick<ScanWorkerOptions, 'store' | 'queue'>): Promise<number> {
  const takeable = await store.takeableScans(100);
  for (const job of takeable) {
    await queue.add('scan', job, { key: job.scan });
  }
  return takeable.length;
}

export async function runJob(
  { store, queue, run, clock, random = Math.random, closing, onError }: ScanWorkerOptions,
  { data, signal: job }: Pick<Job<ScanJob>, 'data' | 'signal'>,
): Promise<void> {
  const tenant = await store.tenant(data.tenant);
  const at = () => new Date(clock.now()).toISOString();
  const own = tenant && store.of(tenant);
  const scan = await own?.leases.claim(data.scan, at());
  if (!own || !scan) {
    return;
  }
  const connection = await own.connections.read();
  const stop = new AbortController();
  const signal = AbortSignal.any([job, ...(closing ? [closing] : [])]);
  const onStop = () => stop.abort(new WorkerStops());
  if (signal.aborted) {
    onStop();
  }
  signal.addEventListener('abort', onStop, { once: true });
  try {
    await run(own.tenant, scan, { stop, endsScan: (error) => endsScan(error, scan.attempts) });
  } catch (thrown) {
    const error = await own.leases.reasonOf(thrown);
    const settled = settle(error, { attempts: scan.attempts, now: clock.now(), random: random() });
    if ('fault' in settled && settled.fault.code === 'INTERNAL') {
      onError(error);
    }
    if (settled.kind === 'release') {
      // Where the database is away, the lease runs out by itself.
      await own.leases.release(scan.id).catch(onError);
    } else if (settled.kind === 'cancelled') {
      await own.leases.giveUp(scan.id, 'cancelled', at());
    } else if (settled.kind === 'failed') {
      await own.leases.giveUp(scan.id, 'failed', at(), settled.fault);
      if (settled.reconnect) {
        const reason = `${settled.fault.message} ${settled.fault.help}`;
        await own.connections.breakOff(reason, SYSTEM, connection?.changedAt);
      }
    } else if (settled.kind === 'postpone') {
      await own.leases.postpone(scan.id, settled.waitMs, settled.fault);
      await queue.add('scan', data, { key: scan.id, after: new Date(clock.now() + settled.waitMs) });
    }
  } finally {
    signal.removeEventListener('abort', onStop);
  }
}
