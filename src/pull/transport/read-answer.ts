import { AppError, OutboundBlocked, UnexpectedShape, VendorUnavailable } from '../../kit/errors.ts';
import { isWhole } from '../json-members.ts';
import { beginningOf, parseBody, TooLarge } from './body.ts';
import { CONNECTION, type RawAnswer, TimedOut } from './exchange.ts';
import { TIME_OUT_COST } from './retry.ts';
import { correlationOf, whereOf } from './where.ts';
import type { HttpResponse, Prepared } from './http.ts';

/** A try that gave nothing to classify. */
export class FailedTry {
  readonly error: AppError;
  readonly mayPass: boolean;
  /** The other side cut the connection or made none: where a vendor blocks addresses, that is how it looks. */
  readonly isCut: boolean;
  /** How many tries it counts for. */
  readonly cost: number;

  constructor(error: AppError, mayPass: boolean, { isCut = false, cost = 1 } = {}) {
    this.error = error;
    this.mayPass = mayPass;
    this.isCut = isCut;
    this.cost = cost;
  }
}

/** The answer as connectors see it; a `FailedTry` when a success cannot be read. Throws `OutboundBlocked` when it leads elsewhere. */
export function readAnswer(prepared: Prepared, { status, headers, bytes }: RawAnswer): HttpResponse | FailedTry {
  refuseRedirect(prepared.url, status, headers.location);
  const where = whereOf(prepared);
  const isSuccess = status >= 200 && status < 300;
  const parsed = isSuccess && prepared.answer !== 'json' ? glance(bytes, prepared.answer) : parseBody(bytes);
  if (isSuccess && headers['content-encoding'] !== undefined && bytes.length > 0) {
    return new FailedTry(new UnexpectedShape(where, 'it is packed in a way that was not asked for'), false);
  }
  if (isSuccess && parsed.kind === 'html') {
    const message = `${where} answered with a web page instead of JSON${trace(headers)}.`;
    return new FailedTry(new VendorUnavailable(message, status), true);
  }
  if (isSuccess && parsed.kind === 'broken') {
    return new FailedTry(new UnexpectedShape(where, `it is no JSON, or was cut off${trace(headers)}`), true);
  }
  const body = parsed.kind === 'json' ? parsed.value : undefined;
  const unparsed = isSuccess && prepared.answer !== 'json' ? { bytes } : {};
  return { status, headers, body, text: beginningOf(bytes), ...unparsed };
}

/** Of what is not parsed here a web page is told apart by how it begins, and JSON that was cut off by how it ends. */
function glance(bytes: Buffer, answer: Prepared['answer']): { kind: 'none' | 'html' | 'broken' } {
  if (answer !== 'json-bytes') {
    return { kind: 'none' };
  }
  if (/^[\uFEFF\s]*</.test(beginningOf(bytes))) {
    return { kind: 'html' };
  }
  return { kind: isWhole(bytes) ? 'none' : 'broken' };
}

/** What a broken connection means. Throws what is not about the connection: an abort, a blocked address, a bug. */
export function readFailure(prepared: Prepared, error: unknown): FailedTry {
  const where = whereOf(prepared);
  if (error instanceof TooLarge) {
    return new FailedTry(new UnexpectedShape(where, error.message), false);
  }
  if (error instanceof TimedOut) {
    const isCut = error.waitedFor === CONNECTION;
    return new FailedTry(new VendorUnavailable(`${where}: ${error.message}.`), true, { isCut, cost: TIME_OUT_COST });
  }
  const { cause } = error as { cause?: unknown };
  const reason = cause instanceof AppError ? cause : error;
  const code = reason instanceof AppError ? undefined : codeOf(reason);
  if (code === undefined) {
    throw reason;
  }
  // The error itself stays here: it holds the request with its token.
  const failure = new VendorUnavailable(`${where}: no complete answer (${code}).`);
  return new FailedTry(failure, !isLasting(code), { isCut: CUT.has(code) });
}

const CUT = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT']);

function codeOf(error: unknown): string | undefined {
  // By its shape: an error of the network layer may come from another realm than ours.
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code !== 'string') {
    return undefined;
  }
  return /^\w{1,60}$/.test(code) ? code : 'unknown';
}

/** A wrong name or certificate is as wrong a second later. */
function isLasting(code: string): boolean {
  return code === 'ENOTFOUND' || /^(?:CERT_|ERR_TLS_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/.test(code);
}

/** Redirects are never followed: a token must not travel to where an answer points. */
function refuseRedirect(from: URL, status: number, location: string | undefined): void {
  if (status < 300 || status > 399 || location === undefined) {
    return;
  }
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (to?.origin !== from.origin || to.protocol !== from.protocol) {
    const target = to?.host || to?.protocol || 'an unreadable address';
    throw new OutboundBlocked(target.slice(0, 100), `${from.host} redirects there, and redirects are not followed`);
  }
}

function trace(headers: Record<string, string>): string {
  const id = correlationOf({ headers });
  return id ? ` (correlation id ${id})` : '';
}
