import type { ScanProgress, StreamProgress } from '../model/scan-state.ts';
import type { Stream } from '../pull/connector.ts';

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
  /** What a limit lets through, when that is known. */
  perSecond(bucket: string): number | undefined;
  /** Since the first request that is counted. */
  elapsedMs(): number;
}

type Streams = readonly Pick<Stream<unknown>, 'name' | 'bucket' | 'few'>[];

/** Sums up what the streams tell: what is under way, and how many have ended. */
export function progressTally(streams: Streams, pace: Pace) {
  const reading = new Map<string, StreamProgress>();
  const done = new Set<string>();
  const before = pace.requests();

  /** What is left at least; nothing as long as one that may be long cannot tell, or has not begun. */
  function etaSeconds(): number | undefined {
    const open = streams.filter(({ name }) => !done.has(name));
    const lefts = open.map((stream) => ({ ...stream, left: reading.get(stream.name)?.left }));
    if (lefts.some(({ left, few }) => left === undefined && !few)) {
      return undefined;
    }
    const limits = new Map<string, { left: number; perSecond: number | undefined }>();
    let all = 0;
    for (const { bucket = 'burst', left = 0 } of lefts) {
      limits.set(bucket, { left: (limits.get(bucket)?.left ?? 0) + left, perSecond: pace.perSecond(bucket) });
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
        done.add(stream);
      } else {
        const known = { ...(total !== undefined && { total }), ...(left !== undefined && { left }) };
        reading.set(stream, { stream, state, assets, ...known });
      }
    },
    view(): ScanProgress {
      const eta = etaSeconds();
      return {
        streams: streams.length,
        done: done.size,
        requests: pace.requests(),
        reading: [...reading.values()],
        ...(eta !== undefined && { etaSeconds: eta }),
      };
    },
  };
}
