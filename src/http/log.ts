import type { RequestHandler } from 'express';
import type { Log } from '../kit/log.ts';
import { requestIdOf } from './request-id.ts';

const QUIET = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * One line a request: which route, who, how it ended. Never its address, query, headers or body: they hold keys, names
 * and tokens.
 */
export function logRequests(log: Log): RequestHandler {
  return (req, res, next) => {
    const began = performance.now();
    res.once('close', () => {
      const { route, principal, code } = res.locals as { route?: string; principal?: string; code?: string };
      const fields = {
        requestId: requestIdOf(res),
        method: req.method,
        route: route ?? 'none',
        status: res.statusCode,
        ms: Math.round(performance.now() - began),
        ...(principal !== undefined && { principal }),
        ...(code !== undefined && { code }),
        ...(!res.writableFinished && { cut: true }),
      };
      log[QUIET.has(req.path) ? 'debug' : 'info'](fields, 'Request');
    });
    next();
  };
}
