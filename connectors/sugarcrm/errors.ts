import {
  AccessDenied,
  type AppError,
  AuthFailed,
  RateLimited,
  RequestRefused,
  Unavailable,
  VendorUnavailable,
} from '../../src/kit/errors.ts';
import { oneLine } from '../../src/pull/one-line.ts';
import type { HttpResponse } from '../../src/pull/transport/transport.ts';
import { readErrorBody } from './error-body.ts';

/** The user to connect with: it alone sees everything. */
export const ADMIN = 'admin user';

/** Sugar says itself that the module is not there for anybody. */
const NOT_THERE = new Set(['module_disabled', 'license_seats_needed', 'portal_not_configured']);

/** What a refused call means. `what` names what was read, `right` opens it. */
export function errorOf(response: Pick<HttpResponse, 'status' | 'body'>, what: string, right: string): AppError {
  const { status } = response;
  const { label, message } = readErrorBody(response.body);
  if (status === 401) {
    return new AuthFailed(
      'SugarCRM ended the session and does not let the user in again.',
      'Check the user name and the password, and that nothing else signs in with the same user on the same platform.',
    );
  }
  if (status === 404 && label === 'no_method') {
    return new Unavailable(what, 'this version or edition of SugarCRM has no such address.');
  }
  if (status === 403 && label !== undefined && NOT_THERE.has(label)) {
    return new Unavailable(what, `SugarCRM answers ${label}.`);
  }
  if (status === 403) {
    return new AccessDenied(what, [right], helpWith(right));
  }
  if (status === 429) {
    return new RateLimited(`SugarCRM's limit is reached at ${what}.`);
  }
  if (status >= 500) {
    return new VendorUnavailable(`SugarCRM answered ${status} for ${what}.`, status);
  }
  return new RequestRefused(what, status, oneLine(message) ?? 'no reason given', oneLine(label));
}

/** A user is an administrator or is none: only lesser rights can be given to this one. */
function helpWith(right: string): string {
  const less = right === ADMIN ? '' : `, or give this user the ${right} and scan again`;
  return `Let an administrator user scan${less}.`;
}

/** The record is not there, or hidden from this user: Sugar answers both alike. */
export function isNotFound(error: unknown): error is RequestRefused {
  return error instanceof RequestRefused && error.status === 404;
}

/** Sugar understood the call and does not know a field, an operator or an argument of it. */
export function isInvalid(error: unknown): error is RequestRefused {
  return error instanceof RequestRefused && error.status === 422;
}
