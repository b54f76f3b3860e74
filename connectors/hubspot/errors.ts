import {
  AccessDenied,
  type AppError,
  AuthFailed,
  RateLimited,
  RequestRefused,
  VendorUnavailable,
} from '../../src/kit/errors.ts';
import type { HttpResponse } from '../../src/pull/transport/transport.ts';
import { oneLine } from '../../src/pull/one-line.ts';
import { readErrorBody, scopesNamed } from './error-body.ts';

/** The scope we ask for first, if the refusal names it too: it may list a dozen that would each be enough. */
function grantsOf(named: string[], ours: readonly string[]): readonly string[] {
  if (named.length === 0) {
    return ours;
  }
  const preferred = ours.filter((scope) => named.includes(scope));
  return [...preferred, ...named.filter((scope) => !preferred.includes(scope))];
}

/** What a refused call means. `where` names the endpoint, `scopes` those we know to open it. */
export function errorOf(response: HttpResponse, where: string, scopes: readonly string[]): AppError {
  const { status } = response;
  const body = readErrorBody(response.body);
  if (status === 401 || status === 530) {
    return new AuthFailed(
      `HubSpot refuses the access token (${status}).`,
      'Connect the account again, or check that the token is complete and still active.',
    );
  }
  if (status === 403) {
    return new AccessDenied(where, grantsOf(scopesNamed(body), scopes));
  }
  if (status === 429) {
    return new RateLimited(`HubSpot's ${oneLine(body.policyName) ?? 'rate'} limit is reached.`);
  }
  if (status >= 500 || status === 423 || status === 477) {
    return new VendorUnavailable(`HubSpot answered ${status} for ${where}.`, status);
  }
  return new RequestRefused(where, status, oneLine(body.message) ?? 'no reason given', oneLine(body.category));
}

/** The item that was asked for is not there (any more), at a path that is known to work. */
export function isNotFound(error: unknown): error is RequestRefused {
  return error instanceof RequestRefused && error.status === 404;
}

/** HubSpot understood the request and cannot answer it for this property, object type or filter. */
export function isInvalid(error: unknown): error is RequestRefused {
  return error instanceof RequestRefused && error.status === 400;
}
