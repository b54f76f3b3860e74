import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { TransportOptions } from '../../../src/pull/transport/transport.ts';
import { failureOf, type Handler, reply, serve, testTransport } from './support/server.ts';

const TOKEN = 'pat-eu1-0badc0de-very-secret';
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) {
    await one.close();
  }
});

describe('src/pull/transport, in what it tells', () => {
  it.each<[string, Handler, Partial<TransportOptions>?]>([
    ['a server error', (_request, response) => reply(response, 500, {})],
    ['a web page', (_request, response) => reply(response, 200, '<html>')],
    ['a cut answer', (_request, response) => reply(response, 200, '{')],
    ['a cut connection', (_request, response) => response.destroy()],
    ['a connection cut within the answer', (_request, response) => response.write('{', () => response.destroy())],
    ['an answer that is no HTTP', (_request, response) => response.socket?.end('hello')],
    ['too large an answer', (_request, response) => reply(response, 200, 'x'.repeat(1000)), { maxBytes: 10 }],
    ['an odd packing', (_request, response) => reply(response, 200, 'x', { 'content-encoding': 'zstd' })],
    ['a limit', (_request, response) => reply(response, 429, {}, { 'retry-after': '9999' })],
    ['a redirect', (_request, response) => reply(response, 302, '', { location: 'https://evil.example/' })],
    ['an echo of the token', (request, response) => reply(response, 503, { got: request.headers.authorization })],
    ['headers that echo it', (_request, response) => reply(response, 503, '', { 'x-request-id': `${TOKEN} x` })],
  ])('never repeats the token or the query: %s', async (_case, handler, options = {}) => {
    const told: unknown[] = [];
    const server = await serve(handler);
    const transport = testTransport({
      authorize: () => Promise.resolve(`Bearer ${TOKEN}`),
      outbound: { allow: ['127.0.0.1'], share: 1, onRequest: (event) => told.push(event) },
      ...options,
    });
    open.push(server, transport);

    const error = await failureOf(
      transport.send({
        method: 'POST',
        url: `${server.url}/path`,
        query: { email: 'jane@x.example' },
        form: { s: 'word' },
      }),
    );

    const all = inspect([error, told], { depth: Infinity, showHidden: true, maxStringLength: Infinity });
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(told).not.toEqual([]);
    expect(all).not.toContain(TOKEN);
    expect(all).not.toMatch(/jane|s=word/);
  });
});
