import { z } from 'zod';
import { systemClock } from '../../src/kit/clock.ts';
import { AuthFailed, UnexpectedShape } from '../../src/kit/errors.ts';
import type { Outbound } from '../../src/pull/connector.ts';
import { refreshingToken } from '../../src/pull/transport/token-source.ts';
import { createTransport, type TransportOptions } from '../../src/pull/transport/transport.ts';
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

/** A client with its own transport: its own limits, its own token, nothing shared with another account. */
export function connectHubSpot(credentials: StaticToken | OAuthApp, outbound: Outbound): HubSpotClient {
  const origin = credentials.apiUrl.replace(/\/+$/, '');
  let zone = (): string | undefined => undefined;
  const common = { outbound, limits: LIMITS, classify: makeClassify(() => zone()) };
  const token =
    'accessToken' in credentials
      ? { authorize: async () => `Bearer ${credentials.accessToken}` }
      : oauth(credentials, origin, common);
  const client = new HubSpotClient(createTransport({ ...common, ...token }), origin);
  zone = () => client.timeZone;
  return client;
}

function oauth(
  app: OAuthApp,
  origin: string,
  common: TransportOptions,
): Pick<TransportOptions, 'authorize' | 'onUnauthorized'> {
  const transport = createTransport(common);
  const source = refreshingToken({
    clock: common.outbound.clock ?? systemClock,
    skewMs: 120_000,
    async fetchToken() {
      const { status, body } = await transport.send({
        method: 'POST',
        url: `${origin}/oauth/2026-03/token`,
        form: {
          grant_type: 'refresh_token',
          refresh_token: app.refreshToken,
          client_id: app.clientId,
          client_secret: app.clientSecret,
        },
      });
      if (status >= 400 && status < 500) {
        throw new AuthFailed('HubSpot refuses the refresh token or the app.', 'Install the app again in this account.');
      }
      const parsed = Token.safeParse(body);
      if (!parsed.success) {
        throw new UnexpectedShape('the token endpoint', 'no access token in the answer');
      }
      return { accessToken: parsed.data.access_token, expiresInMs: parsed.data.expires_in * 1000 };
    },
  });
  return { authorize: () => source.authorize(), onUnauthorized: () => source.refresh() };
}

function numberIn(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || !Number.isFinite(value) || value < 0 ? undefined : value;
}
