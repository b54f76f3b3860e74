import type { Policy } from './refusal.ts';
import { rateLimited } from './refusal.ts';
import { RollingWindow } from '../../shared/rolling-window.ts';

const TEN_SECONDS = 10_000;
const SECOND = 1_000;

export interface Quota {
  /** Requests in ten seconds. */
  burst: number;
  /** Search requests in a second. */
  search: number;
  daily: number;
  /** Private apps are told what is left of the day; OAuth apps have no daily limit. */
  tellsDaily: boolean;
}

/** One account's counters for one app. What is refused does not count. */
export class Limits {
  readonly #quota: Quota;
  readonly #burst = new RollingWindow(TEN_SECONDS);
  readonly #search = new RollingWindow(SECOND);
  #today = 0;

  constructor(quota: Quota) {
    this.#quota = quota;
  }

  /** Throws the 429 `Refusal` when nothing is left. */
  take(now: number, search: boolean): void {
    const policy = this.#exhausted(now, search);
    if (policy !== undefined) throw rateLimited(policy);
    (search ? this.#search : this.#burst).add(now);
    this.#today++;
  }

  headers(now: number): Record<string, string> {
    const { burst, daily, tellsDaily } = this.#quota;
    const left = Math.max(0, burst - this.#burst.count(now));
    const secondly = Math.floor(burst / 10);
    return {
      'x-hubspot-ratelimit-max': String(burst),
      'x-hubspot-ratelimit-remaining': String(left),
      'x-hubspot-ratelimit-interval-milliseconds': String(TEN_SECONDS),
      'x-hubspot-ratelimit-secondly': String(secondly),
      'x-hubspot-ratelimit-secondly-remaining': String(Math.min(left, secondly - 1)),
      ...(tellsDaily && {
        'x-hubspot-ratelimit-daily': String(daily),
        'x-hubspot-ratelimit-daily-remaining': String(Math.max(0, daily - this.#today)),
      }),
    };
  }

  #exhausted(now: number, search: boolean): Policy | undefined {
    if (this.#quota.tellsDaily && this.#today >= this.#quota.daily) return 'DAILY';
    if (search) return this.#search.count(now) >= this.#quota.search ? 'SECONDLY' : undefined;
    return this.#burst.count(now) >= this.#quota.burst ? 'TEN_SECONDLY_ROLLING' : undefined;
  }
}
