import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { VendorUnavailable } from '../../src/kit/errors.ts';
import { makeTenantDesk } from '../../src/service/tenant-desk.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const [[, pglite]] = databases;
const BY = { kind: 'user', id: 'u', name: 'Ada' } as const;

describe('service/tenant-desk', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await pglite();
  });
  afterAll(() => database.close());

  async function erase(account: string, revoke: () => Promise<void>) {
    const { store } = database;
    const tenant = await store.upsertTenant('hubspot', account);
    await store.of(tenant).connections.save({ auth: 'oauth', credentials: { refreshToken: 'r' } }, BY);
    const identify = () => Promise.reject(new Error('not asked'));
    const isErased = await makeTenantDesk({ store, identify }, readConfig({}), { revoke }).remove(tenant, BY);
    const acts = (await store.audit.entries({})).filter(({ target }) => target === tenant.id);
    return { isErased, acts: acts.map(({ action, details }) => [action, details?.['code']]) };
  }

  it('erases an account whose consent was given back', async () => {
    const { isErased, acts } = await erase('1', () => Promise.resolve());

    expect(isErased).toBe(true);
    expect(acts).toEqual([
      ['tenant.erased', undefined],
      ['tenant.created', undefined],
    ]);
  });

  it('erases one whose consent could not be given back, and keeps in the log that it stands', async () => {
    const { isErased, acts } = await erase('2', () => Promise.reject(new VendorUnavailable('HubSpot is away.')));

    expect(isErased).toBe(true);
    expect(acts).toEqual([
      ['tenant.erased', undefined],
      ['consent.not-revoked', 'VENDOR_UNAVAILABLE'],
      ['tenant.created', undefined],
    ]);
  });

  it('erases nothing when it fails by a fault of ours', async () => {
    await expect(erase('3', () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
    expect((await database.store.tenants()).map(({ account }) => account)).toEqual(['3']);
  });
});
