import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { UnexpectedShape } from '../../../src/kit/errors.ts';
import type { Transport } from '../../../src/pull/transport/transport.ts';
import { failureOf, serve, testTransport, type TestServer, until } from './support/server.ts';

const MAX = 100_000;
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) {
    await one.close();
  }
});

async function answering(body: Buffer, headers: Record<string, string> = {}): Promise<[TestServer, Transport]> {
  const server = await serve((_request, response) => {
    response.writeHead(200, headers);
    response.end(body);
  });
  const transport = testTransport({ maxBytes: MAX });
  open.push(server, transport);
  return [server, transport];
}

const json = (bytes: number) => Buffer.from(`"${'x'.repeat(bytes - 2)}"`);

describe('src/pull/transport, by size of the answer', () => {
  it.each([
    ['plain', json(MAX), {}],
    ['gzip', gzipSync(json(MAX)), { 'content-encoding': 'gzip' }],
    ['brotli', brotliCompressSync(json(MAX)), { 'content-encoding': 'br' }],
  ])('takes as much as it may: %s', async (_case, body, headers) => {
    const [server, transport] = await answering(body, headers);

    const answer = await transport.send({ method: 'GET', url: server.url });

    expect(String(answer.body)).toHaveLength(MAX - 2);
    expect(answer.headers).not.toHaveProperty('content-encoding');
  });

  it.each([
    ['plain', json(MAX + 1), {}],
    ['one that does not end', Buffer.alloc(5_000_000, '1'), {}],
    ['a gzip bomb', gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' }],
    ['a brotli bomb', brotliCompressSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'br' }],
  ])('refuses more, once: %s', async (_case, body, headers) => {
    const [server, transport] = await answering(body, headers);

    const error = await failureOf(transport.send({ method: 'GET', url: server.url }));

    expect(error).toBeInstanceOf(UnexpectedShape);
    expect((error as Error).message).toContain('more than 100000 bytes');
    expect(server.seen).toHaveLength(1);
  });

  it('ends the connection over which too much comes', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200);
      const more = () => {
        if (!response.destroyed) {
          response.write(Buffer.alloc(10_000, '1'), more);
        }
      };
      more();
    });
    const transport = testTransport({ maxBytes: MAX });
    open.push(server, transport);

    expect(await failureOf(transport.send({ method: 'GET', url: server.url }))).toBeInstanceOf(UnexpectedShape);

    await until(() => server.sockets.size === 0);
  });

  it('refuses what is packed in a way that was not asked for', async () => {
    const [server, transport] = await answering(json(10), { 'content-encoding': 'zstd' });

    const error = await failureOf(transport.send({ method: 'GET', url: server.url }));

    expect(error).toMatchObject({ code: 'UNEXPECTED_SHAPE', message: expect.stringContaining('packed') });
  });

  it.each(['gzip', 'br', 'constructor'])(
    'takes nothing for nothing, whatever it is packed as: %s',
    async (encoding) => {
      const [server, transport] = await answering(Buffer.alloc(0), { 'content-encoding': encoding });

      expect(await transport.send({ method: 'GET', url: server.url })).toMatchObject({ status: 200, body: undefined });
    },
  );

  it.each(['json-bytes', 'bytes'] as const)('gives %s back unparsed and unpacked', async (answer) => {
    const [server, transport] = await answering(gzipSync('{"a":1}'), { 'content-encoding': 'gzip' });

    const { bytes, body } = await transport.send({ method: 'GET', url: server.url, answer });

    expect([bytes?.toString(), body]).toEqual(['{"a":1}', undefined]);
  });
});
