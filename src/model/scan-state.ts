import type { ScanRecord } from './inventory.ts';

export const SCAN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

/** How far one stream of a running scan is. */
export interface StreamProgress {
  stream: string;
  state: 'reading' | 'done';
  assets: number;
  /** How many there are, when the vendor says so. */
  total?: number;
  /** Requests that it still needs, when it can tell. */
  left?: number;
  /** Of its coverage, when done. */
  status?: string;
}

/** How far a running scan is, as anybody may watch it. */
export interface ScanProgress {
  /** How many streams the whole scan has. */
  streams: number;
  done: number;
  requests: number;
  reading: StreamProgress[];
  /** What is left at the pace that the account's limits allow; absent while some stream cannot tell. */
  etaSeconds?: number;
}

/** Why a scan ended without a result, or waits: what happened, and what to do next. */
export interface ScanFault {
  code: string;
  message: string;
  help: string;
}

/** A scan as it stands, whether it waits, runs or has ended. */
export interface ScanView {
  id: string;
  kind: ScanRecord['kind'];
  state: ScanState;
  requestedBy?: string;
  startedAt: string;
  finishedAt?: string;
  requests: number;
  attempts: number;
  /** It begins, or goes on, not before. */
  waitsUntil?: string;
  cancelRequested: boolean;
  progress?: ScanProgress;
  fault?: ScanFault;
}
