import type { Response } from 'express';
import { transfer, type TransferFault } from '../../shared/transfer.ts';
import type { Failure, Faults } from './faults.ts';
import { migrating, rateLimited, Refusal } from './refusal.ts';

const HTML = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Sends a JSON body, with the given fault on its way. */
export async function send(
  response: Response,
  status: number,
  body: unknown,
  fault?: TransferFault,
  slowMs = 0,
): Promise<void> {
  response.status(status).setHeader('content-type', 'application/json;charset=utf-8');
  await transfer(response, Buffer.from(JSON.stringify(body)), fault, slowMs);
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
