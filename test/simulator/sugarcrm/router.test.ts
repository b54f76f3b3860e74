import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sugar, type SugarInstance, startSugar } from '../../../simulator/sugarcrm/server.ts';
import { logIn, passwordGrant, send, UDO, worldOf } from './client.ts';

describe('simulator/sugarcrm/router', () => {
  let sugar: Sugar;
  let small: SugarInstance;

  beforeAll(async () => {
    sugar = await startSugar({ worlds: [worldOf()], limits: false });
    small = sugar.instances.small!;
  });
  afterEach(() => sugar.setFaults({}));
  afterAll(() => sugar.close());

  it.each(['v9', 'v09_1', 'v11_24', 'v12_0'])('answers 301 without a location to %s', async (version) => {
    const { status, body, headers } = await send(small, `/rest/${version}/ping`);

    expect(status).toBe(301);
    expect(headers.get('location')).toBeNull();
    expect(body).toEqual({
      error: 'incorrect_version',
      error_message: 'Please change your requested API version to value between 10 and 11.23.',
    });
  });

  it.each([
    ['/rest/v10/ping', {}, 200],
    ['/rest/v11_23/ping', {}, 200],
    ['/rest/ping', { accept: 'application/vnd.sugarcrm.core+json; version=11.23' }, 200],
    ['/rest/v11_23/ping', { accept: 'application/vnd.sugarcrm.core+json; version=11.23' }, 301],
    ['/rest/ping', {}, 301],
  ])('takes the version of %s with %j: %i', async (path, headers, status) => {
    const { grant } = await logIn(small);

    const reply = await send(small, path, { headers: { 'oauth-token': grant.access_token, ...headers } });

    expect(reply.status).toBe(status);
  });

  it.each`
    step                                  | path                        | token    | status | error
    ${'version before platform'}          | ${'/rest/v99/x?platform=y'} | ${'bad'} | ${301} | ${'incorrect_version'}
    ${'platform before route'}            | ${'nowhere?platform=y'}     | ${'bad'} | ${422} | ${'invalid_parameter'}
    ${'route before login'}               | ${'nowhere'}                | ${'bad'} | ${404} | ${'no_method'}
    ${'login last, with the old failure'} | ${'Leads'}                  | ${'bad'} | ${401} | ${'invalid_grant'}
    ${'no token at all'}                  | ${'Leads'}                  | ${''}    | ${401} | ${'need_login'}
    ${'too many elements'}                | ${'a/b/c/d/e/f/g'}          | ${'bad'} | ${404} | ${'no_method'}
  `('goes in order: $step', async ({ path, token, status, error }) => {
    const headers: Record<string, string> = token === '' ? {} : { 'oauth-token': String(token) };

    expect(await send(small, String(path), { headers })).toMatchObject({ status, body: { error } });
  });

  it('says which path it could not route', async () => {
    expect((await send(small, 'Unknown')).body.error_message).toBe(
      'Could not find any route that accepted a path like: Unknown',
    );
    expect((await send(small, 'a/b/c/d/e/f/g')).body.error_message).toBe('Could not find a route with 7 elements');
  });

  it.each`
    level            | who      | status
    ${'maintenance'} | ${'ada'} | ${200}
    ${'maintenance'} | ${'udo'} | ${503}
    ${'admin_only'}  | ${'ada'} | ${503}
  `('at level $level answers $status to $who', async ({ level, who, status }) => {
    const client = await logIn(small, who === 'udo' ? UDO : small);

    sugar.setFaults({ maintenance: String(level) });
    const reply = await client.get('Accounts');

    expect(reply.status).toBe(status);
    if (status === 503) expect(reply.body).toMatchObject({ error: level, url: expect.any(String) });
  });

  it('lets people log in at level maintenance only', async () => {
    sugar.setFaults({ maintenance: 'maintenance' });
    expect((await send(small, 'oauth2/token', { body: passwordGrant(small) })).status).toBe(200);

    sugar.setFaults({ maintenance: 'closed' });
    expect((await send(small, 'oauth2/token', { body: passwordGrant(small) })).status).toBe(503);
  });

  it('answers 412 with the current hashes to who sends old ones', async () => {
    const client = await logIn(small);

    const old = await client.send('ping', { headers: { 'x-metadata-hash': 'old' } });
    const fresh = await client.send('ping', { headers: { 'x-metadata-hash': old.body.metadata_hash } });

    expect(old).toMatchObject({ status: 412, body: { error: 'metadata_out_of_date', user_hash: expect.any(String) } });
    expect(fresh).toMatchObject({ status: 200, body: 'pong' });
    expect((await client.get('metadata/_hash')).body._hash).toBe(old.body.metadata_hash);
  });

  it.each([
    ['Administration/config/csp', 'v11_12', 404],
    ['Administration/csp', 'v11_14', 200],
    ['Administration/csp', 'v11_15', 404],
    ['hint/license/check', 'v11_15', 404],
    ['Accounts/total', 'v11_20', 404],
    ['Accounts/total', 'v11_21', 200],
  ])('knows %s at %s: %i', async (path, version, status) => {
    const client = await logIn(small);

    expect((await client.get(`/rest/${version}/${path}`)).status).toBe(status);
  });
});
