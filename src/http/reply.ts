import { once } from 'node:events';
import type { Response } from 'express';

interface Options {
  status?: number;
  type?: string;
  headers?: Record<string, string>;
  /** `Set-Cookie` values. */
  cookies?: readonly string[];
}

/** An answer that is not the JSON of its route: another status or type, or a body that comes piece by piece. */
export class Reply {
  readonly body: unknown;
  readonly options: Options;

  constructor(body: unknown, options: Options = {}) {
    this.body = body;
    this.options = options;
  }
}

export async function send(res: Response, answer: unknown, status: number, signal: AbortSignal): Promise<void> {
  const { body, options } = answer instanceof Reply ? answer : new Reply(answer);
  res.status(options.status ?? status);
  res.setHeader('cache-control', 'private, no-cache');
  res.vary('accept-language');
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    res.setHeader(name, value);
  }
  if (options.cookies?.length) {
    res.append('set-cookie', [...options.cookies]);
  }
  if (options.type !== undefined) {
    res.type(options.type);
  }
  if (isPieces(body)) {
    await pour(res, body, signal);
  } else if (res.statusCode === 204) {
    res.end();
  } else if (options.type === undefined) {
    res.json(body);
  } else {
    res.send(body);
  }
}

function isPieces(body: unknown): body is AsyncIterable<string> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** Waits for a slow reader instead of piling up, and ends when nobody reads. */
async function pour(res: Response, pieces: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  res.flushHeaders();
  for await (const piece of pieces) {
    if (signal.aborted) {
      break;
    }
    if (!res.write(piece)) {
      await once(res, 'drain', { signal }).catch(() => undefined);
    }
  }
  res.end();
}
