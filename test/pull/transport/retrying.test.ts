import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { RateLimited, UnexpectedShape, VendorUnavailable } from '../../../src/kit/errors.ts';
import type { TransportOptions } from '../../../src/pull/transport/transport.ts';
import { ManualClock } from './support/manual-clock.ts';
import { failureOf, type Handler, reply, serve, testTransport, until } from './support/server.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) {
    await one.close();
  }
});

async function setUp(handler: Handler, options: Partial<TransportOptions> = {}) {
  const clock = new ManualClock({ skip: 9_999 });
  const server = await serve(handler);
  const transport = testTransport({ clock, ...options });
  open.push(server, transport);
  const send = (path = '/', bucket?: string) =>
    transport.send({ method: 'GET', url: server.url + path, ...(bucket !== undefined && { bucket }) });
  return { clock, server, transport, send };
}

const wrong: [string, Handler, unknown][] = [
  ['500', (_request, response) => reply(response, 500, { message: 'x' }), { status: 500 }],
  ['502 as a web page', (_request, response) => reply(response, 502, '<html>bad gateway'), { status: 502 }],
  ['521 as a web page', (_request, response) => reply(response, 521, '<html>'), { status: 521 }],
  ['408', (_request, response) => reply(response, 408, ''), { status: 408 }],
  ['423', (_request, response) => reply(response, 423, {}), { status: 423 }],
  ['a success that is a web page', (_request, response) => reply(response, 200, '<!doctype html>'), { status: 200 }],
  ['a success that is cut off', (_request, response) => reply(response, 200, '{"results":[{"id":'), {}],
  ['a success that is no JSON', (_request, response) => reply(response, 200, 'OK'), {}],
  ['a connection that is cut before the answer', (_request, response) => response.destroy(), {}],
  [
    'a connection that is cut within the answer',
    (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"results":[', () => response.destroy());
    },
    {},
  ],
  [
    'a packed answer that is cut off',
    (_request, response) => {
      const packed = gzipSync(JSON.stringify({ text: 'x'.repeat(10_000) }));
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(packed.subarray(0, packed.length / 2));
    },
    {},
  ],
];

describe('src/pull/transport, when an answer is missing or broken', () => {
  it.each(wrong)('asks again after %s', async (_case, handler) => {
    const { server, send } = await setUp((request, response, count) => {
      if (count < 3) {
        handler(request, response, count);
      } else {
        reply(response, 200, { ok: true });
      }
    });

    expect(await send()).toMatchObject({ status: 200, body: { ok: true } });
    expect(server.seen).toHaveLength(3);
  });

  it.each<[string, string]>([
    ['is cut off', '{"modules":{"Leads":{"fields":{}}'],
    ['is a web page', '<html>'],
    ['is empty', ''],
  ])('asks again after a success that %s, also where it is not parsed', async (_case, body) => {
    const { server } = await setUp((_request, response, count) => reply(response, 200, count < 3 ? body : '{"a":1}'));
    const transport = testTransport({ clock: new ManualClock({ skip: 9_999 }) });
    open.push(transport);

    const { bytes } = await transport.send({ method: 'GET', url: server.url, answer: 'json-bytes' });

    expect([bytes?.toString(), server.seen.length]).toEqual(['{"a":1}', 3]);
  });

  it.each(wrong)('ends after nine times %s', async (_case, handler, shape) => {
    const { server, send, clock } = await setUp(handler);

    const error = await failureOf(send());

    expect(error instanceof VendorUnavailable || error instanceof UnexpectedShape).toBe(true);
    expect(error).toMatchObject(shape as object);
    expect(server.seen).toHaveLength(9);
    expect(clock.slept).toEqual([300, 600, 1200, 2400, 4800, 8000, 8000, 8000]);
  });

  it('names the place and what support needs to find it', async () => {
    const { server, send } = await setUp((_request, response) => {
      reply(response, 503, '<html>', { 'x-hubspot-correlation-id': '7f1b-4a' });
    });

    const { message } = (await failureOf(send('/crm/v3/things'))) as Error;

    expect(message).toBe(
      `GET ${new URL(server.url).host}/crm/v3/things answered 503: status 503, correlation id 7f1b-4a.`,
    );
  });

  it.each([200, 201, 207, 400, 403, 404, 409, 414, 431])('takes %s for the answer', async (status) => {
    const { server, send } = await setUp((_request, response) => reply(response, status, {}));

    expect(await send()).toMatchObject({ status });
    expect(server.seen).toHaveLength(1);
  });

  it('waits as long as it is told, and a little longer', async () => {
    const { send, clock } = await setUp((_request, response, count) => {
      reply(response, count === 1 ? 503 : 200, {}, { 'retry-after': '7' });
    });

    await send();

    expect(clock.slept).toEqual([7300]);
  });

  it('ends at once when it is told to wait longer than a scan can', async () => {
    const { server, send } = await setUp((_request, response) => reply(response, 503, {}, { 'retry-after': '61' }));

    expect(await failureOf(send())).toBeInstanceOf(VendorUnavailable);
    expect(server.seen).toHaveLength(1);
  });

  it('ends when what it waits for in between takes three minutes', async () => {
    const { server, send, clock } = await setUp((_request, response) =>
      reply(response, 503, {}, { 'retry-after': '50' }),
    );
    const sending = failureOf(send());
    for (const delay of [300, 600, 1200, 2400]) {
      await until(() => clock.waits.includes(50_000 + delay));
      await clock.advance(50_000 + delay);
    }

    expect(await sending).toBeInstanceOf(VendorUnavailable);
    expect(server.seen).toHaveLength(5);
  });

  it('does not count the time in which it waited for its turn', async () => {
    const limits = { burst: { max: 1, perMs: 200_000 } };
    const { server, send, clock } = await setUp(
      (_request, response, count) => reply(response, count === 2 || count === 3 ? 503 : 200, {}),
      { limits },
    );
    await send();
    const late = send();
    for (let n = 2; n <= 4; n += 1) {
      await until(() => clock.waits.some((ms) => ms > 150_000));
      await clock.advance(200_050);
      await until(() => server.seen.length === n);
    }

    expect(await late).toMatchObject({ status: 200 });
  });

  it('does not ask again where a wrong name leads', async () => {
    let asked = 0;
    const resolve = () => {
      asked += 1;
      return Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
    };
    const { transport } = await setUp(() => undefined, { resolve, outbound: { allow: ['localhost'], share: 1 } });

    const error = await failureOf(transport.send({ method: 'GET', url: 'http://localhost:4/' }));

    expect(error).toMatchObject({ code: 'VENDOR_UNAVAILABLE', message: expect.stringContaining('ENOTFOUND') });
    expect(asked).toBe(1);
  });
});

describe('src/pull/transport, when it is told to slow down', () => {
  const limited = (headers: Record<string, string>): Handler => {
    return (_request, response, count) => reply(response, count === 1 ? 429 : 200, {}, headers);
  };

  it('sends nothing more from the bucket until the time is over, then all', async () => {
    const { server, send, clock } = await setUp(limited({ 'retry-after': '30' }), { concurrency: 1 });
    const all = Promise.all([send('/1'), send('/2'), send('/3')]);
    await until(() => clock.waits.includes(30_000));
    await clock.advance(29_999);
    expect(server.seen).toHaveLength(1);

    await clock.advance(1);

    expect((await all).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(server.seen).toHaveLength(4);
  });

  it('goes on with other buckets meanwhile', async () => {
    const { send, clock } = await setUp(limited({ 'retry-after': '30' }));
    const held = send('/search', 'search');
    await until(() => clock.waits.includes(30_000));

    expect(await send('/other')).toMatchObject({ status: 200 });

    await clock.advance(30_000);
    expect(await held).toMatchObject({ status: 200 });
  });

  it('ends for all, at once, when the time is too long, and says when it is over', async () => {
    const { server, send, clock } = await setUp(limited({ 'retry-after': '7200' }), { concurrency: 1 });

    const errors = await Promise.all([send('/1'), send('/2'), send('/3', 'search')].map(failureOf));

    expect(errors).toEqual(errors.map(() => expect.any(RateLimited)));
    expect(errors[0]).toMatchObject({ retryable: true, resetsAt: new Date(clock.now() + 7_200_000) });
    expect(await failureOf(send('/4'))).toBeInstanceOf(RateLimited);
    expect([server.seen.length, clock.pending]).toEqual([1, 0]);
  });

  it('ends after nine times', async () => {
    const { server, send } = await setUp((_request, response) => reply(response, 429, {}, { 'retry-after': '1' }));

    expect(await failureOf(send())).toBeInstanceOf(RateLimited);
    expect(server.seen).toHaveLength(9);
  });

  it('can be aborted while it waits', async () => {
    const aborting = new AbortController();
    const { server, transport, clock } = await setUp(limited({ 'retry-after': '30' }));
    const sending = failureOf(transport.send({ method: 'GET', url: server.url, signal: aborting.signal }));
    await until(() => clock.waits.includes(30_000));

    aborting.abort(new Error('enough'));

    expect(await sending).toMatchObject({ message: 'enough' });
    await until(() => clock.pending === 0);
  });
});

describe('src/pull/transport, when its credentials are refused', () => {
  const only = (token: string): Handler => {
    return (request, response) => reply(response, request.headers.authorization === token ? 200 : 401, {});
  };

  it('asks once more with new ones', async () => {
    let token = 'old';
    const { server, send } = await setUp(only('new'), {
      authorize: () => Promise.resolve(token),
      onUnauthorized: () => Promise.resolve((token = 'new') === 'new'),
    });

    expect(await send()).toMatchObject({ status: 200 });
    expect(server.seen).toHaveLength(2);
  });

  it.each<[string, Partial<TransportOptions>, number]>([
    ['nobody can get new ones', {}, 1],
    ['there are no new ones', { onUnauthorized: () => Promise.resolve(false) }, 1],
    ['the new ones are refused too', { onUnauthorized: () => Promise.resolve(true) }, 2],
  ])('gives the refusal back when %s', async (_case, options, requests) => {
    const { server, send } = await setUp(only('right'), { authorize: () => Promise.resolve('wrong'), ...options });

    expect(await send()).toMatchObject({ status: 401 });
    expect(server.seen).toHaveLength(requests);
  });

  it('does not fetch new ones when another request has just done so', async () => {
    let token = 'old';
    let fetched = 0;
    const { send } = await setUp(
      (request, response) => {
        token = 'new';
        only('new')(request, response, 0);
      },
      {
        authorize: () => Promise.resolve(token),
        onUnauthorized: () => Promise.resolve((fetched += 1) > 0),
      },
    );

    expect(await send()).toMatchObject({ status: 200 });
    expect(fetched).toBe(0);
  });
});
