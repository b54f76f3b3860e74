import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/kit/clock.ts';
import { failureOf, reply, serve, testTransport, type TestServer, until } from './support/server.ts';

let server: TestServer;
afterEach(() => server.close());

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('src/pull/transport, closed', () => {
  it.each<[string, Parameters<typeof serve>[0], number]>([
    ['before anything', (_request, response) => reply(response, 200, {}), 0],
    ['after answers, whose connections it kept', (_request, response) => reply(response, 200, {}), 3],
    ['while requests hang', () => undefined, 3],
    ['while answers hang', (_request, response) => response.write('{'), 3],
    ['while it waits to ask again', (_request, response) => reply(response, 503, {}, { 'retry-after': '50' }), 3],
    ['while it is held back', (_request, response) => reply(response, 429, {}, { 'retry-after': '50' }), 3],
  ])('%s, leaves no timer and no connection', async (_case, handler, requests) => {
    server = await serve(handler);
    const before = timers();
    const transport = testTransport({ clock: systemClock });
    const sending = Array.from({ length: requests }, () =>
      transport.send({ method: 'GET', url: server.url }).catch((error: Error) => error.name),
    );
    await until(() => server.seen.length >= requests);

    transport.close();
    const results = await Promise.all(sending);

    expect(results.filter((result) => typeof result === 'string' && result !== 'AbortError')).toEqual([]);
    await until(() => server.sockets.size === 0);
    await until(() => timers() <= before);
  });

  it('sends nothing any more', async () => {
    server = await serve((_request, response) => reply(response, 200, {}));
    const transport = testTransport();
    transport.close();
    transport.close();

    const error = await failureOf(transport.send({ method: 'GET', url: server.url }));

    expect(error).toMatchObject({ name: 'AbortError' });
    expect(server.seen).toEqual([]);
  });
});
