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
  /** Requests that the stream still needs, when it can tell. */
  left?: number;
  /** When done. */
  status?: string;
  requests: number;
  /** Of the whole scan, when it is known. */
  etaSeconds?: number;
}
export type OnProgress = (progress: Progress) => void;

/** How fast requests go. */
export interface Pace {
  requests(): number;
  /** What the limit lets through that holds this stream back. */
  perSecond(stream: string): { bucket: string; perSecond: number | undefined };
  /** Since the first request that is counted. */
  elapsedMs(): number;
}

/** Sums up what the streams tell: what is under way, and how many have ended. */
export function progressTally(streams: number, pace: Pace) {
  const reading = new Map<string, StreamProgress>();
  let done = 0;
  const before = pace.requests();

  /** One that has not begun says nothing yet, so there is no end in sight before all have. */
  function etaSeconds(): number | undefined {
    if (done + reading.size < streams) {
      return undefined;
    }
    const limits = new Map<string, { left: number; perSecond: number | undefined }>();
    let all = 0;
    for (const { stream, left } of reading.values()) {
      if (left === undefined) {
        return undefined;
      }
      const { bucket, perSecond } = pace.perSecond(stream);
      limits.set(bucket, { left: (limits.get(bucket)?.left ?? 0) + left, perSecond });
      all += left;
    }
    const floors = [...limits.values()].map(({ left, perSecond = Infinity }) => left / perSecond);
    // The limits are what it cannot be faster than; others may use the account too, or the vendor be slow.
    const sent = pace.requests() - before;
    const soFar = sent > 0 ? (all * pace.elapsedMs()) / 1000 / sent : 0;
    return Math.ceil(Math.max(0, soFar, ...floors));
  }

  return {
    on({ stream, state, assets, total, left }: Progress): void {
      if (state === 'done') {
        reading.delete(stream);
        done += 1;
      } else {
        const known = { ...(total !== undefined && { total }), ...(left !== undefined && { left }) };
        reading.set(stream, { stream, state, assets, ...known });
      }
    },
    view(): ScanProgress {
      const eta = etaSeconds();
      return {
        streams,
        done,
        requests: pace.requests(),
        reading: [...reading.values()],
        ...(eta !== undefined && { etaSeconds: eta }),
      };
    },
  };
}
