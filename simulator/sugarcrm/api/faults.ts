import { z } from 'zod';
import { COMMON_FAULTS, FaultDraw, isOneOf, Share } from '../../shared/fault-draw.ts';
import { seededRandom } from '../../shared/random.ts';
import { type TransferFault, TRANSFERS } from '../../shared/transfer.ts';

/** What goes wrong, and how often. Nothing by default. */
export const Faults = z.strictObject({
  ...COMMON_FAULTS,
  /** With an HTML body, as a proxy sends it. */
  http504: Share,
  /** The connection is closed without an answer. */
  reset: Share,
  /** `next_offset` is again the one that was asked for. */
  repeatOffset: Share,
  /** Of the requests inside a bulk: a 500 of their own. */
  bulk500: Share,
  /** At `maintenance` an administrator passes, and everybody may log in; at any other level nobody. */
  maintenance: z.string().optional(),
  /** The first metadata of an instance takes so long. */
  slowMetadataMs: z.number().nonnegative().default(0),
});
export type Faults = z.infer<typeof Faults>;
export type FaultSwitches = z.input<typeof Faults>;

const FAILURES = ['http500', 'http502', 'http503', 'http504', 'reset'] as const;
const QUIRKS = ['repeatOffset', 'emptyPage'] as const;
const KINDS = [...FAILURES, ...TRANSFERS, ...QUIRKS] as const;

export type Failure = (typeof FAILURES)[number];
/** What a page may have wrong with it, although it arrives. */
export type PageQuirk = (typeof QUIRKS)[number];

/** At most one fault a request. */
export interface Trouble {
  failure?: Failure;
  transfer?: TransferFault;
  quirk?: PageQuirk;
}

/** Decides request by request; the same seed and order of requests bring the same faults. */
export class FaultPlan {
  readonly faults: Faults;
  readonly #draw: FaultDraw<(typeof KINDS)[number]>;
  readonly #random: () => number;

  constructor(switches: FaultSwitches) {
    this.faults = Faults.parse(switches);
    this.#draw = new FaultDraw(KINDS, this.faults);
    this.#random = seededRandom(this.faults.seed + 1);
  }

  /** `request`: what makes it another one, such as its query and body. */
  next(path: string, request = path): Trouble {
    const kind = this.#draw.next(path, request);
    if (kind === undefined) return {};
    if (isOneOf(FAILURES, kind)) return { failure: kind };
    if (isOneOf(TRANSFERS, kind)) return { transfer: kind };
    return { quirk: kind };
  }

  failsInBulk(): boolean {
    return this.#random() < this.faults.bulk500;
  }
}
