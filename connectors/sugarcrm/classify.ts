import { type Classify, type Pause, retryAfterMs } from '../../src/pull/transport/retry.ts';

/** Sugar names no time: a maintenance takes minutes, a restart seconds. */
const MAINTENANCE_MS = 5_000;
/** SugarCloud blocks an address, not a token; how long is not known, five minutes is the least (BEHAVIOR.md, Limits). */
const BLOCK_MS = 5 * 60_000;

/** What a status asks of us. A 401 is final here: the session knows which kind of 401 it is. */
export const classify: Classify = (response, now) => {
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

/**
 * A connection that is cut looks like SugarCloud's block of an address. A kept connection may also have been closed while
 * idle, so it is tried twice more, ever more slowly; then nothing is sent any more.
 */
export function onCut(attempt: number, now: number): Pause {
  const wait = [1_000, 15_000][attempt - 1] ?? BLOCK_MS;
  return { kind: 'pause', untilMs: now + wait, reason: 'connections are cut, as when SugarCloud blocks an address' };
}
