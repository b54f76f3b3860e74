import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '#src/kit/clock.ts';

/**
 * Time that runs `times` as fast: what waits ten seconds for a limit waits half a second at 20. Time-outs shrink alike, so a slow
 * machine meets a few more of them; that is tried again like any other failure.
 */
export function hurriedClock(times: number): Clock {
  const startedAt = Date.now();
  const origin = performance.now();
  const passed = () => (performance.now() - origin) * times;
  return {
    now: () => startedAt + passed(),
    monotonic: passed,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      try {
        await delay(Math.max(ms, 0) / times, undefined, signal && { signal });
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      }
    },
  };
}
