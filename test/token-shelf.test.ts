import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { connectHubSpot } from '../connectors/hubspot/connect.ts';
import { endpoints } from '../connectors/hubspot/endpoints.ts';
import { type HubSpot, startHubSpot } from '../simulator/hubspot/server.ts';
import type { Clock } from '../src/kit/clock.ts';
import { systemClock } from '../src/kit/clock.ts';
import { Keyring, newSecretKey } from '../src/kit/keyring.ts';
import { SYSTEM } from '../src/model/audit.ts';
import { openStore, type StorePlace } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { tokenShelf } from '../src/token-shelf.ts';
import { hurriedClock } from './support/hurried-clock.ts';
import { startPostgres } from './support/postgres.ts';

const keyring = new Keyring([newSecretKey()]);
const tools = { keyring: () => keyring, now: () => new Date() };

/** Stores as processes have them: each with connections of its own; the embedded database has one process. */
const places: [string, number, () => Promise<{ place: StorePlace; stop(): Promise<void> }>][] = [
  ['PGlite', 1, async () => ({ place: { memory: true }, stop: () => Promise.resolve() })],
  [
    'PostgreSQL 18',
    5,
    async () => {
      const server = await startPostgres();
      return { place: { databaseUrl: server.url }, stop: () => server.stop() };
    },
  ],
];

describe.each(places)('src/token-shelf on %s', (_name, processes, start) => {
  let hubspot: HubSpot;
  let stores: Store[];
  let stop: () => Promise<void>;

  beforeAll(async () => {
    hubspot = await startHubSpot({ worlds: ['tidy'], limits: false });
    const started = await start();
    stop = started.stop;
    stores = [await openStore(started.place, tools)];
    while (stores.length < processes) {
      stores.push(await openStore(started.place, tools));
    }
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all([stop(), hubspot.close()]);
  });
  beforeEach(async () => {
    hubspot.reset();
    const tenant = await stores[0]!.upsertTenant('hubspot', '24010001');
    const own = stores[0]!.of(tenant);
    await own.connections.save({ auth: 'oauth', credentials: { refreshToken: 'x' } }, SYSTEM);
    await own.accessTokens.forget();
  });

  const own = async (store: Store) => store.of((await store.tenants())[0]!);
  const refreshes = () => hubspot.stats('tidy').byRoute['POST /oauth/token refresh_token'] ?? 0;

  /** A scan of its own in the process of a store: one call with a token. */
  async function call(store: Store, clock: Clock = systemClock): Promise<unknown> {
    const { clientId, clientSecret } = hubspot.oauth;
    const app = { refreshToken: hubspot.refreshTokens['tidy']!, clientId, clientSecret, apiUrl: hubspot.url };
    const outbound = { allow: ['127.0.0.1'], share: 1, clock, tokens: tokenShelf(await own(store)) };
    const client = connectHubSpot(app, outbound);
    try {
      return await client.call(endpoints.account, z.looseObject({}), { scopes: [] });
    } catch (error) {
      return (error as { code?: string }).code ?? error;
    } finally {
      client.close();
    }
  }
  const fifty = (clock?: Clock) =>
    Promise.all(Array.from({ length: 50 }, (_, i) => call(stores[i % stores.length]!, clock)));

  it('lets fifty that begin at once fetch one token', async () => {
    const answers = await fifty();
    expect(answers.filter((answer) => typeof answer !== 'object')).toEqual([]);
    expect(refreshes()).toBe(1);
    await fifty();
    expect(refreshes()).toBe(1);
  });

  it('fetches the next one once when the one at hand is refused before its time', async () => {
    await call(stores[0]!);
    const { accessToken } = (await tokenShelf(await own(stores[0]!)).read())!;
    const app = { client_id: hubspot.oauth.clientId, client_secret: hubspot.oauth.clientSecret };
    const body = new URLSearchParams({ ...app, token: accessToken });
    await fetch(`${hubspot.url}/oauth/2026-03/token/revoke`, { method: 'POST', body });
    expect((await fifty()).filter((answer) => typeof answer !== 'object')).toEqual([]);
    expect(refreshes()).toBe(2);
  });

  it('keeps the token sealed, and takes one that no key opens for none', async () => {
    const { accessTokens } = await own(stores[0]!);
    await call(stores[0]!);
    expect((await accessTokens.read())?.expiresInMs).toBeGreaterThan(1_700_000);

    const others = await openStore({ memory: true }, { ...tools, keyring: () => new Keyring([newSecretKey()]) });
    const tenant = await others.upsertTenant('hubspot', '24010001');
    const { accessTokens: theirs } = others.of(tenant);
    await theirs.claim();
    await theirs.put({ accessToken: 'a', expiresInMs: 60_000 });
    expect(await others.of(tenant).accessTokens.read()).toBeUndefined();
    await others.close();
  });

  it('asks once when the consent is gone, says so of the connection, and asks nobody after', async () => {
    hubspot.uninstall('tidy');
    const answers = await fifty();

    expect(new Set(answers)).toEqual(new Set(['AUTH_FAILED']));
    expect(hubspot.stats().byRoute['POST /oauth/token refresh_token']).toBe(1);
    expect(await (await own(stores[0]!)).connections.read()).toMatchObject({ state: 'reconnect' });
    const acts = await (await own(stores[0]!)).audit.entries();
    expect(acts.filter(({ action }) => action === 'connection.broken').length).toBe(1);
    await fifty();
    expect(hubspot.stats().byRoute['POST /oauth/token refresh_token']).toBe(1);
  });

  it('waits for the limit of the token endpoint, and does not take it for the end', async () => {
    hubspot.setFaults({ tokenLimit: 2 });
    const answer = await call(stores[0]!, hurriedClock(20));
    hubspot.setFaults({});

    expect(answer).toMatchObject({ portalId: 24_010_001 });
    expect(refreshes()).toBe(3);
    expect(await (await own(stores[0]!)).connections.read()).toMatchObject({ state: 'ok' });
  });
});
