import type { Clock } from '../../kit/clock.ts';
import type { SharedBudget } from '../connector.ts';

/** Requests in a window; of the account, whoever sends them. */
export interface WindowLimit {
  limit: number;
  perMs: number;
}

interface Waiter {
  grant(): void;
  limit: WindowLimit;
  isOver(): boolean;
}

/** So many turns are taken from the account at once: others who scan it get theirs in between. */
const BATCH = 20;

/**
 * Turns that all processes of an account share. Each process asks for the turns of all its waiting requests together,
 * one question at a time. When the budget cannot be reached, its own limits alone hold a request back.
 */
export class SharedTurns {
  readonly #budget: SharedBudget;
  readonly #clock: Clock;
  readonly #queues = new Map<string, Waiter[]>();

  constructor(budget: SharedBudget, clock: Clock) {
    this.#budget = budget;
    this.#clock = clock;
  }

  /** Rejects with the signal's reason when that is aborted first. */
  wait(bucket: string, limit: WindowLimit, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const onAbort = () => reject(signal.reason as Error);
      signal.addEventListener('abort', onAbort, { once: true });
      const grant = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const waiter = { grant, limit, isOver: () => signal.aborted };
      const queue = this.#queues.get(bucket);
      if (queue) {
        queue.push(waiter);
      } else {
        this.#queues.set(bucket, [waiter]);
        void this.#serve(bucket);
      }
    });
  }

  /** Tells the others what the vendor said to this one. When they cannot be told, they will hear it from the vendor. */
  async pause(bucket: string, ms: number): Promise<void> {
    await this.#budget.pause(bucket, ms).catch(() => undefined);
  }

  async #serve(bucket: string): Promise<void> {
    // All that ask in the same breath are served with one question.
    await Promise.resolve();
    for (;;) {
      const queue = (this.#queues.get(bucket) ?? []).filter((waiter) => !waiter.isOver());
      const [first] = queue;
      if (!first) {
        this.#queues.delete(bucket);
        return;
      }
      const wanted = Math.min(queue.length, BATCH);
      const { granted, waitMs } = await this.#budget
        .take(bucket, first.limit, wanted)
        .catch(() => ({ granted: wanted, waitMs: 0 }));
      // Others may have come meanwhile: they stand behind these.
      const now = (this.#queues.get(bucket) ?? []).filter((waiter) => !waiter.isOver());
      now.splice(0, granted).forEach((waiter) => waiter.grant());
      this.#queues.set(bucket, now);
      if (waitMs > 0 && now.length > 0) {
        await this.#clock.sleep(waitMs);
      }
    }
  }
}
