import type { Clock } from '../../kit/clock.ts';
import { backoffMs, GIVE_UP_MS, MAX_TRIES, MAX_WAIT_MS } from './retry.ts';

/** The tries that one request may have. */
export class Tries {
  attempt = 1;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #giveUpAt: number;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
    this.#giveUpAt = clock.monotonic() + GIVE_UP_MS;
  }

  /** Takes the next try, or throws `error` when there is none. */
  next(error: Error): void {
    if (this.attempt >= MAX_TRIES || this.#clock.monotonic() >= this.#giveUpAt) {
      throw error;
    }
    this.attempt += 1;
  }

  /** The same, after a growing random delay, and not before `afterMs`. Throws `error` at once when that is too long. */
  async nextAfter(afterMs: number, error: Error, signal: AbortSignal): Promise<void> {
    const delay = backoffMs(this.attempt, this.#random);
    if (!(afterMs <= MAX_WAIT_MS)) {
      throw error;
    }
    this.next(error);
    await this.#clock.sleep(afterMs + delay, signal);
  }
}
