import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { VendorUnavailable } from '../../../src/kit/errors.ts';
import { ManualClock } from './support/manual-clock.ts';
import { failureOf, type Handler, serve, testTransport, until } from './support/server.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) {
    await one.close();
  }
});

async function setUp(handler: Handler) {
  const clock = new ManualClock({ skip: 9_999 });
  const server = await serve(handler);
  const transport = testTransport({ clock });
  open.push(server, transport);
  return { clock, server, transport };
}

describe('src/pull/transport, when nothing comes', () => {
  it('gives up a name that nobody looks up, after three times ten seconds', async () => {
    const clock = new ManualClock({ skip: 9_999 });
    let asked = 0;
    const resolve = () => {
      asked += 1;
      return new Promise<never>(() => undefined);
    };
    const transport = testTransport({ clock, resolve, outbound: { allow: ['localhost'], share: 1 } });
    open.push(transport);
    const sending = failureOf(transport.send({ method: 'GET', url: 'http://localhost:4/' }));

    for (let n = 1; n <= 3; n += 1) {
      await until(() => asked === n && clock.waits.includes(10_000));
      await clock.advance(10_000);
    }

    expect(await sending).toMatchObject({ message: 'GET localhost:4/: no sign of a connection in time.' });
    expect(asked).toBe(3);
  });

  it.each<[string, Handler, string]>([
    ['an answer', () => undefined, 'an answer'],
    [
      'the rest of an answer',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"results":[');
      },
      'more of the answer',
    ],
  ])('gives up waiting for %s, after three times half a minute', async (_case, handler, what) => {
    const { clock, server, transport } = await setUp(handler);
    const sending = failureOf(transport.send({ method: 'GET', url: server.url }));

    for (let n = 1; n <= 3; n += 1) {
      await until(() => server.seen.length === n);
      await settled();
      await clock.advance(30_000);
    }

    const error = (await sending) as Error;
    expect(error).toBeInstanceOf(VendorUnavailable);
    expect(error.message).toContain(`no sign of ${what} in time`);
    expect(server.seen).toHaveLength(3);
    await until(() => server.sockets.size === 0);
    expect(clock.pending).toBe(0);
  });

  it('blames nobody for the time in which this process stood still', async () => {
    let answer: ServerResponse | undefined;
    const { clock, server, transport } = await setUp((_request, response) => {
      answer = response;
    });
    const sending = transport.send({ method: 'GET', url: server.url });
    await until(() => server.seen.length === 1);
    await settled();

    await clock.standStill(45_000);
    answer?.end('{"late":true}');

    expect(await sending).toMatchObject({ body: { late: true } });
    expect(server.seen).toHaveLength(1);
  });

  it('waits on while pieces come, but two minutes in all, and twice', async () => {
    let answer: ServerResponse | undefined;
    const { clock, server, transport } = await setUp((_request, response) => {
      answer = response;
      response.writeHead(200);
    });
    const sending = failureOf(transport.send({ method: 'GET', url: server.url }));

    for (let n = 1; n <= 2; n += 1) {
      await until(() => server.seen.length === n);
      for (let piece = 0; piece < 5; piece += 1) {
        answer!.write('1');
        await settled();
        await clock.advance(piece < 4 ? 29_000 : 4_000);
      }
    }

    expect(((await sending) as Error).message).toContain('no sign of the whole answer in time');
    expect(server.seen).toHaveLength(2);
  });

  it('takes an answer that comes slowly but in time', async () => {
    let answer: ServerResponse | undefined;
    const { clock, server, transport } = await setUp((_request, response) => {
      answer = response;
      response.writeHead(200);
    });
    const sending = transport.send({ method: 'GET', url: server.url });
    await until(() => server.seen.length === 1);

    for (const piece of ['{"a"', ':', '1', '}']) {
      answer!.write(piece);
      await settled();
      await clock.advance(25_000);
    }
    answer!.end();

    expect(await sending).toMatchObject({ status: 200, body: { a: 1 } });
    expect(server.seen).toHaveLength(1);
  });
});

/** What was written has arrived: the loopback needs some turns, and nothing tells when. */
async function settled(): Promise<void> {
  const turns = 50;
  let n = 0;
  await until(() => (n += 1) > turns);
}
