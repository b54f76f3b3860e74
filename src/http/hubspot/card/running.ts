import type { ScanProgress } from '#src/model/scan-state.ts';
import type { CardStatus } from '#src/store/card-status.ts';
import type { Running } from './schema.ts';

/** How far the scan is that waits or runs. */
export function runningOf({ open }: CardStatus): Running | null {
  return open ? { id: open.id, ...farOf(open.progress) } : null;
}

/** Counted in streams; nothing yet before the first of them has told. */
export function farOf(progress: ScanProgress | undefined): Omit<Running, 'id'> {
  const { done = null, streams: total = null, requests = 0, etaSeconds = null } = progress ?? {};
  return { done, total, requests, etaSeconds };
}
