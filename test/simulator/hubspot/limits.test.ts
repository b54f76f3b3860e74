import { beforeEach, describe, expect, it } from '@jest/globals';
import { useHubSpot } from './use-hubspot.ts';
import * as shape from './support/shapes.ts';

let now = Date.parse('2026-11-24T12:00:00Z');
const { ask, hubspot } = useHubSpot({ worlds: ['tidy', 'starter', 'retailer'], now: () => now });

const ACCOUNT = '/account-info/v3/details';
const many = async (count: number, path = ACCOUNT, asked = {}) => {
  const answers = [];
  for (let call = 0; call < count; call += 1) {
    answers.push(await ask(path, asked));
  }
  return answers.map(({ status }) => status);
};
const refusedIn = (statuses: readonly number[]) => statuses.filter((status) => status === 429).length;

describe('simulator/hubspot/api/limits', () => {
  beforeEach(() => hubspot().reset());

  it.each([
    ['tidy', 190],
    ['starter', 100],
  ])('lets %s ask %i times in ten seconds, and again when the first ones are ten seconds old', async (world, burst) => {
    const token = hubspot().tokens[world]!;
    expect(refusedIn(await many(burst, ACCOUNT, { token }))).toBe(0);
    const refused = await ask(ACCOUNT, { token });
    expect(refused.status).toBe(429);
    expect(shape.RateLimited.parse(refused.body).policyName).toBe('TEN_SECONDLY_ROLLING');
    now += 9_999;
    expect((await ask(ACCOUNT, { token })).status).toBe(429);
    now += 1;
    expect((await ask(ACCOUNT, { token })).status).toBe(200);
    expect(hubspot().stats(world)).toMatchObject({ rateLimited: 2, requests: burst + 3 });
  });

  it('says in headers what is left', async () => {
    await many(3);
    const { headers } = await ask(ACCOUNT);
    expect(Object.fromEntries([...headers].filter(([name]) => name.startsWith('x-hubspot-ratelimit')))).toEqual({
      'x-hubspot-ratelimit-max': '190',
      'x-hubspot-ratelimit-remaining': '186',
      'x-hubspot-ratelimit-interval-milliseconds': '10000',
      'x-hubspot-ratelimit-secondly': '19',
      'x-hubspot-ratelimit-secondly-remaining': '18',
      'x-hubspot-ratelimit-daily': '650000',
      'x-hubspot-ratelimit-daily-remaining': '649996',
    });
  });

  it('lets search five times a second, counts it apart and sends no headers', async () => {
    const search = { json: { filterGroups: [], limit: 1 } };
    const path = '/crm/v3/objects/contacts/search';
    expect(refusedIn(await many(7, path, search))).toBe(2);
    const refused = await ask(path, search);
    expect(shape.RateLimited.parse(refused.body).policyName).toBe('SECONDLY');
    expect([...refused.headers.keys()].filter((name) => name.startsWith('x-hubspot-ratelimit'))).toEqual([]);
    now += 1_000;
    expect((await ask(path, search)).status).toBe(200);
    expect((await ask(ACCOUNT)).headers.get('x-hubspot-ratelimit-remaining')).toBe('189');
  });

  it('counts each account by itself, and one of an OAuth app by 110 without a daily limit', async () => {
    await many(190);
    expect((await ask(ACCOUNT, { token: hubspot().tokens['retailer']! })).status).toBe(200);
    const { clientId, clientSecret } = hubspot().oauth;
    const form = {
      grant_type: 'refresh_token',
      refresh_token: hubspot().refreshTokens['tidy']!,
      client_id: clientId,
      client_secret: clientSecret,
    };
    const issued = await ask('/oauth/2026-03/token', { token: null, form });
    const token = (issued.body as { access_token: string }).access_token;
    const { headers } = await ask(ACCOUNT, { token });
    expect(headers.get('x-hubspot-ratelimit-max')).toBe('110');
    expect(headers.has('x-hubspot-ratelimit-daily')).toBe(false);
  });

  it('can be over for the day', async () => {
    hubspot().setFaults({ daily: true });
    const { status, body } = await ask(ACCOUNT);
    expect([status, shape.RateLimited.parse(body).policyName]).toEqual([429, 'DAILY']);
  });

  it('counts what was asked, by route, and the busiest ten seconds', async () => {
    await many(3);
    now += 20_000;
    await many(2, '/crm/v3/properties/contacts');
    await ask('/crm/v3/properties/deals', { token: hubspot().tokens['retailer']! });
    expect(hubspot().stats('tidy')).toMatchObject({
      requests: 5,
      peakTenSeconds: 3,
      byStatus: { 200: 5 },
      byRoute: { 'GET /account-info/v3/details': 3, 'GET /crm/v3/properties/:objectType': 2 },
    });
    expect(hubspot().stats()).toMatchObject({ requests: 6 });
  });
});
