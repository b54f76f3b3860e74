import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const GIVEN = /^[A-Za-z0-9._-]{8,64}$/;

/** Each request has an id, that of a proxy in front when it looks like one; it stands in the answer and in the log. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id') ?? '';
  res.setHeader('x-request-id', GIVEN.test(given) ? given : randomUUID());
  next();
};

export function requestIdOf(res: Response): string {
  return String(res.getHeader('x-request-id') ?? '');
}
