import type { IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { HubSpotClient } from '../../../connectors/hubspot/client.ts';
import { connectHubSpot } from '../../../connectors/hubspot/connect.ts';
import { AppRejected, AuthFailed, RateLimited, UnexpectedShape, VendorUnavailable } from '../../../src/kit/errors.ts';
import { ManualClock } from '../../pull/transport/support/manual-clock.ts';
import {
  bodyOf,
  failureOf,
  type Handler,
  reply,
  serve,
  type TestServer,
  until,
} from '../../pull/transport/support/server.ts';

const things = { id: 'things', paths: ['/things/v3'], method: 'GET' } as const;
const search = { id: 'search', paths: ['/search/v3'], method: 'POST', bucket: 'search' } as const;
const Anything = z.looseObject({});
const APP = { refreshToken: 'refresh&word', clientId: 'id=1', clientSecret: 'secret word' };
const token = (n: number | string) => ({ access_token: `access-${n}`, expires_in: 1800, token_type: 'bearer' });

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) {
    await one.close();
  }
});

async function setUp(handler: Handler, credentials: object = APP, clock = new ManualClock({ skip: 9_999 })) {
  const server = await serve(handler);
  const outbound = { allow: ['127.0.0.1'], share: 0.9, clock };
  const client = connectHubSpot({ ...APP, ...credentials, apiUrl: `${server.url}/` }, outbound);
  open.push(server, client);
  return { clock, server, client };
}

const call = (client: HubSpotClient, endpoint: typeof things | typeof search = things) =>
  client.call(endpoint, Anything, { scopes: ['s'] });
const isToken = (request: IncomingMessage) => request.url?.startsWith('/oauth/') ?? false;
const paths = (server: TestServer) => server.seen.map((request) => request.url);

describe('connectors/hubspot/connect, with a token', () => {
  it('sends it with every call, and nothing else of its own', async () => {
    const { server, client } = await setUp((_request, response) => reply(response, 200, {}), {
      accessToken: 'pat-eu1-x',
    });

    await call(client);

    expect(server.seen[0]?.headers.authorization).toBe('Bearer pat-eu1-x');
    expect([paths(server), client.requests]).toEqual([['/things/v3'], 1]);
  });

  it('is refused once and for all', async () => {
    const { server, client } = await setUp((_request, response) => reply(response, 401, {}), { accessToken: 'dead' });

    expect(await failureOf(call(client))).toBeInstanceOf(AuthFailed);
    expect(server.seen).toHaveLength(1);
  });

  it('keeps below the smallest limit until the account names its own', async () => {
    const { server, client, clock } = await setUp(
      (_request, response) => {
        const headers = { 'x-hubspot-ratelimit-max': '190', 'x-hubspot-ratelimit-interval-milliseconds': '10000' };
        reply(response, 200, {}, server.seen.length < 90 ? {} : headers);
      },
      { accessToken: 'x' },
    );

    const calls = Promise.all(Array.from({ length: 180 }, () => call(client)));
    await until(() => server.seen.length === 171 && clock.waits.some((ms) => ms > 9_000));
    await clock.advance(10_050);
    await calls;

    expect(server.seen).toHaveLength(180);
  });

  it('counts a search apart, five a second and a share of that', async () => {
    const { server, client, clock } = await setUp(
      (_request, response) => reply(response, 200, {}),
      { accessToken: 'x' },
      new ManualClock(),
    );

    const searches = Promise.all(Array.from({ length: 8 }, () => call(client, search)));
    await until(() => server.seen.length === 4 && clock.waits.includes(1050));
    await call(client);
    expect(server.seen).toHaveLength(4 + 1);

    await clock.advance(1050);
    await searches;
    expect(server.seen).toHaveLength(8 + 1);
  });
});

describe('connectors/hubspot/connect, with an OAuth app', () => {
  it('fetches a token with a form in the body, nothing of it in the address', async () => {
    const bodies: string[] = [];
    const { server, client } = await setUp(async (request, response) => {
      bodies.push(await bodyOf(request));
      reply(response, 200, isToken(request) ? token(1) : {});
    });

    await call(client);

    const [first, second] = server.seen;
    expect([first?.method, first?.url]).toEqual(['POST', '/oauth/2026-03/token']);
    expect(first?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
    expect(first?.headers).not.toHaveProperty('authorization');
    expect(bodies[0]).toBe(
      'grant_type=refresh_token&refresh_token=refresh%26word&client_id=id%3D1&client_secret=secret+word',
    );
    expect(second?.headers.authorization).toBe('Bearer access-1');
    expect(client.requests).toBe(2);
  });

  it('fetches one for many calls, and one more when all are refused', async () => {
    let tokens = 0;
    const { server, client } = await setUp((request, response) => {
      if (isToken(request)) {
        reply(response, 200, token((tokens += 1)));
      } else {
        reply(response, request.headers.authorization === 'Bearer access-1' ? 401 : 200, {});
      }
    });

    await Promise.all(Array.from({ length: 30 }, () => call(client)));

    expect(tokens).toBe(2);
    expect(server.seen.length).toBeLessThanOrEqual(2 + 60);
  });

  it('fetches the next one before the old one ends', async () => {
    let tokens = 0;
    const { client, clock } = await setUp((request, response) => {
      reply(response, 200, isToken(request) ? token((tokens += 1)) : {});
    });
    await call(client);
    await clock.advance(1800_000 - 120_000);

    await call(client);

    expect(tokens).toBe(2);
  });

  it.each([
    ['/oauth/v3/token', ['/oauth/2026-03/token', '/oauth/v3/token', '/things/v3']],
    ['/oauth/v1/token', ['/oauth/2026-03/token', '/oauth/v3/token', '/oauth/v1/token', '/things/v3']],
  ])('finds the token endpoint at %s', async (path, seen) => {
    const { server, client } = await setUp((request, response) => {
      if (isToken(request) && request.url !== path) {
        reply(response, 404, '<html>');
      } else {
        reply(response, 200, isToken(request) ? token(1) : {});
      }
    });

    await call(client);

    expect(paths(server)).toEqual(seen);
  });

  it.each([
    [
      'the refresh token',
      400,
      { error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN', message: 'x' },
      /refresh token/,
      AuthFailed,
    ],
    [
      'the account',
      400,
      { status: 'BAD_HUB', error: 'access_denied', message: 'missing or unknown hub id' },
      /refresh/,
      AuthFailed,
    ],
    ['the client id', 400, { status: 'BAD_CLIENT_ID', message: 'x' }, /does not know this app/, AppRejected],
    ['the client secret', 401, { error: 'invalid_client' }, /does not know this app/, AppRejected],
  ])('says that HubSpot refuses %s, and asks nobody again', async (_case, status, body, message, kind) => {
    const { server, client } = await setUp((_request, response) => reply(response, status, body));

    const errors = [await failureOf(call(client)), await failureOf(call(client))];

    expect(errors).toEqual([expect.any(kind), expect.any(kind)]);
    expect((errors[0] as Error).message).toMatch(message);
    expect(paths(server)).toEqual(['/oauth/2026-03/token']);
    expect(inspect(errors, { depth: Infinity, showHidden: true })).not.toMatch(/refresh.word|secret.word/);
  });

  it.each([
    ['with a web page', 403, '<html>'],
    ['for the way it was asked', 415, { message: 'Unsupported Media Type' }],
    ['for a redirect address', 400, { status: 'BAD_REDIRECT_URI', error: 'invalid_request' }],
  ])('does not take a refusal %s for the end of the consent', async (_case, status, body) => {
    const { client } = await setUp((_request, response) => reply(response, status, body));

    const error = await failureOf(call(client));

    expect(error).toMatchObject({ code: 'REQUEST_REFUSED' });
  });

  it('waits when the token endpoint asks it to', async () => {
    const { server, client } = await setUp((request, response, count) => {
      if (count === 1) {
        reply(response, 429, { policyName: 'SECONDLY' });
      } else {
        reply(response, 200, isToken(request) ? token(1) : {});
      }
    });

    await call(client);

    expect(paths(server)).toEqual(['/oauth/2026-03/token', '/oauth/2026-03/token', '/things/v3']);
  });

  it.each<[string, Handler, unknown]>([
    ['is down', (_request, response) => reply(response, 503, '<html>'), VendorUnavailable],
    ['cuts every connection', (_request, response) => response.destroy(), VendorUnavailable],
    [
      'has reached its limit for the day',
      (_request, response) => reply(response, 429, { policyName: 'DAILY' }),
      RateLimited,
    ],
    ['gives no token', (_request, response) => reply(response, 200, { expires_in: 1800 }), UnexpectedShape],
    [
      'gives an empty token',
      (_request, response) => reply(response, 200, { ...token(1), access_token: '' }),
      UnexpectedShape,
    ],
  ])('says so when the token endpoint %s', async (_case, handler, kind) => {
    const { server, client } = await setUp(handler);

    expect(await failureOf(call(client))).toBeInstanceOf(kind);
    expect(paths(server).filter((path) => !path?.startsWith('/oauth/'))).toEqual([]);
  });

  it('does not hold a passing failure against the next call', async () => {
    let down = true;
    const { client } = await setUp((request, response) => {
      reply(response, down ? 503 : 200, isToken(request) ? token(1) : {});
    });
    await failureOf(call(client));
    down = false;

    expect(await call(client)).toEqual({});
  });

  it('closes all of its connections', async () => {
    const { server, client } = await setUp((request, response) =>
      reply(response, 200, isToken(request) ? token(1) : {}),
    );
    await call(client);
    expect(server.sockets.size).toBe(2);

    client.close();

    await until(() => server.sockets.size === 0);
  });
});
