import type { ScanView } from '../../model/scan-state.ts';
import type { Scan } from './schema.ts';

/** While it runs, with what is left of it: null as long as nobody can tell. */
export function presentScan({ progress, ...scan }: ScanView): Scan {
  if (!progress || scan.state === 'done') {
    // How far it was when it last told is of no more use.
    return scan.state === 'running' ? { ...scan, etaSeconds: null } : scan;
  }
  const { etaSeconds = null, ...far } = progress;
  return { ...scan, progress: far, ...(scan.state === 'running' && { etaSeconds }) };
}
