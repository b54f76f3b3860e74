import { randomUUID } from 'node:crypto';
import { addUntried, type DeliveryOptions, startDeliveryWorker } from './delivery-worker.ts';
import type { Keep } from '../store/prune.ts';
import { addOutdated, type PushOptions, startPushWorker } from './push-worker.ts';
import { openQueue, type Queue } from './queue.ts';
import { runSchedules } from './run-schedules.ts';
import { addTakeable, type RunClaimed, type ScanWorkerOptions, startScanWorker } from './scan-worker.ts';

export interface WorkersOptions extends Omit<ScanWorkerOptions, 'queue' | 'closing'>, DeliveryOptions, PushOptions {
  keep: Keep;
  /** How often a worker looks for what the queue does not know of. */
  lookMs?: number;
}

export interface Workers {
  queue: Queue;
  /** Takes its first work. */
  start(): Promise<void>;
  /** Ends when the scans under way have let go; others go on with them. */
  close(): Promise<void>;
}

const LOOK_MS = 10_000;

/**
 * One process's share of the work: scans, schedules, deliveries. Any number of such processes work on one PostgreSQL.
 * The queue is open before anything is taken from it, so that a server can answer first.
 */
export async function openWorkers(options: WorkersOptions): Promise<Workers> {
  const { store, clock, onError, lookMs = LOOK_MS } = options;
  const queue = await openQueue(store.statements, { works: true, onError });
  const closing = new AbortController();
  const wake = (tenant: string, scan: string) => queue.add('scan', { tenant, scan }, { key: scan });
  const run: RunClaimed = async (...claimed) => {
    const result = await options.run(...claimed);
    // Whoever waits for it hears at once; what this misses is found below.
    await addUntried(store, queue).catch(onError);
    return result;
  };
  let looking: Promise<void> | undefined;
  return {
    queue,
    async start() {
      await startScanWorker({ ...options, run, queue, closing: closing.signal });
      await startDeliveryWorker(options, queue);
      await startPushWorker(options, queue);
      await queue.every('tick', '* * * * *', () =>
        runSchedules({ store, now: new Date(clock.now()), newId: randomUUID, wake, onError }),
      );
      await queue.every('prune', '23 * * * *', async () => void (await store.prune(options.keep)));
      looking = look();
    },
    async close() {
      closing.abort();
      await looking;
      await queue.close();
      options.mailer?.close();
    },
  };

  /** A worker that was killed is missed here, and so is a wake-up that was lost. */
  async function look(): Promise<void> {
    while (!closing.signal.aborted) {
      await addTakeable({ store, queue }).catch(onError);
      await addUntried(store, queue).catch(onError);
      await addOutdated({ store }, queue).catch(onError);
      await clock.sleep(lookMs, closing.signal).catch(() => undefined);
    }
  }
}
