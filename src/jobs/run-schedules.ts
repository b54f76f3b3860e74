import type { Store } from '../store/store.ts';
import { lastTick } from '../kit/schedule.ts';

/** As who a scan was asked for when nobody did. */
export const BY_SCHEDULE = 'schedule';

interface Scheduled {
  store: Store;
  now: Date;
  newId(): string;
  /** A scan waits to be run. */
  wake(tenant: string, scan: string): Promise<void>;
  /** Of one account; the others are looked at all the same. */
  onError(error: unknown): void;
}

/**
 * Asks for every scan that is due. Any number of processes may do this at any time, with clocks that differ: a tick is
 * served once. After a time when none ran, the last tick is made up for, not all of them.
 */
export async function runSchedules({ store, now, newId, wake, onError }: Scheduled): Promise<void> {
  const tenants = new Map((await store.tenants()).map((tenant) => [tenant.id, tenant]));
  for (const { tenant: id, connection } of await store.connected()) {
    const { schedule: cron, timeZone, state, changedAt } = connection;
    const tenant = tenants.get(id);
    if (!tenant || cron === undefined || state !== 'ok') {
      continue;
    }
    try {
      const tick = lastTick({ cron, timeZone }, id, now);
      // What came due before somebody set the schedule is no debt of it.
      if (!tick || tick <= new Date(changedAt)) {
        continue;
      }
      const request = { id: newId(), by: BY_SCHEDULE, at: now.toISOString() };
      const scan = await store.of(tenant).requests.addForTick(tick.toISOString(), request);
      if (scan) {
        await wake(id, scan.id);
      }
    } catch (error) {
      onError(error);
    }
  }
}
