import { RollingWindow } from './rolling-window.ts';

export interface Stats {
  requests: number;
  /** `GET /automation/v4/flows` and so on, as the route is written, not as it was called. */
  byRoute: Record<string, number>;
  byStatus: Record<string, number>;
  /** The most requests that arrived within any ten seconds. */
  peakTenSeconds: number;
  /** The most requests that were open at once. */
  concurrency: number;
  /** Answers with status 429. */
  rateLimited: number;
  /** Every attempt to change something. */
  writes: { method: string; path: string }[];
}

/** Counts what a client did. */
export class Meter {
  readonly #byRoute = new Map<string, number>();
  readonly #byStatus = new Map<string, number>();
  readonly #window = new RollingWindow(10_000);
  readonly #writes: Stats['writes'] = [];
  #requests = 0;
  #peak = 0;
  #open = 0;
  #concurrency = 0;

  started(route: string, now: number): void {
    this.#requests++;
    this.#byRoute.set(route, (this.#byRoute.get(route) ?? 0) + 1);
    this.#window.add(now);
    this.#peak = Math.max(this.#peak, this.#window.count(now));
    this.#open++;
    this.#concurrency = Math.max(this.#concurrency, this.#open);
  }

  ended(): void {
    this.#open--;
  }

  answered(status: number): void {
    this.#byStatus.set(String(status), (this.#byStatus.get(String(status)) ?? 0) + 1);
  }

  wrote(method: string, path: string): void {
    this.#writes.push({ method, path });
  }

  stats(): Stats {
    return {
      requests: this.#requests,
      byRoute: Object.fromEntries(this.#byRoute),
      byStatus: Object.fromEntries(this.#byStatus),
      peakTenSeconds: this.#peak,
      concurrency: this.#concurrency,
      rateLimited: this.#byStatus.get('429') ?? 0,
      writes: [...this.#writes],
    };
  }
}
