import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, openApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { hubspotLive } from '../src/hubspot-live.ts';
import { AuthFailed } from '../src/kit/errors.ts';
import { silentLog } from '../src/kit/log.ts';
import type { Tenant } from '../src/model/inventory.ts';
import { type HubSpot, startHubSpot } from '../simulator/hubspot/server.ts';
import type { WorldSource } from '../simulator/hubspot/portal/world.ts';
import { ADA } from './store/support/actors.ts';

const SCORE = 'hs_predictivecontactscore_v2';
const shop: WorldSource = {
  name: 'shop',
  edition: 'enterprise',
  account: { portalId: 4711 },
  planted: { people: [{ name: 'Ada One', email: 'ada@mail.example' }] },
  users: [
    { id: 71, name: 'Sue Super', email: 'sue@shop.example', admin: true },
    { id: 72, name: 'Norm Normal', email: 'norm@shop.example' },
  ],
  population: { contacts: { total: 4, filled: { [SCORE]: { count: 2, values: ['7.5'] } } } },
  lists: [{ id: 1, name: 'Scored', filter: { property: SCORE, known: true } }],
  inboxes: [{ id: 5, name: 'Inbox' }],
  actors: { 'L-1': 'Ava' },
  chats: [
    {
      id: 51,
      name: 'Chat',
      inbox: 5,
      threads: [{ daysAgo: 1, times: 3, messages: [{ V: 'hello' }, { 'L-1': 'Hi!' }] }],
    },
  ],
};
const bare: WorldSource = {
  ...shop,
  name: 'bare',
  account: { portalId: 4712 },
  withoutScopes: ['crm.lists.read', 'settings.users.read', 'conversations.read'],
};
const WANTED = {
  objectTypeId: '0-1',
  type: 'contacts',
  objectId: '10001',
  properties: [SCORE, 'city'],
  chats: true,
  segments: true,
};
const FAILED = { known: false, reason: 'failed' };

describe('src/hubspot-live', () => {
  let hubspot: HubSpot;
  let app: App;
  const accounts = new Map<string, Tenant>();
  beforeAll(async () => {
    hubspot = await startHubSpot({ worlds: [shop, bare] });
    const { clientId, clientSecret } = hubspot.oauth;
    const config = readConfig({
      HUBSPOT_API_URL: hubspot.url,
      HUBSPOT_CLIENT_ID: clientId,
      HUBSPOT_CLIENT_SECRET: clientSecret,
      OUTBOUND_ALLOW: '127.0.0.1',
    });
    app = await openApp(config, { memory: true });
    for (const [world, account] of [
      ['shop', '4711'],
      ['bare', '4712'],
    ] as const) {
      accounts.set(world, await app.store.upsertTenant('hubspot', account));
      await connect(world);
    }
  });
  afterEach(() => {
    hubspot.reset();
  });
  afterAll(async () => {
    await app.close();
    await hubspot.close();
  });

  async function connect(world: string): Promise<void> {
    const own = app.store.of(accounts.get(world)!);
    const refreshToken = hubspot.refreshTokens[world]!;
    await own.connections.save({ auth: 'oauth', credentials: { refreshToken } }, ADA);
    await own.accessTokens.forget();
  }

  const live = (budgetMs = 3_000) =>
    hubspotLive({ askHubSpot: (...asked) => app.askHubSpot(...asked), log: silentLog, budgetMs });
  const look = (world = 'shop', wanted = {}, budgetMs?: number) =>
    live(budgetMs).record(accounts.get(world)!, { ...WANTED, ...wanted });

  it('asks of a record whether values are there, its chats and its segments, each once', async () => {
    const found = await look();

    expect(found).toEqual({
      properties: { known: true, filled: [SCORE], empty: ['city'] },
      chats: { known: true, count: 3, atLeast: false, accounts: ['51'], everyAccount: true },
      segments: { known: true, segments: ['1'] },
    });
    expect(JSON.stringify(found)).not.toContain('7.5');
    expect(hubspot.stats('shop').requests).toBe(3);
  });

  it('asks only for what some feature makes worth asking', async () => {
    expect(await look('shop', { properties: [], chats: false, segments: false })).toEqual({});
    expect(hubspot.stats('shop').requests).toBe(0);
  });

  it.each([
    ['71', true],
    ['72', false],
    ['73', null],
    ['../71', null],
    ['', null],
  ])('says of user %s whether it is a super admin: %s', async (user, expected) => {
    expect(await live().isSuperAdmin(accounts.get('shop')!, user)).toBe(expected);
  });

  it('names the permissions that are missing, and tells the rest', async () => {
    expect(await look('bare')).toEqual({
      properties: { known: true, filled: [SCORE], empty: ['city'] },
      chats: { known: false, reason: 'denied', grant: 'conversations.read' },
      segments: { known: false, reason: 'denied', grant: 'crm.lists.read' },
    });
    expect(await live().isSuperAdmin(accounts.get('bare')!, '71')).toBeNull();
  });

  it.each([
    ['down', { http503: 1 }],
    ['answering HTML', { http502: 1 }],
    ['silent', { hang: 1 }],
    ['silent half way', { hangMidBody: 1 }],
    ['cutting connections', { cut: 1 }],
    ['slow', { latencyMs: 2_000 }],
    ['over its limit', { http429: 1 }],
    ['over its limit for the day', { daily: true }],
    ['moving the account', { http477: 1 }],
  ])('knows nothing, soon, while HubSpot is %s', async (_case, faults) => {
    hubspot.setFaults(faults);
    const began = performance.now();

    const found = await look('shop', {}, 300);

    expect(found).toEqual({ properties: FAILED, chats: FAILED, segments: FAILED });
    expect(await live(300).isSuperAdmin(accounts.get('shop')!, '71')).toBeNull();
    // No limit of how fast: that it does not wait for HubSpot.
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('tells what it could ask while one part hangs', async () => {
    hubspot.setFaults({ hang: 1, only: '/conversations' });

    expect(await look('shop', {}, 1_500)).toMatchObject({
      properties: { known: true },
      chats: FAILED,
      segments: { known: true },
    });
  });

  it('renews a token that has expired, and asks again', async () => {
    hubspot.setFaults({ expireTokenAfter: 4 });

    const all = { properties: { known: true }, chats: { known: true }, segments: { known: true } };
    expect([await look(), await look()]).toMatchObject([all, all]);
  });

  it('throws when the consent is gone, and the connection is broken off', async () => {
    await app.store.of(accounts.get('shop')!).accessTokens.forget();
    hubspot.uninstall('shop');

    await expect(look()).rejects.toThrow(AuthFailed);
    expect((await app.store.cardStatus('4711'))?.connection).toBe('reconnect');
    await expect(live().isSuperAdmin(accounts.get('shop')!, '71')).rejects.toThrow(AuthFailed);
  });

  it('knows nothing of an account that nobody connected', async () => {
    const other = await app.store.upsertTenant('hubspot', '99');

    expect(await live().record(other, WANTED)).toEqual({ properties: FAILED, chats: FAILED, segments: FAILED });
    expect(await live().isSuperAdmin(other, '71')).toBeNull();
  });
});
