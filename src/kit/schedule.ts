import { createHash } from 'node:crypto';
import { Cron } from 'croner';

export interface Schedule {
  /** Five fields, as in crontab. */
  cron: string;
  /** IANA name. */
  timeZone: string;
}

/** Accounts with one schedule begin spread over this time, so that a night of many scans is no burst. */
const JITTER_MS = 600_000;

/** What is wrong with a schedule, in one line; nothing when it can be kept. */
export function scheduleFault({ cron, timeZone }: Schedule): string | undefined {
  if (cron.trim().split(/\s+/).length !== 5) {
    return 'A schedule has five fields: minute, hour, day of month, month, day of week.';
  }
  try {
    return cronOf({ cron, timeZone }).nextRun() ? undefined : 'This schedule never comes due.';
  } catch (error) {
    return error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : 'It cannot be read.';
  }
}

/**
 * The last time that a schedule named, up to now, once the tenant's share of the jitter has passed; it names the tick.
 * An hour that a time change skips comes due when the clocks go on, one that comes twice is due the first time.
 */
export function lastTick(schedule: Schedule, tenant: string, now: Date): Date | undefined {
  // Seconds are the smallest unit of croner, and the one it is asked about is not among its answers.
  const second = Math.floor((now.getTime() - jitterMs(tenant)) / 1000);
  const [last] = cronOf(schedule).previousRuns(1, new Date((second + 1) * 1000));
  return last;
}

/** The next time after this one. */
export function nextTick(schedule: Schedule, after: Date): Date | undefined {
  return cronOf(schedule).nextRun(after) ?? undefined;
}

/** Whole seconds; the same for a tenant every time and in every process. */
export function jitterMs(tenant: string): number {
  const share = createHash('sha256').update(tenant).digest().readUInt32BE() / 2 ** 32;
  return Math.floor((share * JITTER_MS) / 1000) * 1000;
}

function cronOf({ cron, timeZone }: Schedule): Cron {
  return new Cron(cron, { timezone: timeZone, paused: true });
}
