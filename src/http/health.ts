import { type Clock, systemClock } from '../kit/clock.ts';

/** Resolves when the part answers; rejects, or does not end, when it does not. */
export type Checks = Record<string, () => Promise<unknown>>;

export interface Readiness {
  ready: boolean;
  parts: Record<string, boolean>;
}

/** A load balancer asks every few seconds and must hear no for what hangs, so that hanging counts as no. */
const LONGEST_MS = 3_000;

/** Asks each part once at a time: what hangs is not asked again until it has ended. */
export function makeReadiness(checks: Checks, clock: Clock = systemClock, longestMs = LONGEST_MS) {
  const running = new Map<string, Promise<boolean>>();

  function ask(part: string, check: () => Promise<unknown>): Promise<boolean> {
    const asked =
      running.get(part) ??
      check()
        .then(
          () => true,
          () => false,
        )
        .finally(() => running.delete(part));
    running.set(part, asked);
    return asked;
  }

  async function within(part: string, check: () => Promise<unknown>): Promise<[string, boolean]> {
    const end = new AbortController();
    const tooLate = clock.sleep(longestMs, end.signal).then(
      () => false,
      () => false,
    );
    try {
      return [part, await Promise.race([ask(part, check), tooLate])];
    } finally {
      end.abort();
    }
  }

  return async (): Promise<Readiness> => {
    const parts = Object.fromEntries(
      await Promise.all(Object.entries(checks).map(([part, check]) => within(part, check))),
    );
    return { ready: Object.values(parts).every(Boolean), parts };
  };
}
