import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { mockOrigin } from '../../support/http-mock.ts';
import { failure, fault, grantedAs, ORIGIN, PASSWORD, signIn, sugarApi, testClient } from './support/sugar.ts';

const ask = { what: 'a thing', right: 'admin user' };
const Thing = z.object({ id: z.string() });
const expired = fault('invalid_grant', 'The access token provided has expired.');
const as = (token: string) => ({ reqheaders: { 'oauth-token': token } });
const api = (token: string) => mockOrigin(`${ORIGIN}/rest/v11_23`, as(token));

describe('connectors/sugarcrm/session', () => {
  it('signs in with the password on its own platform, once, and sends the token', async () => {
    sugarApi()
      .post('/oauth2/token', {
        grant_type: 'password',
        client_id: 'sugar',
        client_secret: '',
        username: 'inventory',
        password: PASSWORD,
        platform: 'aiinv',
      })
      .reply(200, grantedAs('token-1'));
    api('token-1').get('/a').reply(200, { id: '1' }).get('/b').reply(200, { id: '2' });
    const client = testClient();
    const both = await Promise.all([client.get('a', Thing, ask), client.get('b', Thing, ask)]);
    expect(both).toEqual([{ id: '1' }, { id: '2' }]);
  });

  it('speaks the newest version that an older instance knows', async () => {
    const message = 'Please change your requested API version to value between 10 and 11.16.';
    sugarApi().post('/oauth2/token').reply(301, fault('incorrect_version', message));
    sugarApi('v11_16').post('/oauth2/token').reply(200, grantedAs('t')).get('/a').reply(200, { id: '1' });
    const client = testClient();
    expect(await client.get('a', Thing, ask)).toEqual({ id: '1' });
    expect(client.restVersion).toBe('v11_16');
  });

  it('renews a token that ran out with the refresh token, once for all who wait, and asks again', async () => {
    signIn('old');
    api('old').get('/a').reply(401, expired).get('/b').reply(401, expired);
    sugarApi()
      .post('/oauth2/token', (body) => body.grant_type === 'refresh_token' && body.refresh_token === 'refresh-old')
      .reply(200, grantedAs('new'));
    api('new').get('/a').reply(200, { id: '1' }).get('/b').reply(200, { id: '2' });
    const client = testClient();
    expect(await Promise.all([client.get('a', Thing, ask), client.get('b', Thing, ask)])).toHaveLength(2);
  });

  it('signs in again when the refresh token is worth nothing any more', async () => {
    signIn('old');
    api('old').get('/a').reply(401, expired);
    sugarApi()
      .post('/oauth2/token', (body) => body.grant_type === 'refresh_token')
      .reply(400, fault('invalid_grant', 'Invalid refresh token'));
    sugarApi()
      .post('/oauth2/token', (body) => body.grant_type === 'password')
      .reply(200, grantedAs('new'));
    api('new').get('/a').reply(200, { id: '1' });
    expect(await testClient().get('a', Thing, ask)).toEqual({ id: '1' });
  });

  it('gives up when two fresh tokens in a row are refused too', async () => {
    signIn('old');
    for (const [token, next] of [['old', 'new'], ['new', 'newer'], ['newer']] as const) {
      api(token).get('/a').reply(401, expired);
      if (next !== undefined) {
        sugarApi().post('/oauth2/token').reply(200, grantedAs(next));
      }
    }
    expect(await failure(testClient().get('a', Thing, ask))).toMatchObject({ code: 'AUTH_FAILED' });
  });

  describe('refused credentials', () => {
    it.each<[string, number, object | string, string, RegExp]>([
      [
        'a wrong password',
        401,
        fault('need_login', 'You must specify a valid username and password.'),
        'AUTH_FAILED',
        /password/,
      ],
      [
        'an unknown platform',
        422,
        fault('invalid_parameter', 'Invalid platform specified.'),
        'AUTH_FAILED',
        /“aiinv”.*Admin > Configure API Platforms/s,
      ],
      ['an unknown OAuth key', 400, fault('invalid_client'), 'AUTH_FAILED', /SUGARCRM_CLIENT_ID/],
      ['no SugarCRM there', 404, '<html>not here</html>', 'CONFIG_INVALID', /SUGARCRM_URL/],
    ])('%s: one call, no second', async (_, status, body, code, words) => {
      sugarApi().post('/oauth2/token').reply(status, body);
      const client = testClient();
      const errors = await Promise.all([failure(client.get('a', Thing, ask)), failure(client.get('b', Thing, ask))]);
      for (const error of errors as { code: string; message: string; help: string }[]) {
        expect(error.code).toBe(code);
        expect(`${error.message} ${error.help}`).toMatch(words);
        expect(JSON.stringify({ ...error, message: error.message })).not.toContain(PASSWORD);
      }
      if (code === 'AUTH_FAILED') {
        expect(await failure(client.get('c', Thing, ask))).toMatchObject({ code });
      }
    });

    it('says so when the session is ended for good', async () => {
      signIn();
      sugarApi().get('/a').reply(401, fault('need_login', 'No valid authentication for user.'));
      expect(await failure(testClient().get('a', Thing, ask))).toMatchObject({ code: 'AUTH_FAILED' });
    });
  });

  it('uses a service account of SugarIdentity', async () => {
    const account = {
      tokenUrl: 'https://sts.example.com/oauth2/token',
      clientId: 'srn:cloud:iam:eu:1:sa:7',
      clientSecret: 'sa-secret',
      scope: 'https://apis.sugarcrm.com/auth/crm',
    };
    mockOrigin('https://sts.example.com')
      .post('/oauth2/token', {
        grant_type: 'client_credentials',
        client_id: account.clientId,
        client_secret: 'sa-secret',
        scope: account.scope,
      })
      .reply(200, { access_token: 'opaque' });
    mockOrigin(`${ORIGIN}/rest/v11_23`, { reqheaders: { authorization: 'Bearer opaque' } })
      .get('/a')
      .reply(200, { id: '1' });
    const client = testClient(account);
    expect(await client.get('a', Thing, ask)).toEqual({ id: '1' });
    await client.close();
  });

  describe('the end', () => {
    it('signs out, also when the scan was called off', async () => {
      signIn('t');
      api('t').get('/a').reply(200, { id: '1' });
      api('t').post('/oauth2/logout').reply(200, { success: true });
      const stop = new AbortController();
      const client = testClient({}, { signal: stop.signal });
      await client.get('a', Thing, ask);
      stop.abort(new Error('called off'));
      await client.close();
    });

    it('says nothing when nobody signed in, and survives a refusal', async () => {
      await testClient().close();
      signIn('t');
      api('t').get('/a').reply(200, { id: '1' });
      api('t').post('/oauth2/logout').reply(404, fault('no_method'));
      const client = testClient();
      await client.get('a', Thing, ask);
      await client.close();
    });
  });

  it('never sends hash headers or cookies', async () => {
    const bad = ['x-metadata-hash', 'x-userpref-hash', 'cookie'];
    sugarApi()
      .post('/oauth2/token')
      .reply(200, grantedAs('t'), { 'set-cookie': 'download_token_aiinv=secret; path=/' });
    mockOrigin(`${ORIGIN}/rest/v11_23`, { badheaders: bad }).get('/a').reply(200, { id: '1' });
    expect(await testClient().get('a', Thing, ask)).toEqual({ id: '1' });
  });
});
