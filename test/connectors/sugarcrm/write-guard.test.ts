import { describe, expect, it } from '@jest/globals';
import { guarded, SUMMARY_KEY, SUMMARY_PATH } from '#connectors/sugarcrm/write-guard.ts';
import type { Json } from '#src/model/json.ts';
import type { HttpRequest, Transport } from '#src/pull/transport/transport.ts';
import { mockOrigin } from '../../support/http-mock.ts';
import { failure, ORIGIN, testClient } from './support/sugar.ts';

const REST = `${ORIGIN}/crm/rest/v11_23`;
const TOKEN_URL = 'https://sts.example.com/oauth2/token';
const summary = { [SUMMARY_KEY]: { version: 1 } };

/** What gets through to a transport that sends nothing. */
async function sent(request: HttpRequest, tokenUrl?: string): Promise<boolean> {
  let count = 0;
  const transport: Transport = {
    send: () => {
      count += 1;
      return Promise.resolve({ status: 200, headers: {}, body: {}, text: '' });
    },
    get requests() {
      return count;
    },
    close: () => undefined,
  };
  const error = (await failure(guarded(transport, tokenUrl).send(request))) as { code?: string } | undefined;
  expect(error?.code).toBe(count === 0 ? 'OUTBOUND_BLOCKED' : undefined);
  return count === 1;
}

const get = (path: string) => sent({ method: 'GET', url: `${REST}/${path}` });
const post = (path: string, json?: Json) =>
  sent({ method: 'POST', url: `${REST}/${path}`, ...(json !== undefined && { json }) });
const bulk = (...requests: Json[]) => post('bulk', { requests });

describe('connectors/sugarcrm/write-guard', () => {
  it.each([
    'me',
    'Leads/count',
    'metadata',
    'pmse_Project/1/dproject',
    'Administration/config/aws',
    'Administration/packages',
    'Administration/packages/installed',
    'Administration/packages/staged',
  ])('lets GET %s through', async (path) => {
    expect(await get(path)).toBe(true);
  });

  it.each([
    'Administration/packages/file-1/install',
    'Administration/packages/7/uninstall',
    'Administration/packages/7/enable',
    'administration/Packages/7/disable',
    'Administration/packages/installed/../7/uninstall',
    'Administration//packages/7/uninstall',
    'Administration%2Fpackages%2F7%2Funinstall',
    'Administration/packages/%zz',
  ])('does not let GET %s through, which changes something or cannot be read', async (path) => {
    expect(await get(path)).toBe(false);
  });

  it('lets sign-in and sign-out through, and the token of a service account only where it is fetched', async () => {
    const form = { grant_type: 'client_credentials' };
    expect(await post('oauth2/token', { grant_type: 'password' })).toBe(true);
    expect(await post('oauth2/logout', {})).toBe(true);
    expect(await sent({ method: 'POST', url: TOKEN_URL, form }, TOKEN_URL)).toBe(true);
    expect(await sent({ method: 'POST', url: TOKEN_URL, form })).toBe(false);
    expect(await sent({ method: 'POST', url: TOKEN_URL, json: {} }, TOKEN_URL)).toBe(false);
    expect(await sent({ method: 'POST', url: TOKEN_URL, form: { grant_type: 'x' } }, TOKEN_URL)).toBe(false);
  });

  it('lets a bundle of reads through, and no bundle with anything else in it', async () => {
    const read = { url: '/v11_23/Leads/count?filter%5B0%5D=1', method: 'GET' };
    expect(await bulk(read, read)).toBe(true);
    expect(await bulk(read, { ...read, method: 'POST' })).toBe(false);
    expect(await bulk(read, { ...read, method: 'DELETE' })).toBe(false);
    expect(await bulk({ url: read.url })).toBe(false);
    expect(await bulk({ ...read, data: '{}' })).toBe(false);
    expect(await bulk({ ...read, url: '/v11_23/Administration/packages/7/uninstall' })).toBe(false);
    expect(await bulk({ ...read, url: '/v11_23/Administration/packages/7/uninstall?x=/installed' })).toBe(false);
    expect(await bulk('GET')).toBe(false);
    expect(await post('bulk', [])).toBe(false);
    expect(await post('bulk')).toBe(false);
  });

  it('lets the summary through, alone and under its own key', async () => {
    expect(await post(SUMMARY_PATH, summary)).toBe(true);
    expect(await post(SUMMARY_PATH, { ...summary, aiinv_other: 1 })).toBe(false);
    expect(await post(SUMMARY_PATH, { aiinv_other: {} })).toBe(false);
    expect(await post(SUMMARY_PATH, { [SUMMARY_KEY]: 'text' })).toBe(false);
    expect(await post(SUMMARY_PATH, {})).toBe(false);
    expect(await post(SUMMARY_PATH)).toBe(false);
  });

  it.each([
    'Leads',
    'Leads/1',
    'Leads/filter',
    'Administration/config/csp',
    'Administration/config/system',
    'Administration/config/aiinv/more',
    'Administration/packages',
    'oauth2/sudo/admin',
    'metadata',
    '',
  ])('does not let POST %s through, whatever it holds', async (path) => {
    expect(await post(path, summary)).toBe(false);
    expect(await post(path, {})).toBe(false);
  });

  it('does not let through what is no call of the REST API', async () => {
    expect(await sent({ method: 'GET', url: `${ORIGIN}/index.php` })).toBe(false);
    expect(await sent({ method: 'POST', url: `${ORIGIN}/${SUMMARY_PATH}`, json: summary })).toBe(false);
    expect(await sent({ method: 'POST', url: `${REST}/oauth2/token`, form: { a: 'b' } })).toBe(false);
  });

  it('stands in every client: a list under the name of an address that changes something is not asked for', async () => {
    const client = testClient();
    mockOrigin(`${ORIGIN}/rest/v11_23`).post('/oauth2/token').reply(200, { access_token: 't' });
    const asked = client.bytes('Administration/packages/7/uninstall', { what: 'a thing', right: 'admin user' });
    expect(await failure(asked)).toMatchObject({ code: 'OUTBOUND_BLOCKED' });
  });
});
