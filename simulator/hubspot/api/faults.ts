import { z } from 'zod';
import { COMMON_FAULTS, FaultDraw, isOneOf, Share } from '../../shared/fault-draw.ts';
import { type TransferFault, TRANSFERS } from '../../shared/transfer.ts';
import type { PageQuirk } from './route.ts';

/** What goes wrong, and how often. Nothing by default. */
export const Faults = z.strictObject({
  ...COMMON_FAULTS,
  http429: Share,
  http477: Share,
  repeatCursor: Share,
  /** Every request is over the daily limit. */
  daily: z.boolean().default(false),
  /** So many calls of the token endpoint are too many. */
  tokenLimit: z.number().int().nonnegative().default(0),
  retryAfterSeconds: z.number().int().default(1),
});
export type Faults = z.infer<typeof Faults>;
export type FaultSwitches = z.input<typeof Faults>;

const FAILURES = ['http429', 'http477', 'http500', 'http502', 'http503'] as const;
const QUIRKS = ['repeatCursor', 'emptyPage'] as const;
const KINDS = [...FAILURES, ...TRANSFERS, ...QUIRKS] as const;

export type Failure = (typeof FAILURES)[number];

/** At most one fault a request. */
export interface Trouble {
  failure?: Failure;
  transfer?: TransferFault;
  quirk?: PageQuirk;
}

/** Decides request by request, as `FaultDraw` says. */
export class FaultPlan {
  readonly faults: Faults;
  #tokensLimited = 0;
  readonly #draw: FaultDraw<(typeof KINDS)[number]>;

  constructor(switches: FaultSwitches) {
    this.faults = Faults.parse(switches);
    this.#draw = new FaultDraw(KINDS, this.faults);
  }

  /** Whether this call of the token endpoint is one too many. */
  limitsToken(): boolean {
    return this.#tokensLimited++ < this.faults.tokenLimit;
  }

  next(path: string, request?: string): Trouble {
    const kind = this.#draw.next(path, request);
    if (kind === undefined) return {};
    if (isOneOf(FAILURES, kind)) return { failure: kind };
    if (isOneOf(TRANSFERS, kind)) return { transfer: kind };
    return { quirk: kind === 'repeatCursor' ? 'repeat-cursor' : 'empty-page' };
  }
}
