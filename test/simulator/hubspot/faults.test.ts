import { afterEach, describe, expect, it } from '@jest/globals';
import type { FaultSwitches } from '../../../simulator/hubspot/api/faults.ts';
import { useHubSpot } from './use-hubspot.ts';
import * as shape from './support/shapes.ts';

const { ask, hubspot } = useHubSpot({ worlds: ['tidy'], limits: false });
const PROPERTIES = '/crm/v3/properties/contacts';

describe('simulator/hubspot/api/faults', () => {
  afterEach(() => hubspot().setFaults({}));

  it.each([
    ['http500', 500],
    ['http503', 503],
    ['http477', 477],
  ] as const)('%s answers by HubSpot’s error body', async (fault, expected) => {
    hubspot().setFaults({ [fault]: 1, retryAfterSeconds: 7 });
    const { status, body, headers } = await ask(PROPERTIES);
    expect([status, shape.Refusal.safeParse(body).success]).toEqual([expected, true]);
    expect(headers.get('retry-after')).toBe(fault === 'http477' ? '7' : null);
  });

  it('http502 answers by a web page, http429 by the body of a limit', async () => {
    hubspot().setFaults({ http502: 1 });
    expect(await ask(PROPERTIES)).toMatchObject({ status: 502, body: expect.stringMatching(/^<html>/) as unknown });
    hubspot().setFaults({ http429: 1 });
    expect(shape.RateLimited.parse((await ask(PROPERTIES)).body).policyName).toBe('TEN_SECONDLY_ROLLING');
  });

  it('truncated ends in the middle of the JSON as if that were all', async () => {
    hubspot().setFaults({ truncated: 1 });
    await expect(ask(PROPERTIES)).rejects.toBeInstanceOf(SyntaxError);
  });

  it('cut closes the connection in the middle', async () => {
    hubspot().setFaults({ cut: 1 });
    await expect(ask(PROPERTIES)).rejects.toMatchObject({ message: 'terminated' });
  });

  it('slow sends the whole body in drops', async () => {
    hubspot().setFaults({ slow: 1, slowMs: 20 });
    expect((await ask(PROPERTIES)).status).toBe(200);
  });

  it.each(['hang', 'hangMidBody'] as const)('%s sends nothing more', async (fault) => {
    hubspot().setFaults({ [fault]: 1, only: '/crm/' });
    const giveUp = new AbortController();
    const asked = fetch(hubspot().url + PROPERTIES, {
      headers: { authorization: `Bearer ${hubspot().tokens['tidy']}` },
      signal: giveUp.signal,
    }).then((response) => response.text());
    // Whoever asks later is answered first.
    const first = await Promise.race([
      asked.then(() => 'answered'),
      ask('/account-info/v3/details').then(() => 'still waits'),
    ]);
    giveUp.abort();
    expect(first).toBe('still waits');
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('brings the same faults in the same order for the same seed', async () => {
    const faults: FaultSwitches = { seed: 11, http500: 0.3, http429: 0.2 };
    const run = async (switches: FaultSwitches) => {
      hubspot().setFaults(switches);
      const statuses = [];
      for (let call = 0; call < 40; call += 1) {
        statuses.push((await ask('/account-info/v3/details')).status);
      }
      return statuses;
    };
    const first = await run(faults);
    expect(await run(faults)).toEqual(first);
    expect(await run({ ...faults, seed: 12 })).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 429, 500]));
  });

  it('can concern some paths only, and end after so many', async () => {
    hubspot().setFaults({ http500: 1, only: '/crm/', max: 2 });
    const statuses = [];
    for (const path of ['/account-info/v3/details', PROPERTIES, PROPERTIES, PROPERTIES]) {
      statuses.push((await ask(path)).status);
    }
    expect(statuses).toEqual([200, 500, 500, 200]);
  });

  it('can let a token expire after so many calls; a fresh one starts again', async () => {
    const { clientId, clientSecret } = hubspot().oauth;
    const form = {
      grant_type: 'refresh_token',
      refresh_token: hubspot().refreshTokens['tidy']!,
      client_id: clientId,
      client_secret: clientSecret,
    };
    const fresh = async () => {
      const { body } = await ask('/oauth/2026-03/token', { token: null, form });
      return (body as { access_token: string }).access_token;
    };
    hubspot().setFaults({ expireTokenAfter: 2 });
    const token = await fresh();
    const calls = [await ask('/account-info/v3/details', { token }), await ask('/account-info/v3/details', { token })];
    const third = await ask('/account-info/v3/details', { token });
    expect([...calls, third].map(({ status }) => status)).toEqual([200, 200, 401]);
    expect(third.body).toMatchObject({ category: 'EXPIRED_AUTHENTICATION' });
    expect((await ask('/account-info/v3/details', { token: await fresh() })).status).toBe(200);
  });

  it('can be switched over HTTP, from another process', async () => {
    const control = (path: string, body: object) =>
      fetch(`${hubspot().url}/__simulator/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await control('faults', { http503: 1 })).status).toBe(200);
    expect((await ask(PROPERTIES)).status).toBe(503);
    expect((await control('faults', { http503: 2 })).status).toBe(400);
    await control('reset', {});
    expect((await ask(PROPERTIES)).status).toBe(200);
  });
});
