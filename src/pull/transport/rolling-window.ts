export interface BucketLimit {
  /** Requests that the vendor allows in `perMs`; replaced by what its answers say. */
  max: number;
  perMs: number;
  /** The part of it that we may use, 0 to 1; the transport's unless told. */
  share?: number;
  learn?: (headers: Record<string, string>) => Learned;
}

/** What an answer says about the limit. */
export interface Learned {
  max?: number | undefined;
  /** What is left in the vendor's window, this request counted. */
  remaining?: number | undefined;
  perMs?: number | undefined;
}

/** One request: it counts from when it was let go until `perMs` after it was sent. */
export interface Start {
  sentAt?: number;
  /** Our own requests in the window when it was sent, itself included. */
  own: number;
}

/** The vendor counts on arrival, and not every request travels equally long. */
const SLACK_MS = 50;

/** Never more than `share` of the limit in any window of `perMs`, and less while others use the account too. */
export class RollingWindow {
  #max: number;
  #perMs: number;
  readonly #share: number;
  readonly #starts = new Set<Start>();
  #others = { count: 0, seenAt: -Infinity };

  constructor({ max, perMs, share }: BucketLimit, defaultShare: number) {
    this.#max = max;
    this.#perMs = perMs;
    this.#share = share ?? defaultShare;
  }

  /** What we may send of what the vendor allows, as far as it is known. */
  get allowed(): { limit: number; perMs: number } {
    return { limit: Math.max(1, Math.floor(this.#max * this.#share)), perMs: this.#perMs };
  }

  get perSecond(): number {
    const { limit, perMs } = this.allowed;
    return (limit / (perMs + SLACK_MS)) * 1000;
  }

  open(): Start {
    const start: Start = { own: 0 };
    this.#starts.add(start);
    return start;
  }

  sent(start: Start, now: number): void {
    this.#forget(now);
    start.sentAt ??= now;
    start.own = [...this.#starts].filter(({ sentAt }) => sentAt !== undefined).length;
  }

  /** It never left. */
  drop(start: Start): void {
    if (start.sentAt === undefined) {
      this.#starts.delete(start);
    }
  }

  /** Values that make no sense are ignored. */
  learn({ sentAt, own }: Start, { max, perMs, remaining }: Learned): void {
    this.#max = isCount(max) && max > 0 ? max : this.#max;
    this.#perMs = isCount(perMs) && perMs > 0 ? perMs : this.#perMs;
    // Answers overtake each other: only the request sent last saw the others as they are.
    if (isCount(remaining) && sentAt !== undefined && sentAt >= this.#others.seenAt) {
      this.#others = { count: Math.max(0, this.#max - remaining - own), seenAt: sentAt };
    }
  }

  /** 0 when a request may go; else the time after which to ask again, `Infinity` when that depends on an answer. */
  waitMs(now: number): number {
    this.#forget(now);
    const { limit } = this.allowed;
    const othersEnd = this.#others.seenAt + this.#perMs;
    const others = now < othersEnd ? this.#others.count : 0;
    if (this.#starts.size < limit - others) {
      return 0;
    }
    const ends = [...this.#starts].map((start) => this.#endOf(start));
    return Math.min(...ends, others > 0 ? othersEnd : Infinity) - now;
  }

  #endOf({ sentAt = Infinity }: Start): number {
    return sentAt + this.#perMs + SLACK_MS;
  }

  #forget(now: number): void {
    for (const start of this.#starts) {
      if (this.#endOf(start) <= now) {
        this.#starts.delete(start);
      }
    }
  }
}

const isCount = (value: number | undefined): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
