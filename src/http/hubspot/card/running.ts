import type { CardStatus } from '#src/store/card-status.ts';
import { presentScan } from '../../scans/present.ts';
import type { Scan } from '../../scans/schema.ts';
import type { Running } from './schema.ts';

/** How far the scan is that waits or runs, counted in streams. */
export function runningOf({ open }: CardStatus, now: number): Running | null {
  if (!open) {
    return null;
  }
  const { id, state, startedAt, progress } = open;
  const scan = { id, state, startedAt, ...(progress && { progress }) } as const;
  return { id, ...farOf({ ...scan, kind: 'resync', requests: 0, cancelRequested: false }, now) };
}

export function farOf(scan: Scan, now: number): Omit<Running, 'id'> {
  const { progress, etaSeconds, requests } = presentScan(scan, now);
  return {
    done: progress?.done ?? 0,
    total: progress?.streams ?? 0,
    requests: progress?.requests ?? requests,
    etaSeconds: etaSeconds ?? null,
  };
}
