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
