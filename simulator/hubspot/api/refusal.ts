import type { Body } from '../../shared/body.ts';

const SCOPES_PAGE = 'https://developers.hubspot.com/scopes';

/** An answer other than success. The sender adds `status: error` and the correlation id. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Body;
  readonly headers: Record<string, string>;

  constructor(status: number, body: Body & { message: string }, headers: Record<string, string> = {}) {
    super(body.message);
    this.name = 'Refusal';
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function notAuthenticated(): Refusal {
  return new Refusal(401, {
    message:
      'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
    category: 'INVALID_AUTHENTICATION',
  });
}

export function tokenExpired(at: number): Refusal {
  return new Refusal(401, {
    message: 'The OAuth token used to make this call expired 1 second(s) ago.',
    category: 'EXPIRED_AUTHENTICATION',
    context: { 'expire time': [new Date(at).toISOString()] },
  });
}

/** Any one of the scopes would have been enough: that is what HubSpot means by this list. */
export function missingScopes(scopes: readonly string[]): Refusal {
  return new Refusal(403, {
    message: `This app hasn't been granted all required scopes to make this call. Read more about required scopes here: ${SCOPES_PAGE}.`,
    category: 'MISSING_SCOPES',
    errors: [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: [...scopes] },
      },
    ],
    links: { scopes: SCOPES_PAGE },
  });
}

export function notFound(message = 'resource not found'): Refusal {
  return new Refusal(404, { message, category: 'OBJECT_NOT_FOUND' });
}

export function invalid(message: string, where?: string, code?: string): Refusal {
  const errors = where === undefined ? undefined : [{ message, in: where, code: code ?? 'INVALID' }];
  return new Refusal(400, { message, category: 'VALIDATION_ERROR', errors });
}

export function methodNotAllowed(): Refusal {
  return new Refusal(405, { message: 'Method Not Allowed', category: 'VALIDATION_ERROR' });
}

export function unsupportedMediaType(): Refusal {
  return new Refusal(415, { message: 'Unsupported Media Type', category: 'VALIDATION_ERROR' });
}

const POLICIES = {
  TEN_SECONDLY_ROLLING: 'You have reached your ten_secondly_rolling limit.',
  SECONDLY: 'You have reached your secondly limit.',
  DAILY: 'You have reached your daily limit.',
} as const;
export type Policy = keyof typeof POLICIES;

/** A shape of its own: `errorType` and `policyName` instead of a category, and no Retry-After. */
export function rateLimited(policyName: Policy): Refusal {
  return new Refusal(429, { message: POLICIES[policyName], errorType: 'RATE_LIMIT', policyName });
}

export function migrating(retryAfterSeconds: number): Refusal {
  return new Refusal(
    477,
    { message: 'Migration in Progress', category: 'MIGRATION_IN_PROGRESS' },
    { 'retry-after': String(retryAfterSeconds) },
  );
}
