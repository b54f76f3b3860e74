import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sugar, type SugarInstance, startSugar } from '../../../simulator/sugarcrm/server.ts';
import { logIn, passwordGrant, send, UDO, worldOf } from './client.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const HOUR = 3_600_000;

describe('simulator/sugarcrm/auth', () => {
  let now = Date.parse('2026-11-01T10:00:00Z');
  let sugar: Sugar;
  let small: SugarInstance;
  let cloud: SugarInstance;
  const token = (body: object) => send(small, 'oauth2/token', { body });
  const refresh = (refresh_token: string) =>
    token({ grant_type: 'refresh_token', client_id: 'sugar', client_secret: '', refresh_token, platform: 'aiinv' });
  const me = (accessToken: string) => send(small, 'me', { headers: { authorization: `Bearer ${accessToken}` } });

  beforeAll(async () => {
    const idm = {
      tenant: 'srn:cloud:iam:eu:1:tenant',
      serviceAccounts: [{ clientId: 'svc', clientSecret: 's', user: 'ada' }],
    };
    const sso = { name: 'Sso', username: 'sso', password: 'pw', email: 's@small.example', ssoOnly: true };
    sugar = await startSugar({
      worlds: [worldOf(), { ...worldOf({ name: 'cloud', idm }), users: [...worldOf().users, sso] }],
      limits: false,
      now: () => now,
    });
    small = sugar.instances.small!;
    cloud = sugar.instances.cloud!;
  });
  beforeEach(() => sugar.reset());
  afterAll(() => sugar.close());

  it('grants UUID tokens and sets the download cookie of the platform', async () => {
    const { status, body, headers } = await token(passwordGrant(small));

    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 3600, token_type: 'bearer', scope: null, refresh_expires_in: 1_209_600 });
    expect(body.access_token).toMatch(UUID);
    expect(headers.get('set-cookie')).toContain(`download_token_aiinv=${body.download_token}`);
  });

  it.each([
    ['a wrong password', { password: 'x' }, 401, 'need_login'],
    ['an unknown user', { username: 'x' }, 401, 'need_login'],
    ['an unknown client', { client_id: 'x' }, 400, 'invalid_client'],
    ['no client', { client_id: undefined }, 400, 'invalid_client'],
    ['another grant', { grant_type: 'implicit' }, 400, 'unsupported_grant_type'],
    ['no grant', { grant_type: undefined }, 400, 'invalid_request'],
    ['an unregistered platform', { platform: 'zapier' }, 422, 'invalid_parameter'],
  ])('refuses %s', async (_what, change, status, error) => {
    const reply = await token(passwordGrant(small, change));

    expect(reply).toMatchObject({ status, body: { error } });
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  it('takes the token as OAuth-Token or as bearer, in the URL only where the tenant says so', async () => {
    const { grant, get } = await logIn(small);

    expect((await get('me')).status).toBe(200);
    expect((await me(grant.access_token)).status).toBe(200);
    expect((await send(small, `me?oauth_token=${grant.access_token}`)).status).toBe(401);
  });

  it('gives a new refresh token for an old one, which is then gone', async () => {
    const { grant } = await logIn(small);

    const first = await refresh(grant.refresh_token);
    const second = await refresh(grant.refresh_token);

    expect(first.body.refresh_token).not.toBe(grant.refresh_token);
    expect(second).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_message: 'Invalid refresh token' },
    });
  });

  it('keeps one login for a user and a platform, two on a mobile', async () => {
    const first = await token(passwordGrant(small));
    await token(passwordGrant(small));
    const phones = [1, 2, 3].map(() => token(passwordGrant(small, { platform: 'mobile' })));
    await Promise.all(phones);

    expect((await refresh(first.body.refresh_token)).status).toBe(400);
    expect(sugar.stats('small').sessions).toMatchObject({ opened: 5, open: 3 });
  });

  it('refuses an expired access token with 401 and an expired refresh token with 400', async () => {
    const { grant } = await logIn(small);

    now += HOUR;
    const access = await me(grant.access_token);
    now += 400 * HOUR;
    const late = await refresh(grant.refresh_token);

    expect(access).toMatchObject({ status: 401, body: { error: 'invalid_grant' } });
    expect(access.body.error_message).toBe('The access token provided has expired.');
    expect(late).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(late.body.error_message).toMatch(/^Refresh token has expired: /);
  });

  it('ends a session on logout', async () => {
    const { grant, send: call } = await logIn(small);

    const logout = await call('oauth2/logout', { method: 'POST' });

    expect(logout.body).toEqual({ success: true });
    expect(await me(grant.access_token)).toMatchObject({ status: 401, body: { error: 'invalid_grant' } });
    expect(sugar.stats('small').sessions).toMatchObject({ opened: 1, closed: 1, open: 0 });
    expect(sugar.stats('small').writes).toEqual([]);
  });

  it('lets only an administrator act for somebody else', async () => {
    const admin = await logIn(small);
    const user = await logIn(small, UDO);

    expect((await admin.send('oauth2/sudo/udo', { method: 'POST' })).status).toBe(200);
    expect((await user.send('oauth2/sudo/ada', { method: 'POST' })).status).toBe(403);
  });

  it('counts failed logins, so that a test sees who tries again', async () => {
    await token(passwordGrant(small, { password: 'x' }));

    expect(sugar.stats('small').sessions.failedLogins).toBe(1);
  });

  describe('with an identity service', () => {
    const sts = (form: Record<string, string>, headers: Record<string, string> = {}) =>
      send({ url: cloud.url }, new URL(cloud.tokenUrl!).pathname, {
        body: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      });

    it('grants opaque tokens for a password', async () => {
      const { grant, get } = await logIn(cloud);

      expect(grant.access_token).not.toMatch(UUID);
      expect((await get('me')).status).toBe(200);
    });

    it('says where to sign in', async () => {
      expect((await send(cloud, 'me')).body).toMatchObject({
        error: 'need_login',
        platform: 'base',
        url: expect.any(String),
      });
      const sso = await send(cloud, 'oauth2/token', { body: passwordGrant({ username: 'sso', password: 'pw' }) });
      expect(sso).toMatchObject({ status: 401, body: { error: 'need_login', url: expect.any(String) } });
    });

    it('tells anybody that it is one', async () => {
      const { body } = await send(cloud, 'metadata/public');

      expect(body.config).toEqual({
        idmModeEnabled: true,
        stsUrl: `${cloud.url}/sts`,
        tenant: 'srn:cloud:iam:eu:1:tenant',
      });
    });

    it.each([
      ['in the form', { client_id: 'svc', client_secret: 's' }, {}],
      ['in the header', {}, { authorization: `Basic ${Buffer.from('svc:s').toString('base64')}` }],
    ])('gives a service account a bearer for credentials %s', async (_where, form, headers) => {
      const { body } = await sts(form as Record<string, string>, headers as Record<string, string>);

      const reply = await send(cloud, 'me', { headers: { authorization: `Bearer ${body.access_token}` } });
      expect(reply.body.current_user.user_name).toBe('ada');
    });

    it('refuses a wrong service account, and a bearer that it did not issue', async () => {
      expect((await sts({ client_id: 'svc', client_secret: 'x' })).status).toBe(401);
      const reply = await send(cloud, 'me', { headers: { authorization: 'Bearer nobody' } });
      expect(reply).toMatchObject({ status: 401, body: { error: 'invalid_grant' } });
    });
  });
});
