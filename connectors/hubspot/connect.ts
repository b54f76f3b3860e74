import { systemClock } from '../../src/kit/clock.ts';
import type { Outbound } from '../../src/pull/connector.ts';
import { sharedToken } from '../../src/pull/transport/shared-token.ts';
import { refreshingToken } from '../../src/pull/transport/token-source.ts';
import { createTransport, type Transport, type TransportOptions } from '../../src/pull/transport/transport.ts';
import { makeClassify } from './classify.ts';
import { HubSpotClient } from './client.ts';
import { type OAuthApp, HubSpotOAuth } from './oauth.ts';

interface StaticToken {
  accessToken: string;
  apiUrl: string;
}
interface Consent extends OAuthApp {
  refreshToken: string;
  apiUrl: string;
}

/** A token of thirty minutes is replaced two minutes before its end. */
const SKEW_MS = 120_000;

/** Before the first answer names the limit, the smallest one that HubSpot gives is assumed. */
const LIMITS: TransportOptions['limits'] = {
  burst: {
    max: 100,
    perMs: 10_000,
    learn: (headers) => ({
      max: numberIn(headers['x-hubspot-ratelimit-max']),
      remaining: numberIn(headers['x-hubspot-ratelimit-remaining']),
      perMs: numberIn(headers['x-hubspot-ratelimit-interval-milliseconds']),
    }),
  },
  // Search sends no rate headers: five a second for the whole account.
  search: { max: 5, perMs: 1_000 },
};

/** Calls under way: as many as there are streams, so that a long row of pages never holds up a short one. */
const CONCURRENCY = 16;

/** A client with its own transport: its own limits, its own token, nothing shared with another account. */
export function connectHubSpot(credentials: StaticToken | Consent, outbound: Outbound): HubSpotClient {
  const origin = credentials.apiUrl.replace(/\/+$/, '');
  let zone = (): string | undefined => undefined;
  const classify = makeClassify(() => zone());
  const common = { outbound, limits: LIMITS, concurrency: CONCURRENCY, classify };
  const transport =
    'accessToken' in credentials
      ? createTransport({ ...common, authorize: () => Promise.resolve(`Bearer ${credentials.accessToken}`) })
      : withOAuth(credentials, origin, common);
  const client = new HubSpotClient(transport, origin);
  zone = () => client.timeZone;
  return client;
}

/** What one scan has to say to the token endpoints, without waiting for a turn among its other calls. */
export function openDoor(outbound: Outbound): Transport {
  return createTransport({ outbound, limits: LIMITS, classify: makeClassify(() => undefined) });
}

/** Tokens are fetched by a transport of their own, since a request that needs one already holds its turn. */
function withOAuth({ refreshToken, ...app }: Consent, origin: string, common: TransportOptions): Transport {
  const { outbound } = common;
  const door = openDoor(outbound);
  const clock = outbound.clock ?? systemClock;
  const oauth = new HubSpotOAuth(door, origin, app);
  const fetchToken = () => oauth.refresh(refreshToken);
  const { tokens: shelf, signal } = outbound;
  const source = refreshingToken({
    clock,
    skewMs: SKEW_MS,
    fetchToken: shelf ? sharedToken({ shelf, fetchToken, clock, skewMs: SKEW_MS, signal }) : fetchToken,
  });
  const transport = createTransport({
    ...common,
    authorize: () => source.authorize(),
    onUnauthorized: () => source.refresh(),
  });
  return {
    send: (request) => transport.send(request),
    get requests() {
      return door.requests + transport.requests;
    },
    perSecond: (bucket) => transport.perSecond?.(bucket),
    close() {
      transport.close();
      door.close();
    },
  };
}

function numberIn(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || !Number.isFinite(value) || value < 0 ? undefined : value;
}
