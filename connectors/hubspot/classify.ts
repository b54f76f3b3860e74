import { type Classify, retryAfterMs, SHORTEST_PAUSE_MS } from '../../src/pull/transport/retry.ts';
import { readErrorBody } from './error-body.ts';
import { nextMidnight } from './midnight.ts';

const WINDOW_MS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What HubSpot's status and policy names ask of us (BEHAVIOR.md, Limits). `zone`: the account's, once it is known. */
export function makeClassify(zone: () => string | undefined): Classify {
  return (response, now) => {
    const { status, headers } = response;
    const asked = retryAfterMs(headers, now);
    if (status === 401) {
      return { kind: 'unauthorized' };
    }
    if (status === 429) {
      return limit(readErrorBody(response.body).policyName, now, asked, zone());
    }
    if (status === 477) {
      return { kind: 'pause', untilMs: now + (asked ?? WINDOW_MS), reason: 'the account is being moved' };
    }
    if (status === 423) {
      return { kind: 'retry', afterMs: Math.max(asked ?? 0, 2_000), reason: 'locked' };
    }
    // 530: the token is malformed; asking again changes nothing.
    if ((status >= 500 && status !== 530) || status === 408 || status === 425) {
      return { kind: 'retry', ...(asked !== undefined && { afterMs: asked }), reason: `status ${status}` };
    }
    return { kind: 'final' };
  };
}

function limit(
  policy: string | undefined,
  now: number,
  asked: number | undefined,
  zone: string | undefined,
): ReturnType<Classify> {
  if (policy === 'DAILY') {
    const midnight = nextMidnight(new Date(now), zone)?.getTime() ?? now + DAY_MS;
    return { kind: 'pause', untilMs: midnight, reason: 'the daily limit is reached' };
  }
  const wait = Math.max(asked ?? (policy === 'SECONDLY' ? 1_000 : WINDOW_MS), SHORTEST_PAUSE_MS);
  return { kind: 'pause', untilMs: now + wait, reason: 'the rate limit is reached' };
}
