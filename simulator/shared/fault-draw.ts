import { z } from 'zod';
import { seededRandom } from './random.ts';

export const Share = z.number().min(0).max(1).default(0);

/** The switches that every simulator has. Shares are of the requests, between 0 and 1. */
export const COMMON_FAULTS = {
  seed: z.number().int().default(1),
  /** Only requests whose path begins so. */
  only: z.string().default('/'),
  /** No more than this many in all. */
  max: z.number().int().default(Number.MAX_SAFE_INTEGER),

  http500: Share,
  /** With an HTML body, as a proxy sends it. */
  http502: Share,
  http503: Share,
  /** Complete as HTTP, half as JSON. */
  truncated: Share,
  /** The connection is closed half way through the body. */
  cut: Share,
  /** Nothing comes, not even headers. */
  hang: Share,
  /** Headers and half a body come, then nothing more. */
  hangMidBody: Share,
  /** The body comes in drops, over `slowMs` in all. */
  slow: Share,
  emptyPage: Share,

  /** A token is refused as expired after so many requests; a fresh one from the token endpoint starts again. */
  expireTokenAfter: z.number().int().positive().optional(),
  latencyMs: z.number().nonnegative().default(0),
  slowMs: z.number().positive().default(2_000),
};

/** What a plan needs of its switches: `K` are the names of the shares. */
type Switches<K extends string> = Record<K, number> & { seed: number; only: string; max: number };

/** Draws at most one fault a request; the same seed and order of requests bring the same faults. */
export class FaultDraw<K extends string> {
  readonly #kinds: readonly K[];
  readonly #switches: Switches<K>;
  readonly #random: () => number;
  #left: number;

  constructor(kinds: readonly K[], switches: Switches<K>) {
    this.#kinds = kinds;
    this.#switches = switches;
    this.#random = seededRandom(switches.seed);
    this.#left = switches.max;
  }

  next(path: string): K | undefined {
    if (!path.startsWith(this.#switches.only) || this.#left <= 0) return undefined;
    let drawn = this.#random();
    for (const kind of this.#kinds) {
      drawn -= this.#switches[kind];
      if (drawn < 0) {
        this.#left--;
        return kind;
      }
    }
    return undefined;
  }
}

/** Whether a name is one of a list, for the compiler too. */
export function isOneOf<K extends string>(names: readonly K[], name: string): name is K {
  return names.some((known) => known === name);
}
