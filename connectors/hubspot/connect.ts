import { z } from 'zod';
import { systemClock } from '../../src/kit/clock.ts';
import { AuthFailed, UnexpectedShape } from '../../src/kit/errors.ts';
import type { Json } from '../../src/model/json.ts';
import type { Outbound } from '../../src/pull/connector.ts';
import { type FetchedToken, refreshingToken } from '../../src/pull/transport/token-source.ts';
import {
  createTransport,
  type HttpResponse,
  type Transport,
  type TransportOptions,
} from '../../src/pull/transport/transport.ts';
import { makeClassify } from './classify.ts';
import { HubSpotClient } from './client.ts';

interface StaticToken {
  accessToken: string;
  apiUrl: string;
}
interface OAuthApp {
  refreshToken: string;
  clientId: string;
  clientSecret: string;
  apiUrl: string;
}

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const TokenError = z.object({ error: z.string().optional(), status: z.string().optional() });

/** The last one answers until 2027-02-16. */
const TOKEN_PATHS = ['/oauth/2026-03/token', '/oauth/v3/token', '/oauth/v1/token'];

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
export function connectHubSpot(credentials: StaticToken | OAuthApp, outbound: Outbound): HubSpotClient {
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

/** Tokens are fetched by a transport of their own, since a request that needs one already holds its turn. */
function withOAuth(app: OAuthApp, origin: string, common: TransportOptions): Transport {
  const door = createTransport(common);
  const clock = common.outbound.clock ?? systemClock;
  const source = refreshingToken({ clock, skewMs: 120_000, fetchToken: () => fetchToken(door, app, origin) });
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
    close() {
      transport.close();
      door.close();
    },
  };
}

async function fetchToken(door: Transport, app: OAuthApp, origin: string): Promise<FetchedToken> {
  const form = {
    grant_type: 'refresh_token',
    refresh_token: app.refreshToken,
    client_id: app.clientId,
    client_secret: app.clientSecret,
  };
  let answer: HttpResponse | undefined;
  for (const path of TOKEN_PATHS) {
    answer = await door.send({ method: 'POST', url: origin + path, form });
    if (answer.status !== 404) {
      break;
    }
  }
  const { status = 0, body } = answer ?? {};
  if (status >= 400 && status < 500) {
    throw refused(body);
  }
  const parsed = Token.safeParse(body);
  if (!parsed.success) {
    throw new UnexpectedShape('the token endpoint', 'no access token in the answer');
  }
  return { accessToken: parsed.data.access_token, expiresInMs: parsed.data.expires_in * 1000 };
}

function refused(body: Json | undefined): AuthFailed {
  const said = TokenError.safeParse(body).data;
  return said?.error === 'invalid_client' || /^BAD_CLIENT_/.test(said?.status ?? '')
    ? new AuthFailed('HubSpot does not know this app.', 'Check HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET.')
    : new AuthFailed('HubSpot refuses the refresh token or the app.', 'Install the app again in this account.');
}

function numberIn(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || !Number.isFinite(value) || value < 0 ? undefined : value;
}
