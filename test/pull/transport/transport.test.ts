import { afterEach, describe, expect, it } from '@jest/globals';
import { OutboundBlocked } from '../../../src/kit/errors.ts';
import type { HttpRequest, Transport, TransportOptions } from '../../../src/pull/transport/transport.ts';
import {
  bodyOf,
  failureOf,
  type Handler,
  reply,
  serve,
  testTransport,
  type TestServer,
  until,
} from './support/server.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) {
    await one.close();
  }
});

async function setUp(handler: Handler, options: Partial<TransportOptions> = {}): Promise<[TestServer, Transport]> {
  const server = await serve(handler);
  const transport = testTransport(options);
  open.push(server, transport);
  return [server, transport];
}

/** What arrived, as the server saw it. */
const mirror: Handler = async (request, response) => {
  const { method, url, headers } = request;
  reply(response, 200, { method, url, headers, body: await bodyOf(request) });
};

describe('src/pull/transport/transport', () => {
  it.each<[string, Omit<HttpRequest, 'url'>, object]>([
    [
      'a query, lists by repeating the name',
      { method: 'GET', query: { q: ['a b', 'ü&='], n: 0, off: false, empty: '', none: undefined, nobody: [] } },
      { method: 'GET', url: '/a?q=a+b&q=%C3%BC%26%3D&n=0&off=false&empty=', body: '' },
    ],
    [
      'JSON',
      { method: 'POST', json: { ä: [null, 1] } },
      {
        method: 'POST',
        body: '{"ä":[null,1]}',
        headers: { 'content-type': 'application/json', 'content-length': '15' },
      },
    ],
    [
      'a form',
      { method: 'POST', form: { a: 'x y', b: '&=' } },
      { body: 'a=x+y&b=%26%3D', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    [
      'headers of its own',
      { method: 'GET', headers: { 'x-mine': 'yes' } },
      { headers: { 'x-mine': 'yes', accept: 'application/json', 'user-agent': 'crm-ai-inventory' } },
    ],
  ])('sends %s', async (_case, request, seen) => {
    const [server, transport] = await setUp(mirror);

    const { body } = await transport.send({ ...request, url: `${server.url}/a` });

    expect(body).toMatchObject(seen);
  });

  it('sends the credentials of the moment', async () => {
    let n = 0;
    const [server, transport] = await setUp(mirror, { authorize: () => Promise.resolve(`Bearer ${(n += 1)}`) });
    const send = async () => (await transport.send({ method: 'GET', url: server.url })).body;

    expect([await send(), await send()]).toMatchObject([
      { headers: { authorization: 'Bearer 1' } },
      { headers: { authorization: 'Bearer 2' } },
    ]);
  });

  it.each([
    ['JSON', '{"a":1}', { a: 1 }],
    ['JSON after a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
    ['null', 'null', null],
    ['nothing', '', undefined],
    ['white space', ' \n', undefined],
  ])('reads %s', async (_case, text, body) => {
    const [server, transport] = await setUp((_request, response) => {
      reply(response, 200, text, { 'X-Some-Header': 'v' });
    });

    const answer = await transport.send({ method: 'GET', url: server.url });

    expect(answer).toMatchObject({ status: 200, headers: { 'x-some-header': 'v' } });
    expect(answer.body).toEqual(body);
  });

  it.each([
    [404, '{"category":"X"}', { category: 'X' }],
    [403, '<html>no</html>', undefined],
    [400, '{"cut":', undefined],
    [304, '', undefined],
  ])('gives a refusal back as it is: %s %s', async (status, text, body) => {
    const [server, transport] = await setUp((_request, response) => {
      reply(response, status, text);
    });

    const answer = await transport.send({ method: 'GET', url: server.url });

    expect([answer.status, answer.body, answer.text]).toEqual([status, body, text]);
    expect(server.seen).toHaveLength(1);
  });

  it('keeps the first 2 kB of what was answered', async () => {
    const [server, transport] = await setUp((_request, response) => {
      reply(response, 400, 'x'.repeat(100_000));
    });

    expect((await transport.send({ method: 'GET', url: server.url })).text).toHaveLength(2048);
  });

  it('uses its connections again, and no more of them than it may', async () => {
    let most = 0;
    const [server, transport] = await setUp(
      (_request, response) => {
        most = Math.max(most, server.sockets.size);
        reply(response, 200, {});
      },
      { concurrency: 3 },
    );

    await Promise.all(Array.from({ length: 50 }, () => transport.send({ method: 'GET', url: server.url })));

    expect(most).toBe(3);
    expect(transport.requests).toBe(50);
  });

  describe('redirects', () => {
    it('to elsewhere are refused, and nobody is called there', async () => {
      const [elsewhere] = await setUp(mirror);
      const [server, transport] = await setUp(
        (_request, response) => {
          reply(response, 302, '', { location: `${elsewhere.url}/stolen` });
        },
        { authorize: () => Promise.resolve('Bearer secret') },
      );

      expect(await failureOf(transport.send({ method: 'GET', url: server.url }))).toBeInstanceOf(OutboundBlocked);

      expect([server.seen.length, elsewhere.seen.length]).toEqual([1, 0]);
    });

    it.each(['https://127.0.0.1/', '//evil.example/', 'http://169.254.169.254/', 'javascript:alert(1)', 'http://[::1'])(
      'to %s are refused',
      async (location) => {
        const [server, transport] = await setUp((_request, response) => {
          reply(response, 307, '', { location });
        });

        expect(await failureOf(transport.send({ method: 'POST', url: server.url }))).toBeInstanceOf(OutboundBlocked);
      },
    );

    it('within the host are given back and not followed', async () => {
      const [server, transport] = await setUp((_request, response) => {
        reply(response, 301, '', { location: '/other' });
      });

      expect(await transport.send({ method: 'GET', url: server.url })).toMatchObject({ status: 301 });

      expect(server.seen.map((request) => request.url)).toEqual(['/']);
    });
  });

  describe('an abort', () => {
    it.each<[string, (signal: AbortSignal) => [Partial<TransportOptions>, Partial<HttpRequest>]]>([
      ['of the request', (signal) => [{}, { signal }]],
      ['of the whole scan', (signal) => [{ outbound: { allow: ['127.0.0.1'], share: 1, signal } }, {}]],
    ])('%s ends what is under way, with its reason', async (_case, place) => {
      const aborting = new AbortController();
      const [options, request] = place(aborting.signal);
      const [server, transport] = await setUp(() => undefined, options);
      const sending = failureOf(transport.send({ method: 'GET', url: server.url, ...request }));
      await until(() => server.seen.length === 1);

      aborting.abort(new Error('enough'));

      expect(await sending).toMatchObject({ message: 'enough' });
      await until(() => server.sockets.size === 0);
    });

    it('while the answer comes in ends it too', async () => {
      const aborting = new AbortController();
      const [server, transport] = await setUp((_request, response) => {
        response.write('{"a":');
      });
      const sending = failureOf(transport.send({ method: 'GET', url: server.url, signal: aborting.signal }));
      await until(() => server.seen.length === 1);

      aborting.abort(new Error('enough'));

      expect(await sending).toMatchObject({ message: 'enough' });
      await until(() => server.sockets.size === 0);
    });

    it('beforehand sends nothing', async () => {
      const [server, transport] = await setUp(mirror);

      const sending = transport.send({
        method: 'GET',
        url: server.url,
        signal: AbortSignal.abort(new Error('before')),
      });

      expect(await failureOf(sending)).toMatchObject({ message: 'before' });
      expect([server.seen.length, transport.requests]).toEqual([0, 0]);
    });

    it('of one request leaves the others alone', async () => {
      const aborting = new AbortController();
      const [server, transport] = await setUp((request, response) => {
        if (request.url === '/other') {
          reply(response, 200, {});
        }
      });
      const sending = failureOf(transport.send({ method: 'GET', url: server.url, signal: aborting.signal }));
      await until(() => server.seen.length === 1);
      aborting.abort(new Error('enough'));
      await sending;

      expect(await transport.send({ method: 'GET', url: `${server.url}/other` })).toMatchObject({ status: 200 });
    });
  });

  it('reports every request without its query, with what became of it', async () => {
    const events: unknown[] = [];
    const outbound = { allow: ['127.0.0.1'], share: 1, onRequest: (event: object) => events.push(event) };
    const [server, transport] = await setUp(
      (_request, response, count) => {
        if (count === 1) {
          response.destroy();
        } else {
          reply(response, count === 2 ? 503 : 200, {});
        }
      },
      { outbound },
    );

    await transport.send({ method: 'GET', url: `${server.url}/a/b`, query: { after: 'x' } });

    const url = `${server.url}/a/b`;
    expect(events).toMatchObject([
      { url, status: 0, attempt: 1 },
      { url, status: 503, attempt: 2 },
      { url, status: 200, attempt: 3 },
    ]);
    expect(transport.requests).toBe(3);
  });
});
