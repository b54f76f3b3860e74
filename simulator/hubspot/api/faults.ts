import { z } from 'zod';
import { seededRandom } from '../random.ts';
import type { PageQuirk } from './route.ts';

const Share = z.number().min(0).max(1).default(0);

/** What goes wrong, and how often: shares of the requests, between 0 and 1. Nothing by default. */
export const Faults = z.strictObject({
  seed: z.number().int().default(1),
  /** Only requests whose path begins so. */
  only: z.string().default('/'),
  /** No more than this many in all. */
  max: z.number().int().default(Number.MAX_SAFE_INTEGER),

  http429: Share,
  http477: Share,
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
  repeatCursor: Share,
  emptyPage: Share,

  /** Every request is over the daily limit. */
  daily: z.boolean().default(false),
  /** A token is refused as expired after so many requests; a fresh one from the token endpoint starts again. */
  expireTokenAfter: z.number().int().positive().optional(),
  latencyMs: z.number().nonnegative().default(0),
  slowMs: z.number().positive().default(2_000),
  retryAfterSeconds: z.number().int().default(1),
});
export type Faults = z.infer<typeof Faults>;
export type FaultSwitches = z.input<typeof Faults>;

const FAILURES = ['http429', 'http477', 'http500', 'http502', 'http503'] as const;
const TRANSFERS = ['truncated', 'cut', 'hang', 'hangMidBody', 'slow'] as const;
const QUIRKS = ['repeatCursor', 'emptyPage'] as const;
const KINDS = [...FAILURES, ...TRANSFERS, ...QUIRKS] as const;

export type Failure = (typeof FAILURES)[number];
export type TransferFault = (typeof TRANSFERS)[number];

/** At most one fault a request. */
export interface Trouble {
  failure?: Failure;
  transfer?: TransferFault;
  quirk?: PageQuirk;
}

const isFailure = (kind: string): kind is Failure => FAILURES.some((failure) => failure === kind);
const isTransfer = (kind: string): kind is TransferFault => TRANSFERS.some((transfer) => transfer === kind);

/** Decides request by request; the same seed and order of requests bring the same faults. */
export class FaultPlan {
  readonly faults: Faults;
  readonly #random: () => number;
  #left: number;

  constructor(switches: FaultSwitches) {
    this.faults = Faults.parse(switches);
    this.#random = seededRandom(this.faults.seed);
    this.#left = this.faults.max;
  }

  next(path: string): Trouble {
    if (!path.startsWith(this.faults.only) || this.#left <= 0) return {};
    const kind = this.#draw();
    if (kind === undefined) return {};
    this.#left--;
    if (isFailure(kind)) return { failure: kind };
    if (isTransfer(kind)) return { transfer: kind };
    return { quirk: kind === 'repeatCursor' ? 'repeat-cursor' : 'empty-page' };
  }

  #draw(): (typeof KINDS)[number] | undefined {
    let drawn = this.#random();
    for (const kind of KINDS) {
      drawn -= this.faults[kind];
      if (drawn < 0) return kind;
    }
    return undefined;
  }
}
