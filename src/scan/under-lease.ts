import type { Clock } from '../kit/clock.ts';
import { ScanRunning, UsageError } from '../kit/errors.ts';
import type { ScanRecord } from '../model/inventory.ts';
import type { ScanProgress } from '../model/scan-state.ts';
import { type Begun, LeaseLost, type ScanLeases } from '../store/scan-lease.ts';

/** Somebody asked the scan to end. */
export class ScanCancelled extends Error {
  constructor() {
    super('The scan was cancelled.');
    this.name = 'ScanCancelled';
  }
}

interface Work {
  leases: ScanLeases;
  scan: Begun;
  clock: Clock;
  /** Aborted when the scan is cancelled or taken over: the work must end then. */
  stop: AbortController;
  progress?(): ScanProgress;
}

/** Whoever watches sees progress this often; a lease is renewed more seldom. */
const TELL_MS = 1_000;

/** Does the work of a scan and keeps its lease meanwhile. A database that is away for a while does not end the work by itself. */
export async function underLease<T>({ leases, scan, clock, stop, progress }: Work, work: () => Promise<T>): Promise<T> {
  const ended = new AbortController();
  const keeping = keep();
  try {
    return await work();
  } catch (error) {
    // What a stopped connection says of it is not the reason.
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    ended.abort();
    await keeping;
  }

  async function keep(): Promise<void> {
    let renewedAt = clock.monotonic();
    let told = '';
    while (await slept()) {
      const now = progress?.();
      const text = JSON.stringify(now);
      if (text === told && clock.monotonic() - renewedAt < leases.renewMs) {
        continue;
      }
      try {
        const { cancelRequested } = await leases.renew(scan.id, now);
        renewedAt = clock.monotonic();
        told = text;
        if (cancelRequested) {
          stop.abort(new ScanCancelled());
        }
      } catch (error) {
        if (error instanceof LeaseLost && !ended.signal.aborted) {
          stop.abort(error);
        }
      }
    }
  }

  async function slept(): Promise<boolean> {
    const ms = Math.min(TELL_MS, leases.renewMs);
    await clock.sleep(ms, ended.signal).catch(() => undefined);
    return !ended.signal.aborted && !stop.signal.aborted;
  }
}

/** Begins a scan, or goes on with the one that is open. A process that was killed is waited for until its lease has run out. */
export async function beginWhenFree(
  leases: ScanLeases,
  kind: ScanRecord['kind'],
  id: string,
  at: string,
  clock: Clock,
): Promise<Begun> {
  try {
    return await leases.begin(kind, id, at);
  } catch (error) {
    if (!(error instanceof ScanRunning)) {
      throw error;
    }
    await clock.sleep(error.waitMs);
    return leases.begin(kind, id, at);
  }
}

/**
 * After a failure of a scan that somebody runs by hand: it stays open, and the next one goes on with it. Returns what to
 * say of it.
 */
export async function letGo(leases: ScanLeases, scan: Begun, error: unknown, at: string): Promise<unknown> {
  const isCancelled = error instanceof ScanCancelled;
  const end = isCancelled ? leases.giveUp(scan.id, 'cancelled', at) : leases.release(scan.id);
  // When the database is away too, the lease runs out by itself.
  await end.catch(() => undefined);
  if (isCancelled) {
    return new UsageError('The scan was cancelled.', 'Begin it again when it is wanted.');
  }
  const reason = await leases.reasonOf(error);
  return reason instanceof LeaseLost ? new ScanRunning('The account') : reason;
}
