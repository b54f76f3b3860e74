import type { ScanProgress, StreamProgress } from '../model/scan-state.ts';

/** What a running scan tells whoever watches it. */
export interface Progress {
  stream: string;
  /** How many streams the whole scan has. */
  streams: number;
  state: 'reading' | 'done';
  /** Assets seen so far in this stream. */
  assets: number;
  /** How many the vendor says there are, when it does. */
  total?: number;
  /** When done. */
  status?: string;
  requests: number;
}
export type OnProgress = (progress: Progress) => void;

/** Sums up what the streams tell: what is under way, and how many have ended. */
export function progressTally(streams: number, requests: () => number) {
  const reading = new Map<string, StreamProgress>();
  let done = 0;
  return {
    on({ stream, state, assets, total, status }: Progress): void {
      if (state === 'done') {
        reading.delete(stream);
        done += 1;
      } else {
        const known = { stream, state, assets, ...(total !== undefined && { total }) };
        reading.set(stream, status === undefined ? known : { ...known, status });
      }
    },
    view: (): ScanProgress => ({ streams, done, requests: requests(), reading: [...reading.values()] }),
  };
}
