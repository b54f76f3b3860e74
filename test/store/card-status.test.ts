import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { ADA } from './support/actors.ts';
import { finish } from './support/build.ts';

describe.each(databases)('src/store/card-status on %s', (_, start) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await start();
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const connected = async (account: string): Promise<TenantStore> => {
    const own = database.store.of(await database.store.upsertTenant('hubspot', account, `Acme ${account}`));
    await own.connections.save({ auth: 'token', credentials: { accessToken: 't' } }, ADA);
    return own;
  };

  it('knows no account that nobody connected, also where another CRM has one of that name', async () => {
    await connected('42');
    await database.store.upsertTenant('sugarcrm', '43');

    expect([await database.store.cardStatus('4'), await database.store.cardStatus('43')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('tells tenant, connection and language, and nothing of another', async () => {
    const own = await connected('42');
    const other = await connected('7');
    await finish(other, {});
    await own.connections.speak('de', ADA);
    await own.connections.breakOff('refused', ADA);

    expect(await database.store.cardStatus('42')).toEqual({
      tenant: { id: 'hubspot-42', crm: 'hubspot', name: 'Acme 42', account: '42' },
      connection: 'reconnect',
      language: 'de',
    });
  });

  it('tells the revision after a scan, and the scan that is open', async () => {
    const own = await connected('42');
    await finish(own, {});
    const at = '2026-11-27T10:00:00.000Z';
    await own.requests.add({ kind: 'resync', id: 'waits', by: ADA.id, at });

    const waiting = await database.store.cardStatus('42');
    await own.leases.claim('waits', at);
    const progress = { streams: 16, done: 3, requests: 9, reading: [] };
    await own.leases.renew('waits', progress);
    const running = await database.store.cardStatus('42');

    expect(waiting).toMatchObject({ connection: 'ok', open: { id: 'waits' } });
    expect(waiting?.revision).toMatch(/^[0-9a-f-]{36}$/);
    expect(running?.open).toEqual({ id: 'waits', progress });
  });
});
