import { AppError, AuthFailed, RateLimited, TenantGone } from '../kit/errors.ts';
import type { ScanFault } from '../model/scan-state.ts';
import { ScanCancelled } from '../scan/under-lease.ts';
import { isDatabaseAway } from '../store/database-away.ts';
import { LeaseLost } from '../store/scan-lease.ts';

/** The process ends; the scan goes on elsewhere. */
export class WorkerStops extends Error {
  constructor() {
    super('The worker was stopped.');
    this.name = 'WorkerStops';
  }
}

/** What becomes of a scan that did not come to its end. */
export type Settlement =
  /** It is somebody else's now. */
  | { kind: 'leave' }
  /** Erased with its tenant: there is nothing to settle. */
  | { kind: 'gone' }
  /** Whoever comes next goes on at once. */
  | { kind: 'release' }
  | { kind: 'cancelled' }
  /** Tried again after this. */
  | { kind: 'postpone'; waitMs: number; fault: ScanFault }
  /** `reconnect`: the credentials are used no more until somebody connects the account again. */
  | { kind: 'failed'; fault: ScanFault; reconnect: boolean };

/** So often a scan is tried when the vendor cannot be reached; then its gaps are said in the coverage. */
const MAX_TRIES = 6;
/** A fault of ours that comes three times comes always. */
const MAX_TRIES_OF_OURS = 3;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

/** `attempts`: this one counted. `random`: between 0 and 1. */
export function settle(error: unknown, { attempts, now, random }: Attempt): Settlement {
  if (error instanceof TenantGone) {
    return { kind: 'gone' };
  }
  if (error instanceof LeaseLost) {
    return { kind: 'leave' };
  }
  if (error instanceof WorkerStops || (!(error instanceof AppError) && isDatabaseAway(error))) {
    return { kind: 'release' };
  }
  if (error instanceof ScanCancelled) {
    return { kind: 'cancelled' };
  }
  const fault = faultOf(error);
  if (error instanceof RateLimited && error.resetsAt) {
    // A day's limit: nothing is asked before it is reset, and not by all accounts in one second.
    const waitMs = Math.max(0, error.resetsAt.getTime() - now) + random * 60_000;
    return { kind: 'postpone', waitMs, fault };
  }
  const mayPass = !(error instanceof AppError) || error.retryable;
  const tries = error instanceof AppError ? MAX_TRIES : MAX_TRIES_OF_OURS;
  if (mayPass && attempts < tries) {
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
    return { kind: 'postpone', waitMs: longest * (0.5 + random / 2), fault };
  }
  return { kind: 'failed', fault, reconnect: error instanceof AuthFailed };
}

interface Attempt {
  attempts: number;
  /** Milliseconds since 1970. */
  now: number;
  random: number;
}

/** Failures of one stream that stop the whole scan, to go on later: a limit of the day, and a vendor that is away for now. */
export function endsScan(error: AppError, attempts: number): boolean {
  return (error instanceof RateLimited && error.resetsAt !== undefined) || (error.retryable && attempts < MAX_TRIES);
}

function faultOf(error: unknown): ScanFault {
  if (error instanceof AppError) {
    const { code, message, help } = error;
    return { code, message, help };
  }
  return {
    code: 'INTERNAL',
    message: 'The scan met a fault of ours.',
    help: 'Look into the log of the worker, and report it with the version you use.',
  };
}
