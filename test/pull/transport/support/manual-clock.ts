import { setImmediate } from 'node:timers/promises';
import type { Clock } from '#src/kit/clock.ts';

interface Sleeper {
  at: number;
  wake(): void;
}

/** Time that passes only when the test says so, or, for waits of up to `skip` milliseconds, at once. */
export class ManualClock implements Clock {
  readonly slept: number[] = [];
  readonly #start: number;
  readonly #skip: number;
  readonly #sleepers = new Set<Sleeper>();
  #time = 0;

  constructor({ start = Date.UTC(2026, 10, 23, 8), skip = -1 } = {}) {
    this.#start = start;
    this.#skip = skip;
  }

  /** Timers that are set. */
  get pending(): number {
    return this.#sleepers.size;
  }

  /** How long each of them still waits. */
  get waits(): number[] {
    return [...this.#sleepers].map(({ at }) => at - this.#time);
  }

  now(): number {
    return this.#start + this.#time;
  }

  monotonic(): number {
    return this.#time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const sleeper: Sleeper = {
        at: this.#time + ms,
        wake: () => {
          this.#sleepers.delete(sleeper);
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      const onAbort = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#sleepers.add(sleeper);
      if (ms <= this.#skip) {
        this.slept.push(ms);
        this.#time += ms;
        sleeper.wake();
      }
    });
  }

  /** Lets time pass, waking each sleeper at its time and letting it act before the next one. */
  async advance(ms: number): Promise<void> {
    const end = this.#time + ms;
    await setImmediate();
    for (;;) {
      const next = this.#nextBefore(end);
      if (!next) {
        break;
      }
      this.#time = Math.max(this.#time, next.at);
      next.wake();
      await setImmediate();
    }
    // Those that woke may have skipped further.
    this.#time = Math.max(this.#time, end);
    await setImmediate();
  }

  /** The process stood still: timers that were due meanwhile ring together, and late. */
  async standStill(ms: number): Promise<void> {
    this.#time += ms;
    await this.advance(0);
  }

  #nextBefore(end: number): Sleeper | undefined {
    let next: Sleeper | undefined;
    for (const sleeper of this.#sleepers) {
      if (sleeper.at <= end && (!next || sleeper.at < next.at)) {
        next = sleeper;
      }
    }
    return next;
  }
}
