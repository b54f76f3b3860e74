import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SecretUnreadable } from '../../src/kit/errors.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { ADA } from './support/actors.ts';

const CREDENTIALS = { accessToken: 'pat-eu1-secret-word', apiUrl: 'https://api.example.com' };

describe.each(databases)('src/store/connections on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  let other: TenantStore;
  beforeAll(async () => {
    database = await start();
  });
  beforeEach(async () => {
    own = database.store.of(await database.store.upsertTenant('hubspot', '1'));
    other = database.store.of(await database.store.upsertTenant('hubspot', '2'));
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const acts = async () => (await own.audit.entries()).map(({ action, details }) => [action, details]);

  it('are nothing before somebody connects', async () => {
    expect(await own.connections.read()).toBeUndefined();
    expect(await own.connections.credentials()).toBeUndefined();
    expect(await database.store.connected()).toEqual([]);
  });

  it('keep credentials sealed, and give them back to their tenant', async () => {
    await own.connections.save(
      { auth: 'token', credentials: CREDENTIALS, schedule: '0 3 * * *', timeZone: 'Europe/Rome' },
      ADA,
    );

    expect(await own.connections.credentials()).toEqual(CREDENTIALS);
    expect(await own.connections.read()).toMatchObject({
      auth: 'token',
      schedule: '0 3 * * *',
      timeZone: 'Europe/Rome',
      state: 'ok',
    });
    const everything = await Promise.all([
      database.db.selectFrom('connections').selectAll().execute(),
      database.db.selectFrom('audit_log').selectAll().execute(),
      own.connections.read(),
      database.store.connected(),
    ]);
    expect(JSON.stringify(everything)).not.toContain('secret-word');
    expect(await acts()).toEqual([
      ['connection.saved', { auth: 'token', schedule: '0 3 * * *', timeZone: 'Europe/Rome' }],
    ]);
  });

  it('do not open for another tenant, also when their text was copied there', async () => {
    await own.connections.save({ auth: 'token', credentials: CREDENTIALS }, ADA);
    await other.connections.save({ auth: 'token', credentials: { accessToken: 'other' } }, ADA);
    const { credentials } = await database.db
      .selectFrom('connections')
      .select('credentials')
      .where('tenant_id', '=', 'hubspot-1')
      .executeTakeFirstOrThrow();

    await database.db.updateTable('connections').set({ credentials }).where('tenant_id', '=', 'hubspot-2').execute();

    await expect(other.connections.credentials()).rejects.toBeInstanceOf(SecretUnreadable);
    expect(await own.connections.credentials()).toEqual(CREDENTIALS);
  });

  it('can be made again with other credentials, which mends them', async () => {
    await own.connections.save({ auth: 'token', credentials: CREDENTIALS, schedule: '0 3 * * *' }, ADA);
    await own.connections.breakOff('The token was withdrawn.', ADA);
    expect(await own.connections.read()).toMatchObject({ state: 'reconnect', reason: 'The token was withdrawn.' });

    await own.connections.save({ auth: 'oauth', credentials: { refreshToken: 'r' } }, ADA);

    const mended = await own.connections.read();
    expect(mended).toMatchObject({ auth: 'oauth', state: 'ok', timeZone: 'UTC' });
    expect(mended).not.toHaveProperty('reason');
    expect(mended).not.toHaveProperty('schedule');
    expect(await own.connections.credentials()).toEqual({ refreshToken: 'r' });
  });

  it('can be renewed without anybody having done anything', async () => {
    await own.connections.save({ auth: 'oauth', credentials: { refreshToken: 'a' }, schedule: '0 3 * * *' }, ADA);

    expect(await own.connections.renew({ refreshToken: 'b' })).toBe(true);

    expect(await own.connections.credentials()).toEqual({ refreshToken: 'b' });
    expect(await own.connections.read()).toMatchObject({ auth: 'oauth', schedule: '0 3 * * *' });
    expect(await acts()).toHaveLength(1);
  });

  it('can be rescheduled and removed, with a note of it', async () => {
    await own.connections.save({ auth: 'token', credentials: CREDENTIALS }, ADA);
    await other.connections.save({ auth: 'token', credentials: CREDENTIALS }, ADA);

    expect(await own.connections.reschedule({ schedule: '0 4 * * *', timeZone: 'UTC' }, ADA)).toBe(true);
    expect(await own.connections.remove(ADA)).toBe(true);

    expect((await acts()).map(([action]) => action)).toEqual([
      'connection.removed',
      'connection.rescheduled',
      'connection.saved',
    ]);
    expect((await database.store.connected()).map(({ tenant }) => tenant)).toEqual(['hubspot-2']);
  });

  it.each<[string, (own: TenantStore) => Promise<boolean>]>([
    ['rescheduled', ({ connections }) => connections.reschedule({ schedule: null, timeZone: 'UTC' }, ADA)],
    ['renewed', ({ connections }) => connections.renew({})],
    ['broken off', ({ connections }) => connections.breakOff('x', ADA)],
    ['removed', ({ connections }) => connections.remove(ADA)],
  ])('cannot be %s where there is none, and nothing is noted', async (_case, act) => {
    await other.connections.save({ auth: 'token', credentials: CREDENTIALS }, ADA);

    expect(await act(own)).toBe(false);

    expect(await acts()).toEqual([]);
    expect(await other.connections.credentials()).toEqual(CREDENTIALS);
  });
});
