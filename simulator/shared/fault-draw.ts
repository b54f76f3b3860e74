import { z } from 'zod';
import { seededRandom, seedOf } from './random.ts';

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

/**
 * Draws at most one fault a request. The same seed brings the same faults to the first, second … try of a request,
 * whatever else is asked meanwhile: clients ask several things at once, in no order that could be repeated.
 */
export class FaultDraw<K extends string> {
  readonly #kinds: readonly K[];
  readonly #switches: Switches<K>;
  readonly #tries = new Map<string, number>();
  #left: number;

  constructor(kinds: readonly K[], switches: Switches<K>) {
    this.#kinds = kinds.filter((kind) => switches[kind] > 0);
    this.#switches = switches;
    this.#left = switches.max;
  }

  /** `request`: what makes it another one, such as its query and body. */
  next(path: string, request = path): K | undefined {
    if (this.#kinds.length === 0 || !path.startsWith(this.#switches.only) || this.#left <= 0) return undefined;
    let drawn = this.#draw(request);
    for (const kind of this.#kinds) {
      drawn -= this.#switches[kind];
      if (drawn < 0) {
        this.#left--;
        return kind;
      }
    }
    return undefined;
  }

  #draw(request: string): number {
    const tries = (this.#tries.get(request) ?? 0) + 1;
    this.#tries.set(request, tries);
    return seededRandom(seedOf(this.#switches.seed, hashOf(request) + tries))();
  }
}

/** FNV-1a: short, and alike texts get numbers that are not. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Whether a name is one of a list, for the compiler too. */
export function isOneOf<K extends string>(names: readonly K[], name: string): name is K {
  return names.some((known) => known === name);
}
