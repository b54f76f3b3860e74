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
});
