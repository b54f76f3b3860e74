import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../src/config.ts';
import { installPages } from '../src/http/hubspot/install.ts';
import { hubspotInstall } from '../src/hubspot-install.ts';
import type { Tenant } from '../src/model/inventory.ts';
import type { Grant } from '../src/model/principal.ts';
import { type HubSpot, startHubSpot } from '../simulator/hubspot/server.ts';
import { PUBLIC_URL } from './identity/support/browser.ts';
import { BY, useIdentity } from './identity/support/use-identity.ts';
import { databases } from './support/databases.ts';

const [[, pglite]] = databases;
const TIDY = '24010001';

describe('src/hubspot-install', () => {
  const { identity, database, join, signedIn, acts } = useIdentity(pglite);
  let hubspot: HubSpot;
  let server: Server;
  let scans: Tenant[];

  beforeAll(async () => {
    const redirectUris = [`${PUBLIC_URL}/hubspot/oauth/callback`];
    hubspot = await startHubSpot({ worlds: ['tidy', 'starter'], limits: false, oauth: { redirectUris } });
  });
  afterAll(() => hubspot.close());

  const settings = () =>
    readConfig({
      HUBSPOT_API_URL: hubspot.url,
      HUBSPOT_APP_URL: hubspot.url,
      HUBSPOT_CLIENT_ID: hubspot.oauth.clientId,
      HUBSPOT_CLIENT_SECRET: hubspot.oauth.clientSecret,
    });
  const installer = () =>
    hubspotInstall({
      store: database().store,
      config: settings(),
      outbound: { allow: ['127.0.0.1'], share: 1 },
      publicUrl: PUBLIC_URL,
      scan: async (tenant) => void scans.push(tenant),
    })!;

  beforeEach(async () => {
    hubspot.reset();
    scans = [];
    server = createServer(express().use(installPages(identity(), installer()))).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  /** A page of ours, as somebody's browser asks for it. */
  async function visit(path: string, browser?: { visit(): { headers: Headers } }) {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
      redirect: 'manual',
      headers: { cookie: browser?.visit().headers.get('cookie') ?? '' },
    });
    return { status: answer.status, to: answer.headers.get('location') ?? '', page: await answer.text() };
  }
  /** Somebody agrees on HubSpot's page; what comes back is the path of our callback. */
  async function agree(consent: string, account = TIDY, more: Record<string, string> = {}): Promise<string> {
    const url = new URL(consent);
    for (const [name, value] of Object.entries({ account, ...more })) {
      url.searchParams.set(name, value);
    }
    const back = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location')!);
    expect(back.origin).toBe(PUBLIC_URL);
    return back.pathname + back.search;
  }
  async function admin(grants?: Grant[], email = 'anna@example.org') {
    await join(email, grants);
    return signedIn(email);
  }
  const tenants = () => database().store.tenants();

  it('connects an account: consent, tokens, tenant, sealed credentials, first scan', async () => {
    const anna = await admin();
    const { to } = await visit('/hubspot/install', anna);
    const done = await visit(await agree(to), anna);

    expect([done.status, done.to]).toEqual([303, `/?connected=hubspot-${TIDY}`]);
    expect(await tenants()).toMatchObject([{ id: `hubspot-${TIDY}`, crm: 'hubspot', account: TIDY }]);
    expect(scans).toEqual(await tenants());
    const own = database().store.of(scans[0]!);
    expect(await own.connections.read()).toMatchObject({ auth: 'oauth', state: 'ok' });
    expect(await own.connections.credentials()).toEqual({ refreshToken: hubspot.refreshTokens['tidy'] });
    const rows = await database().db.selectFrom('connections').selectAll().execute();
    expect(JSON.stringify([rows, await acts()])).not.toMatch(/eu1-refresh|simulator-secret|once-/);
  });

  it('asks for what the streams read, most of it optional: a small edition can be connected', async () => {
    const anna = await admin();
    const { to } = await visit('/hubspot/install', anna);
    const url = new URL(to);
    expect(url.searchParams.get('scope')).toBe('oauth crm.schemas.contacts.read crm.objects.contacts.read');
    expect(url.searchParams.get('optional_scope')).toContain('automation');
    const [, portal] = /account=(\d+)">starter/.exec(await (await fetch(to)).text()) ?? [];
    expect((await visit(await agree(to, portal), anna)).status).toBe(303);
  });

  it('takes an answer in the session that asked for it, and once', async () => {
    const anna = await admin();
    const mallory = await admin(undefined, 'mallory@example.org');
    const callback = await agree((await visit('/hubspot/install', anna)).to);

    expect((await visit(callback, mallory)).status).toBe(409);
    expect((await visit(callback)).to).toBe('/sign-in?next=%2Fhubspot%2Finstall');
    expect((await visit(callback.replace(/state=[^&]+/, 'state=forged'), anna)).status).toBe(409);
    expect(await tenants()).toEqual([]);
    expect((await visit(callback, anna)).status).toBe(303);
    expect((await visit(callback, anna)).status).toBe(409);
    expect(scans).toHaveLength(1);
  });

  it('connects nothing for a code that somebody else got', async () => {
    const anna = await admin();
    const mallory = await admin(undefined, 'mallory@example.org');
    const stolen = new URLSearchParams((await agree((await visit('/hubspot/install', mallory)).to)).split('?')[1]);
    const own = new URLSearchParams((await agree((await visit('/hubspot/install', anna)).to)).split('?')[1]);
    const mixed = new URLSearchParams({ code: stolen.get('code')!, state: own.get('state')! });

    expect((await visit(`/hubspot/oauth/callback?${mixed.toString()}`, anna)).status).toBe(409);
    expect(await tenants()).toEqual([]);
  });

  it('says so when access was not granted', async () => {
    const anna = await admin();
    const answer = await visit(await agree((await visit('/hubspot/install', anna)).to, TIDY, { deny: '1' }), anna);
    expect([answer.status, answer.page.includes('role="alert"')]).toEqual([400, true]);
    expect(await tenants()).toEqual([]);
  });

  it.each([
    ['an auditor of everything', [{ tenant: '*', role: 'auditor' as const }]],
    ['an officer of the account', [{ tenant: `hubspot-${TIDY}`, role: 'officer' as const }]],
  ])('lets %s begin nothing', async (_who, grants) => {
    const bert = await admin(grants);
    expect((await visit('/hubspot/install', bert)).status).toBe(403);
  });

  it('connects an account again for its own administrator, and keeps its schedule; no other account', async () => {
    const tenant = await database().store.upsertTenant('hubspot', TIDY);
    const { connections } = database().store.of(tenant);
    const kept = { schedule: '0 3 * * *', timeZone: 'Europe/Berlin' };
    await connections.save({ auth: 'token', credentials: { accessToken: 'old' }, ...kept }, BY);
    await connections.breakOff('gone', BY);
    const bert = await admin([{ tenant: tenant.id, role: 'admin' }]);

    const other = await visit(await agree((await visit('/hubspot/install', bert)).to, '24050005'), bert).catch(
      () => undefined,
    );
    expect(other?.status ?? 403).toBe(403);
    expect((await visit(await agree((await visit('/hubspot/install', bert)).to), bert)).status).toBe(303);
    expect(await connections.read()).toMatchObject({ auth: 'oauth', state: 'ok', ...kept });
    expect(await tenants()).toHaveLength(1);
  });

  it('gives the consent back, also when HubSpot has forgotten it', async () => {
    const anna = await admin();
    await visit(await agree((await visit('/hubspot/install', anna)).to), anna);
    await installer().revoke(scans[0]!);
    const refused = await fetch(`${hubspot.url}/oauth/2026-03/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: hubspot.refreshTokens['tidy']!,
        client_id: hubspot.oauth.clientId,
        client_secret: hubspot.oauth.clientSecret,
      }),
    });
    expect(refused.status).toBe(400);
    await expect(installer().revoke(scans[0]!)).resolves.toBeUndefined();
  });

  it('is not there without an app', () => {
    expect(
      hubspotInstall({
        store: database().store,
        config: readConfig({}),
        outbound: { allow: [], share: 1 },
        publicUrl: PUBLIC_URL,
        scan: () => Promise.resolve(),
      }),
    ).toBeUndefined();
  });
});
