import type { Body } from '../../shared/body.ts';

/** An answer other than success, in Sugar's envelope. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Body;

  constructor(status: number, error: string, message: string, extra: Body = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.body = { error, error_message: message, ...extra };
  }
}

export function incorrectVersion(restMax: number): Refusal {
  const max = `${Math.floor(restMax / 100)}.${restMax % 100}`;
  return new Refusal(
    301,
    'incorrect_version',
    `Please change your requested API version to value between 10 and ${max}.`,
  );
}

/** The grant itself is wrong, not the session: 400. */
export const badGrant = (error: string, message: string) => new Refusal(400, error, message);
export const badToken = (message: string) => new Refusal(401, 'invalid_grant', message);
export const needLogin = (message: string, extra: Body = {}) => new Refusal(401, 'need_login', message, extra);

export function notAuthorized(
  message = 'You are not authorized to perform this action. Contact your administrator if you need access.',
): Refusal {
  return new Refusal(403, 'not_authorized', message);
}

export const noMethod = (message: string) => new Refusal(404, 'no_method', message);

export function noRecord(id: string, module: string): Refusal {
  return new Refusal(404, 'not_found', `Could not find record: ${id} in module: ${module}`);
}

export const notFound = (message: string) => new Refusal(404, 'not_found', message);
export const missingParameter = (name: string) => new Refusal(422, 'missing_parameter', `Missing parameter: ${name}`);
export const invalidParameter = (message: string) => new Refusal(422, 'invalid_parameter', message);

/** The label is the level, so that a client cannot go by one word. */
export function inMaintenance(level: string, url: string): Refusal {
  return new Refusal(503, level, 'SugarCRM is currently undergoing maintenance.', { url });
}
