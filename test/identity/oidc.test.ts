import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { databases } from '../support/databases.ts';
import { Browser, PUBLIC_URL } from './support/browser.ts';
import { type OidcTestProvider, startOidcProvider } from './support/oidc-provider.ts';
import { openIdentityOf, useIdentity } from './support/use-identity.ts';

let provider: OidcTestProvider;
beforeAll(async () => {
  provider = await startOidcProvider();
});
afterAll(() => provider.close());
beforeEach(() => {
  provider.person = { sub: 'p-1', email: 'anna@example.org', email_verified: true, name: 'Anna' };
  provider.twist = {};
  provider.requests.length = 0;
});

describe.each(databases)('identity/oidc on %s', (_name, make) => {
  const { identity, database, acts, join } = useIdentity(make, () => provider);

  /** The browser goes to the provider and comes back with what it was given. */
  async function atProvider(browser: Browser, next: unknown = '/inventory') {
    const { url, cookies } = await identity().signIn.startOidc(next, browser.visit());
    browser.keep(cookies);
    const answer = await fetch(url, { redirect: 'manual' });
    const back = new URL(answer.headers.get('location')!);
    return { asked: new URL(url).searchParams, back, query: back.search.slice(1) };
  }
  async function finish(browser: Browser, query: string): Promise<string> {
    // A navigation from the provider's page: no origin of ours.
    browser.origin = undefined;
    const { location, cookies } = await identity().signIn.finishOidc(query, browser.visit());
    browser.keep(cookies);
    return location;
  }
  const isIn = async (browser: Browser) => (await identity().personOf(browser.visit()))?.email;

  it('asks nobody before somebody wants to sign in that way', () => {
    expect(identity().signIn.hasOidc).toBe(true);
    expect(provider.requests).toEqual([]);
  });

  it('signs in who was invited, by code with PKCE, state and nonce', async () => {
    const id = await join('anna@example.org');
    const browser = new Browser();
    const { asked, back, query } = await atProvider(browser);

    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: provider.clientId,
      redirect_uri: `${PUBLIC_URL}/api/v1/auth/callback/oidc`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/.{20}/),
      nonce: expect.stringMatching(/.{20}/),
    });
    expect(asked.get('scope')?.split(' ').toSorted()).toEqual(['email', 'openid', 'profile']);
    expect(back.origin).toBe(PUBLIC_URL);
    expect(await finish(browser, query)).toBe('/inventory');
    expect(await isIn(browser)).toBe('anna@example.org');
    expect((await acts()).at(-1)).toMatchObject({ action: 'user.signed-in', target: id, details: { way: 'oidc' } });
  });

  it("keeps none of the provider's tokens", async () => {
    await join('anna@example.org');
    for (let i = 0; i < 2; i++) {
      const browser = new Browser();
      await finish(browser, (await atProvider(browser)).query);
    }
    const rows = await database().db.selectFrom('user_accounts').selectAll().execute();
    expect(rows.map((row) => row.provider_id).toSorted()).toEqual(['credential', 'oidc']);
    expect(JSON.stringify(rows)).not.toMatch(/of-the-provider|eyJ/);
  });

  it.each([
    ['of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['for another client', { claims: { aud: 'somebody-else' } }],
    ['for another sign-in', { claims: { nonce: 'replayed' } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['that has run out', { claims: { exp: 1_000_000_000 } }],
    ['signed by somebody else', { key: 'another' as const }],
    ['that nobody signed', { key: 'none' as const }],
    ['that did not come', { noIdToken: true }],
  ])('refuses an ID token %s', async (_what, twist) => {
    await join('anna@example.org');
    provider.twist = twist;
    const browser = new Browser();

    expect(await finish(browser, (await atProvider(browser)).query)).toBe('/sign-in?error=oidc');
    expect(await isIn(browser)).toBeUndefined();
    expect((await acts()).at(-1)).toMatchObject({ action: 'user.refused', details: { why: 'oidc' } });
  });

  it.each([
    ['was not invited', { email: 'stranger@example.org' }],
    ['has an address that nobody checked', { email_verified: false }],
    ['has no address', { email: undefined }],
  ])('refuses who %s, and makes no account', async (_what, person) => {
    await join('anna@example.org');
    Object.assign(provider.person, person);
    const browser = new Browser();

    expect(await finish(browser, (await atProvider(browser)).query)).toBe('/sign-in?error=oidc');
    expect(await isIn(browser)).toBeUndefined();
    expect(await identity().people.list()).toHaveLength(1);
  });

  it('says that the provider is away, not that somebody is refused', async () => {
    const away = await openIdentityOf(database(), { ...provider, issuer: 'http://127.0.0.1:9' });
    const tried = away.signIn.startOidc('/', new Browser().visit());
    await expect(tried).rejects.toMatchObject({ code: 'VENDOR_UNAVAILABLE' });
  });

  it('takes an answer once, and only in the browser that asked', async () => {
    await join('anna@example.org');
    const browser = new Browser();
    const { query } = await atProvider(browser);

    const other = new Browser();
    expect(await finish(other, query)).toBe('/sign-in?error=oidc');
    const again = new Browser();
    const { query: second } = await atProvider(again);
    expect(await finish(again, second)).toBe('/inventory');
    again.keep(await identity().signIn.out(Object.assign(again, { origin: PUBLIC_URL }).visit()));
    expect(await finish(again, second)).toBe('/sign-in?error=oidc');
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
    '/a\r\nlocation: https://evil.example',
  ])('leads to no other site when asked to go on to %j', async (next) => {
    await join('anna@example.org');
    const browser = new Browser();
    const { query } = await atProvider(browser, next);
    const location = await finish(browser, query);

    expect(new URL(location, PUBLIC_URL).origin).toBe(PUBLIC_URL);
    expect(await isIn(browser)).toBe('anna@example.org');
  });

  it.each(['state=forged&code=x', 'code=x', 'error=access_denied', ''])(
    'answers %j with the sign-in page',
    async (query) => {
      expect(await finish(new Browser(), query)).toBe('/sign-in?error=oidc');
    },
  );
});
