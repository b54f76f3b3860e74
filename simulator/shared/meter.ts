import { RollingWindow } from './rolling-window.ts';

export interface Measured {
  requests: number;
  /** `GET /automation/v4/flows` and so on, as the route is written, not as it was called. */
  byRoute: Record<string, number>;
  byStatus: Record<string, number>;
  /** The most requests that arrived within any span of the window. */
  peak: number;
  /** The most requests that were open at once. */
  concurrency: number;
  /** Every attempt to change something. */
  writes: { method: string; path: string }[];
}

/** Counts what a client did. */
export class Meter {
  readonly #byRoute = new Map<string, number>();
  readonly #byStatus = new Map<string, number>();
  readonly #window: RollingWindow;
  readonly #writes: Measured['writes'] = [];
  #requests = 0;
  #peak = 0;
  #open = 0;
  #concurrency = 0;

  constructor(windowMs: number) {
    this.#window = new RollingWindow(windowMs);
  }

  started(route: string, now: number): void {
    this.#requests++;
    this.routed(route);
    this.#window.add(now);
    this.#peak = Math.max(this.#peak, this.#window.count(now));
    this.#open++;
    this.#concurrency = Math.max(this.#concurrency, this.#open);
  }

  /** Counts under a route only: for what is no request of its own. */
  routed(route: string): void {
    this.#byRoute.set(route, (this.#byRoute.get(route) ?? 0) + 1);
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

  measured(): Measured {
    return {
      requests: this.#requests,
      byRoute: Object.fromEntries(this.#byRoute),
      byStatus: Object.fromEntries(this.#byStatus),
      peak: this.#peak,
      concurrency: this.#concurrency,
      writes: [...this.#writes],
    };
  }
}
