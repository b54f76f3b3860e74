import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sugar, type SugarInstance, startSugar } from '../../../simulator/sugarcrm/server.ts';
import { bulkOf, logIn, send, worldOf } from './client.ts';

describe('simulator/sugarcrm/faults', () => {
  let now = Date.parse('2026-11-01T10:00:00Z');
  const waited: number[] = [];
  let sugar: Sugar;
  let small: SugarInstance;

  beforeAll(async () => {
    const population = { Cases: { total: 50, filled: {} } };
    sugar = await startSugar({
      worlds: [worldOf({ population }), worldOf({ name: 'own-server', hosting: 'on-site' })],
      now: () => now,
      wait: async (ms) => void waited.push(ms),
    });
    small = sugar.instances.small!;
  });
  afterEach(() => {
    sugar.setFaults({});
    sugar.reset();
    now += 3_600_000;
  });
  afterAll(() => sugar.close());

  it('closes the connection at more than 20 requests in a second, and answers that address nothing for a while', async () => {
    for (let count = 0; count < 20; count++) expect((await send(small, 'ping')).status).toBe(401);

    await expect(send(small, 'ping')).rejects.toThrow('fetch failed');
    now += 59_000;
    await expect(send(small, 'ping')).rejects.toThrow('fetch failed');
    now += 1_000;
    expect((await send(small, 'ping')).status).toBe(401);
    expect(sugar.stats()).toMatchObject({ blocks: 1, peakPerSecond: 21, requests: 23 });
  });

  it('blocks nobody who stays below, and nobody on site', async () => {
    for (let count = 0; count < 40; count++) {
      now += 51;
      await send(small, 'ping');
    }
    for (let count = 0; count < 30; count++) await send(sugar.instances['own-server']!, 'ping');

    expect(sugar.stats('small')).toMatchObject({ blocks: 0, peakPerSecond: 20 });
    expect(sugar.stats('own-server')).toMatchObject({ blocks: 0, peakPerSecond: 30 });
  });

  it.each([
    ['http500', 500, 'application/json'],
    ['http502', 502, 'text/html'],
    ['http503', 503, 'application/json'],
    ['http504', 504, 'text/html'],
  ])('answers %s', async (fault, status, type) => {
    const client = await logIn(small);
    sugar.setFaults({ [fault]: 1 });

    const reply = await client.get('Cases');

    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toContain(type);
  });

  it.each(['reset', 'cut'])('breaks the connection: %s', async (fault) => {
    const client = await logIn(small);
    sugar.setFaults({ [fault]: 1 });

    await expect(client.get('Cases')).rejects.toThrow();
  });

  it('sends half a document that claims to be whole', async () => {
    const client = await logIn(small);
    sugar.setFaults({ truncated: 1 });

    expect(await client.get('Cases')).toMatchObject({ status: 200, body: undefined });
  });

  it('repeats an offset, and sends an empty page', async () => {
    const client = await logIn(small);
    sugar.setFaults({ repeatOffset: 1 });
    expect((await client.get('Cases?offset=20')).body.next_offset).toBe(20);

    sugar.setFaults({ emptyPage: 1 });
    expect((await client.get('Cases?offset=20')).body).toMatchObject({ next_offset: 20, records: [] });
  });

  it('fails inside a bulk', async () => {
    const client = await logIn(small);
    sugar.setFaults({ bulk500: 1 });

    const { status, body } = await client.send('bulk', { body: bulkOf('ping') });

    expect(status).toBe(200);
    expect(body[0]).toMatchObject({ status: 500, contents: { error: 'fatal_error' } });
  });

  it('stops after so many faults, and leaves other paths alone', async () => {
    const client = await logIn(small);
    sugar.setFaults({ http500: 1, max: 1, only: '/rest/v11_23/Cases' });

    const statuses = [
      (await client.get('ping')).status,
      (await client.get('Cases')).status,
      (await client.get('Cases')).status,
    ];

    expect(statuses).toEqual([200, 500, 200]);
  });

  it('expires a token after so many uses; a refreshed one works again', async () => {
    sugar.setFaults({ expireTokenAfter: 1 });
    const client = await logIn(small);
    await client.get('ping');

    const expired = await client.get('ping');
    const { body } = await send(small, 'oauth2/token', {
      body: {
        grant_type: 'refresh_token',
        client_id: 'sugar',
        refresh_token: client.grant.refresh_token,
        platform: 'aiinv',
      },
    });
    const fresh = await send(small, 'ping', { headers: { 'oauth-token': body.access_token } });

    expect(expired).toMatchObject({ status: 401, body: { error: 'invalid_grant' } });
    expect(fresh.status).toBe(200);
    expect(sugar.stats().sessions).toMatchObject({ opened: 1, refreshed: 1, open: 1 });
  });

  it('takes its time for the first metadata only', async () => {
    const client = await logIn(small);
    sugar.setFaults({ slowMetadataMs: 300 });
    await client.get('metadata?type_filter=server_info');
    await client.get('metadata?type_filter=server_info');

    expect(waited.splice(0)).toEqual([300]);
  });

  it('is steered and read over HTTP', async () => {
    const control = (path: string, body?: unknown) =>
      send(small, `/__simulator/${path}`, body === undefined ? {} : { body });

    expect((await control('faults', { http500: 1 })).body.http500).toBe(1);
    expect((await send(small, 'ping')).status).toBe(500);
    expect((await control('faults', { nonsense: 1 })).status).toBe(400);
    expect((await control('stats')).body).toMatchObject({ requests: 1, sessions: { opened: 0 } });
    await control('reset', {});
    expect((await control('stats')).body.requests).toBe(0);
  });
});
