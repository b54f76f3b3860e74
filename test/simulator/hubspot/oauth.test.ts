import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { useHubSpot } from './use-hubspot.ts';

let now = Date.parse('2026-11-24T12:00:00Z');
const { ask, hubspot } = useHubSpot({ worlds: ['tidy'], limits: false, now: () => now });

const app = () => ({ client_id: hubspot().oauth.clientId, client_secret: hubspot().oauth.clientSecret });
const refresh = () => ({ ...app(), grant_type: 'refresh_token', refresh_token: hubspot().refreshTokens['tidy']! });
const post = (path: string, form: Record<string, string>) => ask(path, { token: null, form });
const tokenOf = async () =>
  ((await post('/oauth/2026-03/token', refresh())).body as { access_token: string }).access_token;

describe('simulator/hubspot/api/oauth', () => {
  it.each(['/oauth/2026-03/token', '/oauth/v3/token', '/oauth/2026-09/token', '/oauth/v1/token'])(
    '%s trades a refresh token for a long access token of half an hour',
    async (path) => {
      const { status, body } = await post(path, refresh());
      expect([status, body]).toMatchObject([
        200,
        { token_type: 'bearer', expires_in: 1_800, hub_id: 24_010_001, refresh_token: hubspot().refreshTokens['tidy'] },
      ]);
      expect((body as { access_token: string }).access_token.length).toBeGreaterThan(255);
    },
  );

  it('trades a code, for who says where they came from', async () => {
    const form = { ...app(), grant_type: 'authorization_code', code: hubspot().authorizationCodes['tidy']! };
    expect((await post('/oauth/2026-03/token', { ...form, redirect_uri: 'https://a.example/cb' })).status).toBe(200);
    expect(await post('/oauth/2026-03/token', form)).toMatchObject({
      status: 400,
      body: { status: 'BAD_REDIRECT_URI' },
    });
  });

  it.each([
    ['BAD_REFRESH_TOKEN', { refresh_token: 'eu1-gone' }],
    ['BAD_CLIENT_ID', { client_id: 'nobody' }],
    ['BAD_CLIENT_SECRET', { client_secret: 'guess' }],
    ['BAD_GRANT_TYPE', { grant_type: 'wish' }],
  ])('answers %s in the words of OAuth', async (status, wrong) => {
    const answer = await post('/oauth/2026-03/token', { ...refresh(), ...wrong });
    expect(answer).toMatchObject({ status: 400, body: { status, error: expect.any(String) as unknown } });
  });

  it('takes a form and nothing else', async () => {
    expect((await ask('/oauth/2026-03/token', { token: null, json: refresh() })).status).toBe(415);
  });

  it('lets a token end when its time is over', async () => {
    const token = await tokenOf();
    expect((await ask('/account-info/v3/details', { token })).status).toBe(200);
    now += 1_800_000;
    expect(await ask('/account-info/v3/details', { token })).toMatchObject({
      status: 401,
      body: { category: 'EXPIRED_AUTHENTICATION' },
    });
  });

  it('says what a token may, and forgets one that was revoked', async () => {
    const token = await tokenOf();
    const introspected = await post('/oauth/2026-03/token/introspect', { ...app(), token });
    expect(introspected.body).toMatchObject({ active: true, hub_id: 24_010_001, expires_in: 1_800 });
    expect((introspected.body as { scopes: string[] }).scopes).toContain('automation');
    await post('/oauth/2026-03/token/revoke', { ...app(), token });
    expect((await ask('/account-info/v3/details', { token })).status).toBe(401);
    expect((await post('/oauth/2026-03/token/introspect', { ...app(), token })).body).toMatchObject({ active: false });
  });

  describe('an installation', () => {
    const REDIRECT = 'https://inventory.example/cb?a=1';
    const verifier = 'v'.repeat(43);
    const asked = {
      client_id: 'simulator-client',
      redirect_uri: REDIRECT,
      scope: 'oauth crm.objects.contacts.read',
      optional_scope: 'automation not.a.scope',
      state: 'st&te',
      account: '24010001',
    };
    const pkce = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    async function authorize(params: Record<string, string>) {
      const url = `${hubspot().url}/oauth/authorize?${new URLSearchParams(params).toString()}`;
      const answer = await fetch(url, { redirect: 'manual' });
      const location = answer.headers.get('location');
      return { status: answer.status, page: await answer.text(), back: location === null ? null : new URL(location) };
    }
    const codeOf = async (params: Record<string, string>) => (await authorize(params)).back!.searchParams.get('code')!;
    const trade = (code: string, more: Record<string, string> = {}) =>
      post('/oauth/2026-03/token', {
        ...app(),
        grant_type: 'authorization_code',
        code,
        redirect_uri: REDIRECT,
        ...more,
      });

    it('leads back with a code and the state as it was', async () => {
      const { status, back } = await authorize(asked);
      expect([status, back?.origin, back?.searchParams.get('a')]).toEqual([302, 'https://inventory.example', '1']);
      expect(back?.searchParams.get('state')).toBe('st&te');
    });

    it('lets somebody choose the account, or refuse', async () => {
      const { account: _account, ...unchosen } = asked;
      expect((await authorize(unchosen)).page).toContain('account=24010001');
      expect((await authorize({ ...asked, deny: '1' })).back?.searchParams.get('error')).toBe('access_denied');
    });

    it.each([
      ['an app that it does not know', { client_id: 'other' }],
      ['no address to go back to', { redirect_uri: '' }],
      ['a required scope that the account lacks', { scope: 'oauth not.a.scope' }],
    ])('sends nobody anywhere for %s', async (_what, wrong) => {
      expect(await authorize({ ...asked, ...wrong })).toMatchObject({ status: 400, back: null });
    });

    it('grants what was asked for and the account has, and no more', async () => {
      const { body } = await trade(await codeOf({ ...asked, optional_scope: 'not.a.scope' }));
      const { access_token: token, scopes } = body as { access_token: string; scopes: string[] };
      expect(scopes.toSorted()).toEqual(['crm.objects.contacts.read', 'oauth']);
      expect((await ask('/account-info/v3/details', { token })).status).toBe(200);
      expect((await ask('/automation/v4/flows', { token })).status).toBe(403);
    });

    it('trades a code once, for the same address, and for the verifier of its challenge', async () => {
      const code = await codeOf({ ...asked, ...pkce });
      expect((await trade(code, { code_verifier: verifier })).status).toBe(200);
      expect((await trade(code, { code_verifier: verifier })).body).toMatchObject({ status: 'BAD_AUTH_CODE' });
      for (const wrong of [{}, { code_verifier: 'w'.repeat(43) }]) {
        expect((await trade(await codeOf({ ...asked, ...pkce }), wrong)).body).toMatchObject({
          status: 'BAD_AUTH_CODE',
        });
      }
      const elsewhere = { redirect_uri: 'https://evil.example/' };
      expect((await trade(await codeOf(asked), elsewhere)).body).toMatchObject({ status: 'BAD_REDIRECT_URI' });
    });

    it('ends with the app being removed, and begins anew with the next one', async () => {
      const token = await tokenOf();
      hubspot().uninstall('tidy');
      expect((await ask('/account-info/v3/details', { token })).status).toBe(401);
      expect((await post('/oauth/2026-03/token', refresh())).body).toMatchObject({ status: 'BAD_REFRESH_TOKEN' });
      await trade(await codeOf(asked));
      expect((await post('/oauth/2026-03/token', refresh())).status).toBe(200);
    });
  });

  it('has a limit of its own at the token endpoint when told to', async () => {
    hubspot().reset();
    hubspot().setFaults({ tokenLimit: 2 });
    const statuses = [];
    for (let i = 0; i < 3; i++) {
      statuses.push((await post('/oauth/2026-03/token', refresh())).status);
    }
    hubspot().setFaults({});
    expect(statuses).toEqual([429, 429, 200]);
    expect(hubspot().stats('tidy').byRoute['POST /oauth/token refresh_token']).toBe(3);
  });

  it('knows the first version of asking about a token', async () => {
    const token = await tokenOf();
    expect(await ask(`/oauth/v1/access-tokens/${token}`, { token: null })).toMatchObject({
      status: 200,
      body: { hub_id: 24_010_001, token_type: 'access', scopes: expect.arrayContaining(['oauth']) as unknown },
    });
    expect((await ask('/oauth/v1/access-tokens/unknown', { token: null })).status).toBe(404);
  });
});
