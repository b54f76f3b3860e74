import { setTimeout as sleep } from 'node:timers/promises';
import type { Response } from 'express';
import type { Failure, Faults, TransferFault } from './faults.ts';
import { migrating, rateLimited, Refusal } from './refusal.ts';

const HTML = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Sends a JSON body, with the given fault on its way. */
export async function send(
  response: Response,
  status: number,
  body: unknown,
  transfer?: TransferFault,
  slowMs = 0,
): Promise<void> {
  if (transfer === 'hang') return;
  const payload = Buffer.from(JSON.stringify(body));
  const half = payload.subarray(0, Math.floor(payload.length / 2));
  response.status(status).setHeader('content-type', 'application/json;charset=utf-8');
  if (transfer === 'truncated') {
    response.end(half);
    return;
  }
  response.setHeader('content-length', payload.length);
  if (transfer === undefined) {
    response.end(payload);
    return;
  }
  if (transfer === 'slow') {
    await drip(response, payload, slowMs);
    return;
  }
  response.write(half, () => {
    if (transfer === 'cut') response.destroy();
  });
}

export function sendHtml(response: Response, status: number, html: string): void {
  response.status(status).type('html').end(html);
}

/** The answer that a failing HubSpot gives instead of the asked one: a `Refusal`, or HTML. */
export function failureOf(failure: Failure, faults: Faults): Refusal | { status: number; html: string } {
  switch (failure) {
    case 'http429':
      return rateLimited('TEN_SECONDLY_ROLLING');
    case 'http477':
      return migrating(faults.retryAfterSeconds);
    case 'http500':
      return new Refusal(500, { message: 'internal error', category: 'INTERNAL_ERROR' });
    case 'http503':
      return new Refusal(503, { message: 'Service Unavailable', category: 'SERVICE_UNAVAILABLE' });
    case 'http502':
      return { status: 502, html: HTML };
  }
}

const DROPS = 20;

async function drip(response: Response, payload: Buffer, slowMs: number): Promise<void> {
  const size = Math.ceil(payload.length / DROPS);
  for (let from = 0; from < payload.length && !response.destroyed; from += size) {
    response.write(payload.subarray(from, from + size));
    await sleep(slowMs / DROPS, undefined, { ref: false });
  }
  response.end();
}
