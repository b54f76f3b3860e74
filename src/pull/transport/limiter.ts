import type { Clock } from '../../kit/clock.ts';
import { type BucketLimit, RollingWindow } from './rolling-window.ts';

/** Rate limits by name. A bucket without one is held back by `concurrency` and pauses alone. */
export type LimitPolicy = Record<string, BucketLimit>;

export interface LimiterOptions {
  limits: LimitPolicy;
  /** For buckets that have no share of their own. */
  share: number;
  /** Requests under way at a time, over all buckets. */
  concurrency: number;
  clock: Clock;
}

/** Leave to send one request. `release` must follow, whatever happens. */
export interface Permit {
  /** The request has left: the window is measured from here. */
  sent(): void;
  /** Reads what an answer says about the limit. */
  learn(headers: Record<string, string>): void;
  release(): void;
}

interface Waiter {
  ticket: number;
  grant(permit: Permit): void;
  refuse(reason: unknown): void;
}

interface Bucket {
  limit: BucketLimit | undefined;
  window: RollingWindow | undefined;
  queue: Waiter[];
  pausedUntil: number;
  alarm?: { at: number; cancel: AbortController };
}

/** Lets requests go first come, first served, as fast as their buckets and `concurrency` allow: bursts are not smoothed. */
export class Limiter {
  readonly #options: LimiterOptions;
  readonly #buckets = new Map<string, Bucket>();
  #running = 0;
  #tickets = 0;
  #stopped: { reason: unknown } | undefined;

  constructor(options: LimiterOptions) {
    this.#options = options;
  }

  /** Rejects with the signal's reason when that is aborted first, or with the reason of `stop`. */
  acquire(name: string, signal: AbortSignal): Promise<Permit> {
    return new Promise((resolve, reject) => {
      if (this.#stopped || signal.aborted) {
        reject(this.#stopped ? this.#stopped.reason : signal.reason);
        return;
      }
      const { queue } = this.#bucket(name);
      const onAbort = () => {
        queue.splice(queue.indexOf(waiter), 1);
        reject(signal.reason);
        this.#pump();
      };
      const waiter: Waiter = {
        ticket: this.#tickets++,
        grant: (permit) => {
          signal.removeEventListener('abort', onAbort);
          resolve(permit);
        },
        refuse: (reason) => {
          signal.removeEventListener('abort', onAbort);
          reject(reason);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      queue.push(waiter);
      this.#pump();
    });
  }

  /** What may be sent in a window; nothing for a bucket without a limit. */
  allowed(name: string): { limit: number; perMs: number } | undefined {
    return this.#bucket(name).window?.allowed;
  }

  /** The same as a pace that can be kept up. */
  perSecond(name: string): number | undefined {
    return this.#bucket(name).window?.perSecond;
  }

  /** Nothing of the bucket starts within `ms`, whoever waits. */
  pause(name: string, ms: number): void {
    const bucket = this.#bucket(name);
    bucket.pausedUntil = Math.max(bucket.pausedUntil, this.#options.clock.monotonic() + ms);
  }

  /** Refuses all that wait and all that come, with this reason. */
  stop(reason: unknown): void {
    this.#stopped ??= { reason };
    for (const bucket of this.#buckets.values()) {
      bucket.alarm?.cancel.abort();
      for (const waiter of bucket.queue.splice(0)) {
        waiter.refuse(this.#stopped.reason);
      }
    }
  }

  #bucket(name: string): Bucket {
    let bucket = this.#buckets.get(name);
    if (!bucket) {
      const limit = Object.hasOwn(this.#options.limits, name) ? this.#options.limits[name] : undefined;
      const window = limit && new RollingWindow(limit, this.#options.share);
      bucket = { limit, window, queue: [], pausedUntil: -Infinity };
      this.#buckets.set(name, bucket);
    }
    return bucket;
  }

  #pump(): void {
    if (this.#stopped) {
      return;
    }
    const now = this.#options.clock.monotonic();
    while (this.#running < this.#options.concurrency) {
      const next = this.#longestWaiting(now);
      if (!next) {
        break;
      }
      next.queue.shift()!.grant(this.#permit(next));
    }
    for (const bucket of this.#buckets.values()) {
      this.#setAlarm(bucket, now);
    }
  }

  #longestWaiting(now: number): Bucket | undefined {
    let found: Bucket | undefined;
    for (const bucket of this.#buckets.values()) {
      const first = bucket.queue[0];
      if (first && first.ticket < (found?.queue[0]?.ticket ?? Infinity) && waitMs(bucket, now) <= 0) {
        found = bucket;
      }
    }
    return found;
  }

  #permit({ window, limit }: Bucket): Permit {
    const start = window?.open();
    let held = true;
    this.#running += 1;
    return {
      sent: () => {
        if (start) {
          window?.sent(start, this.#options.clock.monotonic());
          this.#pump();
        }
      },
      learn: (headers) => {
        if (start && limit?.learn) {
          window?.learn(start, limit.learn(headers));
          this.#pump();
        }
      },
      release: () => {
        if (held) {
          held = false;
          this.#running -= 1;
          if (start) {
            window?.drop(start);
          }
          this.#pump();
        }
      },
    };
  }

  /** One timer a bucket, only while something waits for the time and not for a request to end. */
  #setAlarm(bucket: Bucket, now: number): void {
    const wait = bucket.queue.length > 0 ? waitMs(bucket, now) : Infinity;
    const at = wait > 0 && wait < Infinity ? now + wait : undefined;
    if (at === bucket.alarm?.at) {
      return;
    }
    bucket.alarm?.cancel.abort();
    delete bucket.alarm;
    if (at !== undefined) {
      const cancel = new AbortController();
      bucket.alarm = { at, cancel };
      this.#options.clock.sleep(wait, cancel.signal).then(
        () => {
          delete bucket.alarm;
          this.#pump();
        },
        () => undefined,
      );
    }
  }
}

function waitMs({ window, pausedUntil }: Bucket, now: number): number {
  return Math.max(pausedUntil - now, window?.waitMs(now) ?? 0);
}
