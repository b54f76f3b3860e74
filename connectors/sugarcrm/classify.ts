import { type Classify, type Pause, retryAfterMs } from '../../src/pull/transport/retry.ts';

/** Sugar names no time: a maintenance takes minutes, a restart seconds. */
const MAINTENANCE_MS = 5_000;
/** SugarCloud blocks an address, not a token; how long is not known, five minutes is the least (BEHAVIOR.md, Limits). */
const BLOCK_MS = 5 * 60_000;

/** After so many cut connections in a row, whoever made them. The next one is a block. */
const WAITS_MS = [1_000, 5_000, 15_000, 15_000];

/**
 * What answers, and their absence, ask of us. A connection that is cut looks like SugarCloud's block of an address. A kept
 * connection may also have been closed while idle, so others are tried, ever more slowly; then nothing is sent any more.
 */
export function makeVerdicts(): { classify: Classify; onCut: (attempt: number, now: number) => Pause } {
  let cuts = 0;
  return {
    classify(response, now) {
      cuts = 0;
      return verdictOf(response, now);
    },
    onCut(_, now) {
      const wait = WAITS_MS[cuts] ?? BLOCK_MS;
      cuts += 1;
      return {
        kind: 'pause',
        untilMs: now + wait,
        reason: 'connections are cut, as when SugarCloud blocks an address',
      };
    },
  };
}

/** A 401 is final here: the session knows which kind of 401 it is. */
const verdictOf: Classify = (response, now) => {
  const { status, headers } = response;
  const asked = retryAfterMs(headers, now);
  if (status === 429) {
    return { kind: 'pause', untilMs: now + (asked ?? 10_000), reason: 'too many requests' };
  }
  if (status === 503) {
    return { kind: 'retry', afterMs: asked ?? MAINTENANCE_MS, reason: 'it is under maintenance or overloaded' };
  }
  if (status >= 500 || status === 408 || status === 425) {
    return { kind: 'retry', ...(asked !== undefined && { afterMs: asked }), reason: `status ${status}` };
  }
  return { kind: 'final' };
};
