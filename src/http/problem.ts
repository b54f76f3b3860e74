import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import { z } from 'zod';
import {
  AppError,
  DatabaseUnavailable,
  InvalidInput,
  RateLimited,
  RequestUnreadable,
  TooManyRequests,
} from '../kit/errors.ts';
import { codeOf, isDatabaseAway } from '../store/database-away.ts';
import { REFERENCE } from './paths.ts';
import { INTERNAL, PROBLEMS } from './problem-codes.ts';

/** RFC 9457. `code` and `help` are ours; `faults` says where in the input each fault is. */
export const Problem = z
  .object({
    type: z.string().describe('Where the code is explained'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().describe('What happened'),
    code: z.string(),
    help: z.string().describe('What to do next'),
    instance: z.string().describe('The path that was asked for'),
    requestId: z.string(),
    faults: z.array(z.object({ at: z.string(), fault: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** The one place that maps errors to HTTP. A bug is told by its request id only. */
export function problemOf(thrown: unknown, about: { instance: string; requestId: string }): Problem {
  const error = asOurs(thrown);
  if (!(error instanceof AppError)) {
    return {
      ...named(INTERNAL, 500),
      detail: 'Something went wrong on our side.',
      help: 'Tell the operator the request id; the log of the server has the rest.',
      ...about,
    };
  }
  const status = error instanceof RequestUnreadable ? error.status : (PROBLEMS[error.code]?.status ?? 500);
  return {
    ...named(error.code, status),
    detail: error.message,
    help: error.help,
    ...about,
    ...(error instanceof InvalidInput && { faults: [...error.faults] }),
  };
}

function named(code: string, status: number) {
  const type = `${REFERENCE}#${code in PROBLEMS ? code : INTERNAL}`;
  return { type, title: STATUS_CODES[status] ?? 'Error', status, code };
}

function asOurs(thrown: unknown): unknown {
  if (thrown instanceof URIError) {
    return new InvalidInput([{ at: 'path', fault: 'holds a % that is no escape' }]);
  }
  const isAway = !(thrown instanceof AppError) && isDatabaseAway(thrown) && !isOfFile(thrown);
  return isAway ? new DatabaseUnavailable(codeOf(thrown) ?? 'no answer') : thrown;
}

/** A file that is missing here has such a code too. */
function isOfFile(thrown: unknown): boolean {
  const { syscall } = (thrown ?? {}) as { syscall?: unknown };
  return typeof syscall === 'string' && !/^(?:connect|read|write|getaddrinfo)$/.test(syscall);
}

export function sendProblem(res: Response, problem: Problem, error: unknown): void {
  const wait = secondsToWait(error);
  if (wait !== undefined) {
    res.setHeader('retry-after', String(wait));
  }
  if (error instanceof RequestUnreadable) {
    // What is left of the body is not waited for.
    res.setHeader('connection', 'close');
  }
  if (problem.status === 401) {
    res.setHeader('www-authenticate', 'Bearer realm="ai-inventory"');
  }
  res.status(problem.status).setHeader('cache-control', 'no-store');
  res.type('application/problem+json').send(JSON.stringify(problem));
}

function secondsToWait(error: unknown): number | undefined {
  if (error instanceof TooManyRequests) {
    return error.retryAfterSeconds;
  }
  const at = error instanceof RateLimited ? error.resetsAt : undefined;
  return at && Math.max(1, Math.ceil((at.getTime() - Date.now()) / 1000));
}
