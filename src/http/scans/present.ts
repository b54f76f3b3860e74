import type { Scan } from './schema.ts';

/** How many streams of the whole are read; one that is under way counts by its share, when the vendor says how much there is. */
function shareRead({ streams, done, reading }: NonNullable<Scan['progress']>): number {
  const parts = reading
    .filter(({ state }) => state === 'reading')
    .map(({ assets, total }) => (total === undefined || total === 0 ? 0 : Math.min(1, assets / total)));
  return streams === 0 ? 0 : (done + parts.reduce((sum, part) => sum + part, 0)) / streams;
}

/** With an estimate of what is left, once a tenth is read: earlier it would say more about the beginning than the end. */
export function presentScan(scan: Scan, now: number): Scan {
  if (scan.state === 'done') {
    // How far it was when it last told is of no more use.
    const { progress: _last, ...ended } = scan;
    return ended;
  }
  const share = scan.state === 'running' && scan.progress ? shareRead(scan.progress) : 0;
  if (share < 0.1 || share >= 1) {
    return scan;
  }
  const elapsed = Math.max(0, now - Date.parse(scan.startedAt)) / 1000;
  return { ...scan, etaSeconds: Math.ceil((elapsed * (1 - share)) / share) };
}
