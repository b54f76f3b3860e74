import { RollingWindow } from '../../shared/rolling-window.ts';

export interface Limits {
  perSecond: number;
  /** How long an address that asked for more gets no answer at all. */
  blockMs: number;
}

export const CLOUD_LIMITS: Limits = { perSecond: 20, blockMs: 60_000 };

/** SugarCloud's guard: no status, no header, only a closed connection. */
export class Throttle {
  readonly #limits: Limits;
  readonly #windows = new Map<string, RollingWindow>();
  readonly #blockedUntil = new Map<string, number>();
  blocks = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  lets(address: string, now: number): boolean {
    if (now < (this.#blockedUntil.get(address) ?? 0)) return false;
    const window = this.#windows.get(address) ?? new RollingWindow(1_000);
    this.#windows.set(address, window);
    window.add(now);
    if (window.count(now) <= this.#limits.perSecond) return true;
    this.#blockedUntil.set(address, now + this.#limits.blockMs);
    this.blocks++;
    return false;
  }
}
