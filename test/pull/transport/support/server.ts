import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { createTransport, type Transport, type TransportOptions } from '#src/pull/transport/transport.ts';
import { ManualClock } from './manual-clock.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

export interface TestServer {
  url: string;
  seen: IncomingMessage[];
  sockets: Set<Socket>;
  close(): Promise<void>;
}

/** A real HTTP server on the loopback. */
export async function serve(handler: Handler): Promise<TestServer> {
  const seen: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    seen.push(request);
    handler(request, response, seen.length);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    sockets,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

export function reply(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Lets the event loop turn until it is so. */
export async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!isSo()) {
    if (performance.now() > end) {
      throw new Error(`It never became so: ${String(isSo)}`);
    }
    await setImmediate();
  }
}

export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (value) => {
      throw new Error(`It should have failed, and gave ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}

/** The body of a request, as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Waits between tries pass at once; time-outs only when the test lets time pass. */
export const hurriedClock = () => new ManualClock({ skip: 9_999 });

export function testTransport(options: Partial<TransportOptions> = {}): Transport {
  return createTransport({
    outbound: { allow: ['127.0.0.1'], share: 1 },
    limits: {},
    clock: hurriedClock(),
    random: () => 1,
    ...options,
  });
}
