import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
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
