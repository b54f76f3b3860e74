import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { signInPages } from '../../../src/http/sign-in/routes.ts';
import { WORDS } from '../../../src/http/sign-in/words.ts';
import { databases } from '../../support/databases.ts';
import { codeFor } from '../../identity/support/authenticator.ts';
import { PUBLIC_URL } from '../../identity/support/browser.ts';
import { PASSWORD, secretIn, useIdentity } from '../../identity/support/use-identity.ts';

const [[, pglite]] = databases;
const OURS = { origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' };

describe('http/sign-in/pages', () => {
  const { identity, actions, join, database } = useIdentity(pglite);
  let server: Server;
  let jar: Map<string, string>;

  beforeEach(async () => {
    const app = express().use(signInPages(identity()));
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    jar = new Map();
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function ask(path: string, form?: Record<string, string>, headers: Record<string, string> = OURS) {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { ...headers, cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    return {
      status: answer.status,
      headers: answer.headers,
      to: answer.headers.get('location'),
      page: await answer.text(),
    };
  }
  const email = 'anna@example.org';
  const signIn = (form: Record<string, string> = {}, headers = OURS) =>
    ask('/sign-in', { email, password: PASSWORD, next: '/inventory', ...form }, headers);

  it('leads from the first link through a password into the service, and out again', async () => {
    const token = secretIn((await identity().people.firstAdminLink())!);
    expect((await ask(`/invitation?token=${token}`)).page).toContain(WORDS.en.firstAdmin);

    const joined = await ask('/invitation', { token, name: 'Anna', email, password: PASSWORD });
    expect([joined.status, joined.to]).toEqual([303, '/']);
    const { page } = await ask('/');
    expect([page.includes('Anna'), page.includes('<a href="/api/v1/docs">')]).toEqual([true, true]);

    const out = await ask('/sign-out', {});
    expect([out.status, out.to]).toEqual([303, '/sign-in']);
    expect((await ask('/')).to).toBe('/sign-in');
    expect((await ask(`/invitation?token=${token}`)).status).toBe(410);
  });

  it('takes who comes from a card to the start page', async () => {
    for (const path of ['/tenants/hubspot-1', '/tenants/hubspot-1/features/hubspot%3Aproperty%3Acontacts%2Fscore']) {
      const { status, to } = await ask(path);
      expect([status, to]).toEqual([303, '/']);
    }
  });

  it('goes on to where somebody wanted to go, and nowhere else', async () => {
    await join(email);
    expect((await signIn()).to).toBe('/inventory');
    expect((await ask('/sign-in?next=/inventory')).to).toBe('/inventory');
    expect((await signIn({ next: 'https://evil.example' })).to).toBe('/');
    expect((await ask('/sign-in?next=//evil.example')).to).toBe('/');
  });

  it('goes on to what leads to another site by a page of its own, not by a redirect after a form', async () => {
    await join(email);
    const { status, page } = await signIn({ next: '/hubspot/install' });
    expect(status).toBe(200);
    expect(page).toContain('<meta http-equiv="refresh" content="0;url=/hubspot/install" />');
    expect((await ask('/sign-in?next=/hubspot/install')).to).toBe('/hubspot/install');
  });

  it('asks for the code of a device, and takes a recovery code instead', async () => {
    await join(email);
    await signIn();
    const visit = () => ({
      headers: new Headers({ ...OURS, cookie: [...jar].map((pair) => pair.join('=')).join('; ') }),
      address: '192.0.2.1',
    });
    const { uri, recoveryCodes } = await identity().ownAccount.newSecondFactor(PASSWORD, visit());
    await identity().ownAccount.confirmSecondFactor(codeFor(uri), visit());
    jar.clear();

    expect((await signIn()).to).toBe('/sign-in/code?next=%2Finventory');
    expect((await ask('/')).to).toBe('/sign-in');
    const wrong = await ask('/sign-in/code', { code: '000000', next: '/inventory' });
    expect([wrong.status, wrong.page.includes('role="alert"')]).toEqual([401, true]);
    expect((await ask('/sign-in/code', { code: codeFor(uri), next: '/inventory' })).to).toBe('/inventory');

    jar.clear();
    await signIn();
    expect((await ask('/sign-in/code?recovery=1')).page).toContain(WORDS.en.recoveryCode);
    const recovered = { code: recoveryCodes[0]!, recovery: '1', next: '//evil.example' };
    expect((await ask('/sign-in/code', recovered)).to).toBe('/');
  });

  it.each`
    from                   | headers
    ${'another site'}      | ${{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }}
    ${'a sister site'}     | ${{ origin: 'https://blog.example', 'sec-fetch-site': 'same-site' }}
    ${'a sandboxed frame'} | ${{ origin: 'null', 'sec-fetch-site': 'cross-site' }}
    ${'nowhere'}           | ${{}}
  `('takes no form from $from', async ({ headers }) => {
    await join(email);
    const from = headers as typeof OURS;
    expect((await signIn({}, from)).status).toBe(403);
    expect((await ask('/sign-out', {}, from)).status).toBe(403);
    const { url } = await identity().people.invite('b@example.org', [], { kind: 'user', id: 'a', name: 'A' });
    expect((await ask('/invitation', { token: secretIn(url), name: 'B', password: PASSWORD }, from)).status).toBe(403);
    expect(jar.size).toBe(0);
    expect(await actions()).toEqual(['user.invited', 'user.joined', 'user.invited']);
  });

  it.each(Object.entries({ en: 'en-GB', de: 'de-AT, en;q=0.5', fr: 'fr', es: 'es-MX', 'en ': 'ja' }))(
    'speaks %s to a browser that wants %s',
    async (language, wanted) => {
      const words = WORDS[language.trim() as 'en'];
      const { page, headers } = await ask('/sign-in', undefined, { 'accept-language': wanted } as never);
      expect(page).toContain(`<html lang="${language.trim()}">`);
      expect(page).toContain(`<h1>${words.signIn}</h1>`);
      expect(headers.get('vary')).toMatch(/accept-language/i);
    },
  );

  it.each(['/sign-in', '/sign-in/code', '/sign-in/code?recovery=1'])(
    '%s needs no script, no style of its own and names each field',
    async (path) => {
      const { page, headers } = await ask(path);
      expect(page).not.toMatch(/<script|<style|\son\w+=|\sstyle=|javascript:/i);
      const visible = [...page.matchAll(/<input(?![^>]*type="hidden")/g)].length;
      expect([...page.matchAll(/<label\s*>[^<]+<input/g)]).toHaveLength(visible);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    },
  );

  it('takes a name that no database keeps', async () => {
    const token = secretIn((await identity().people.firstAdminLink())!);
    const joined = await ask('/invitation', { token, name: 'An\u0000na', email, password: PASSWORD });
    expect(joined.status).toBe(303);
    expect((await identity().people.list())[0]?.name).toMatch(/^An.?na$/);
  });

  it('shows what was typed as text', async () => {
    const evil = '"><script>alert(1)</script>';
    const { page } = await signIn({ email: evil, next: `/${evil}` });
    expect(page).not.toContain('<script>');
    expect(page).toContain('&quot;&gt;&lt;script&gt;');
    expect(page).not.toContain(PASSWORD);
  });

  it.each([
    ['a name', { name: ' ' }],
    ['an address', { email: 'anna' }],
    ['a long password', { password: 'short' }],
  ])('wants %s of the first administrator, and keeps the link', async (_what, wrong) => {
    const token = secretIn((await identity().people.firstAdminLink())!);
    const right = { token, name: 'Anna', email, password: PASSWORD };
    const { status, page } = await ask('/invitation', { ...right, ...wrong });
    expect([status, page.includes(WORDS.en.incomplete)]).toEqual([400, true]);
    expect((await ask('/invitation', right)).status).toBe(303);
  });

  it('lets an invitation choose neither another address nor another role', async () => {
    await join(email);
    const { url } = await identity().people.invite('b@example.org', [{ tenant: 't', role: 'auditor' }], {
      kind: 'user',
      id: 'a',
      name: 'A',
    });
    const form = { token: secretIn(url), name: 'B', email: 'root@example.org', password: PASSWORD, grants: '*' };
    expect((await ask('/invitation', form)).status).toBe(303);
    expect(await database().store.identity.users.findByEmail('root@example.org')).toBeUndefined();
    expect(await database().store.identity.users.findByEmail('b@example.org')).toMatchObject({
      grants: [{ tenant: 't', role: 'auditor' }],
    });
  });

  it('answers a thousand fields and an endless one without falling over', async () => {
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`f${i}`, 'x']));
    expect((await ask('/sign-in', many)).status).toBe(401);
    expect((await ask('/sign-in', { email: 'x'.repeat(30_000) })).status).toBe(413);
  });

  it('speaks all four languages in full', () => {
    const keys = Object.keys(WORDS.en);
    for (const words of Object.values(WORDS)) {
      expect(Object.keys(words)).toEqual(keys);
      expect(Object.values(words).filter((text) => text.trim() === '')).toEqual([]);
    }
    expect(new Set(Object.values(WORDS).map(({ refused }) => refused)).size).toBe(4);
  });
});
