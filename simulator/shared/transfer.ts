import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';

export const TRANSFERS = ['truncated', 'cut', 'hang', 'hangMidBody', 'slow'] as const;

/** What can happen to an answer on its way. See the switches of each simulator's faults.ts. */
export type TransferFault = (typeof TRANSFERS)[number];

/** Sends a body whose status and headers are set, with the given fault on its way. */
export async function transfer(
  response: ServerResponse,
  payload: Buffer,
  fault: TransferFault | undefined,
  slowMs: number,
): Promise<void> {
  if (fault === 'hang') return;
  const half = payload.subarray(0, Math.floor(payload.length / 2));
  if (fault === 'truncated') {
    response.end(half);
    return;
  }
  response.setHeader('content-length', payload.length);
  if (fault === undefined) {
    response.end(payload);
    return;
  }
  if (fault === 'slow') {
    await drip(response, payload, slowMs);
    return;
  }
  response.write(half, () => {
    if (fault === 'cut') response.destroy();
  });
}

const DROPS = 20;

async function drip(response: ServerResponse, payload: Buffer, slowMs: number): Promise<void> {
  const size = Math.ceil(payload.length / DROPS);
  for (let from = 0; from < payload.length && !response.destroyed; from += size) {
    response.write(payload.subarray(from, from + size));
    await sleep(slowMs / DROPS, undefined, { ref: false });
  }
  response.end();
}
