import { consentUrl, newVerifier } from '../connectors/hubspot/consent.ts';
import { openDoor } from '../connectors/hubspot/connect.ts';
import { HubSpotOAuth } from '../connectors/hubspot/oauth.ts';
import type { Config } from './config.ts';
import { actorOf } from './http/actor.ts';
import type { HubSpotInstall } from './http/hubspot/install.ts';
import { Conflict, Forbidden, NotFound } from './kit/errors.ts';
import type { Actor } from './model/audit.ts';
import type { Tenant } from './model/inventory.ts';
import { EVERY_TENANT, may, type Principal } from './model/principal.ts';
import type { Outbound } from './pull/connector.ts';
import type { Store } from './store/store.ts';

interface Needs {
  store: Store;
  config: Config;
  outbound: Outbound;
  publicUrl: string;
  /** Asks for the first scan. */
  scan(tenant: Tenant, by: Actor): Promise<unknown>;
}

export const CALLBACK = '/hubspot/oauth/callback';

/** Connects HubSpot accounts by consent; undefined when the operator has no app of HubSpot's. */
export function hubspotInstall({ store, config, outbound, publicUrl, scan }: Needs): HubSpotInstall | undefined {
  const { HUBSPOT_CLIENT_ID: clientId, HUBSPOT_CLIENT_SECRET: clientSecret } = config;
  if (clientId === undefined || clientSecret === undefined) {
    return undefined;
  }
  const redirectUri = new URL(CALLBACK, publicUrl).href;
  const origin = config.HUBSPOT_API_URL.replace(/\/+$/, '');

  async function withOAuth<T>(act: (oauth: HubSpotOAuth) => Promise<T>): Promise<T> {
    const door = openDoor(outbound);
    try {
      return await act(new HubSpotOAuth(door, origin, { clientId: clientId!, clientSecret: clientSecret! }));
    } finally {
      door.close();
    }
  }

  return {
    async begin({ sessionId, principal }) {
      if (!principal.grants.some(({ tenant }) => may(principal, tenant, 'connect'))) {
        throw new Forbidden('Your role may not connect an account.');
      }
      const verifier = newVerifier();
      const state = await store.identity.installs.begin(sessionId, verifier);
      return consentUrl({ appUrl: config.HUBSPOT_APP_URL, clientId, redirectUri, state, verifier });
    },

    async finish({ code, state }, { sessionId, principal }) {
      const verifier = await store.identity.installs.take(sessionId, state);
      if (verifier === undefined) {
        throw new Conflict('This installation was not begun in this session, or is over.', 'Begin it again.');
      }
      return withOAuth(async (oauth) => {
        const tokens = await oauth.exchange(code, verifier, redirectUri);
        const { account, domain } = await oauth.inform(tokens.accessToken);
        const tenant = await tenantFor(store, account, domain, principal);
        const { connections, accessTokens } = store.of(tenant);
        const before = await connections.read();
        const actor = actorOf(principal);
        await connections.save(
          {
            auth: 'oauth',
            credentials: { refreshToken: tokens.refreshToken },
            ...(before?.schedule !== undefined && { schedule: before.schedule }),
            ...(before && { timeZone: before.timeZone }),
          },
          actor,
        );
        await accessTokens.forget();
        await scan(tenant, actor);
        return tenant;
      });
    },

    async revoke(tenant) {
      const { connections, accessTokens } = store.of(tenant);
      const credentials = await connections.credentials();
      const refreshToken = (credentials as { refreshToken?: unknown } | undefined)?.refreshToken;
      await accessTokens.forget();
      if (typeof refreshToken === 'string') {
        await withOAuth((oauth) => oauth.revoke(refreshToken));
      }
    },
  };
}

/**
 * A new account is for administrators of everything. Nothing is revoked when somebody may not: HubSpot has one consent
 * for an app and an account, and it may be in use.
 */
async function tenantFor(
  store: Store,
  account: string,
  domain: string | undefined,
  principal: Principal,
): Promise<Tenant> {
  const known = (await store.tenants()).find((tenant) => tenant.crm === 'hubspot' && tenant.account === account);
  if (!may(principal, known?.id ?? EVERY_TENANT, 'connect')) {
    throw known
      ? new NotFound('account that you may connect')
      : new Forbidden('A new account needs an administrator of the whole install.');
  }
  return known ?? store.upsertTenant('hubspot', account, domain, actorOf(principal));
}
