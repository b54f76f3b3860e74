import type { Clock } from '../../kit/clock.ts';
import { presentScan } from './present.ts';
import type { ScanView } from '../../model/scan-state.ts';

const LOOK_MS = 1_000;
/** Proxies cut what is silent for longer. */
const HEARTBEAT_MS = 15_000;

interface Watched {
  scan(): Promise<ScanView | undefined>;
  clock: Clock;
  signal: AbortSignal;
}

/**
 * Server-sent events of one scan: `progress` when something changed, a comment when nothing did for a while, `end` with
 * the scan as it ended. Looks at the row, so that it works whichever process runs the scan.
 */
export async function* scanEvents({ scan, clock, signal }: Watched): AsyncGenerator<string> {
  yield 'retry: 2000\n\n';
  let told = '';
  let toldAt = clock.monotonic();
  while (!signal.aborted) {
    const now = await scan();
    if (!now || isOver(now)) {
      yield event('end', now ? presentScan(now) : {});
      return;
    }
    const text = event('progress', presentScan(now));
    const what = JSON.stringify(now);
    if (what !== told) {
      yield text;
      [told, toldAt] = [what, clock.monotonic()];
    } else if (clock.monotonic() - toldAt >= HEARTBEAT_MS) {
      yield ': nothing new\n\n';
      toldAt = clock.monotonic();
    }
    await clock.sleep(LOOK_MS, signal).catch(() => undefined);
  }
}

export function isOver({ state }: Pick<ScanView, 'state'>): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

function event(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
