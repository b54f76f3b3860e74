import type { HttpResponse } from './http.ts';

/** What an answer means for the request, and for those that wait behind it. */
export type Verdict =
  | { kind: 'final' }
  /** Again after `afterMs`, or after a growing random delay. */
  | { kind: 'retry'; afterMs?: number; reason: string }
  | Pause
  | { kind: 'unauthorized' };
/** Nothing more from this bucket until then (milliseconds since 1970), then again. */
export interface Pause {
  kind: 'pause';
  untilMs: number;
  reason: string;
}

/** The vendor's way of saying so. `now` is in milliseconds since 1970. */
export type Classify = (response: HttpResponse, now: number) => Verdict;

/**
 * Tries in all. When three answers in ten fail, one request in fifty thousand ends without; with the delays below, what
 * is down for a quarter of a minute is survived on average.
 */
export const MAX_TRIES = 9;
/** What a time-out counts for: three that hang are enough, since each holds a scan up for its whole length. */
export const TIME_OUT_COST = 4;
/** What one request may spend under way and between its tries: what hangs until its time-out must not hang a scan. */
export const GIVE_UP_MS = 180_000;
/** Longer waits are not worth a scan's while: it ends, keeps what it has, and comes again. */
export const MAX_WAIT_MS = 60_000;

const BASE_MS = 300;
const CAP_MS = 8_000;
/** For a 429 that does not say how long; a window that most vendors count in. */
const UNTOLD_PAUSE_MS = 10_000;
/** Who answers "slow down" and "at once" in one breath would else be asked ten times at once. */
export const SHORTEST_PAUSE_MS = 1_000;
const TRANSIENT = new Set([408, 423, 425]);

/** For vendors that say nothing else: 401, 429, and what passes by itself. */
export const defaultClassify: Classify = (response, now) => {
  const { status, headers } = response;
  const afterMs = retryAfterMs(headers, now);
  if (status === 401) {
    return { kind: 'unauthorized' };
  }
  if (status === 429) {
    return {
      kind: 'pause',
      untilMs: now + Math.max(afterMs ?? UNTOLD_PAUSE_MS, SHORTEST_PAUSE_MS),
      reason: 'too many requests',
    };
  }
  if (status >= 500 || TRANSIENT.has(status)) {
    return { kind: 'retry', ...(afterMs !== undefined && { afterMs }), reason: `status ${status}` };
  }
  return { kind: 'final' };
};

/** A random delay between none and all of what doubles with each try: clients that fell together rise apart. */
export function backoffMs(attempt: number, random: () => number): number {
  return random() * Math.min(CAP_MS, BASE_MS * 2 ** (attempt - 1));
}

/** `Retry-After` in either form, as milliseconds from `now`; `undefined` when absent or unreadable. */
export function retryAfterMs(headers: Record<string, string>, now: number): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}(\.\d{1,3})?$/.test(value)) {
    return Number(value) * 1000;
  }
  // Dates of this form only: `Date.parse` reads dates into almost anything.
  const date = /^[A-Z][a-z]{2,8}, .{10,30} GMT$/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
