import type { ErrorRequestHandler, RequestHandler } from 'express';
import { SignatureRefused, TooManyRequests } from '#src/kit/errors.ts';

const WINDOW_MS = 60_000;
/** More than a clock that is wrong, or a secret that was changed, makes of HubSpot's own calls while it is noticed. */
const MOST = 600;
const MOST_ADDRESSES = 100_000;

/**
 * HubSpot calls for all its accounts from few addresses, so what it signed is not counted. An address from which much
 * comes that was not signed is not listened to for the rest of a minute.
 */
export function refusals(now: () => number = () => performance.now()): {
  before: RequestHandler;
  after: ErrorRequestHandler;
} {
  let began = now();
  const counts = new Map<string, number>();
  const left = () => {
    const age = now() - began;
    if (age >= WINDOW_MS) {
      counts.clear();
      began = now();
      return WINDOW_MS;
    }
    return WINDOW_MS - age;
  };
  return {
    before(req, _res, next) {
      const leftMs = left();
      if (counts.size > 0 && (counts.get(req.ip ?? '') ?? 0) >= MOST) {
        throw new TooManyRequests(Math.ceil(leftMs / 1000));
      }
      next();
    },
    after(error: unknown, req, _res, next) {
      if (error instanceof SignatureRefused && counts.size < MOST_ADDRESSES) {
        const address = req.ip ?? '';
        counts.set(address, (counts.get(address) ?? 0) + 1);
      }
      next(error);
    },
  };
}
