import type { Clock } from '../../kit/clock.ts';
import { backoffMs, GIVE_UP_MS, MAX_TRIES, MAX_WAIT_MS } from './retry.ts';

/** The tries that one request may have. */
export class Tries {
  attempt = 1;
  #left: number;
  readonly #clock: Clock;
  readonly #random: () => number;
  #spent = 0;
  #since: number | undefined;

  constructor(clock: Clock, random: () => number, tries = MAX_TRIES) {
    this.#left = tries;
    this.#clock = clock;
    this.#random = random;
  }

  /** It waits for its turn: what others or the vendor's limit hold up is not held against it. */
  queue(): void {
    this.#spent = this.#passed();
    this.#since = undefined;
  }

  /** It has its turn. */
  begin(): void {
    this.#since = this.#clock.monotonic();
  }

  /** Takes the next try, or throws `error` when there is none. `cost`: how many the last one counts for. */
  next(error: Error, cost = 1): void {
    this.#left -= cost;
    if (this.#left <= 0 || this.#passed() >= GIVE_UP_MS) {
      throw error;
    }
    this.attempt += 1;
  }

  /** The same, after a growing random delay, and not before `afterMs`. Throws `error` at once when that is too long. */
  async nextAfter(afterMs: number, error: Error, signal: AbortSignal, cost?: number): Promise<void> {
    const delay = backoffMs(this.attempt, this.#random);
    if (!(afterMs <= MAX_WAIT_MS)) {
      throw error;
    }
    this.next(error, cost);
    await this.#clock.sleep(afterMs + delay, signal);
  }

  /** Under way, or between two tries. */
  #passed(): number {
    return this.#spent + (this.#since === undefined ? 0 : this.#clock.monotonic() - this.#since);
  }
}
