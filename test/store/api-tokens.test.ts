import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Store } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { ADA } from './support/actors.ts';

const DAY = 86_400_000;

describe.each(databases)('src/store/api-tokens on %s', (_, start) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await start();
    store = database.store;
  });
  beforeEach(async () => {
    await store.upsertTenant('hubspot', '1');
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const wanted = { tenant: 'hubspot-1', role: 'officer' as const, name: 'Nightly export' };

  it('stand for a role on a tenant', async () => {
    const { id, token } = await store.tokens.create(wanted, ADA);

    expect(token).toMatch(/^aiinv_[\w-]{43}$/);
    expect(await store.tokens.principalOf(token)).toEqual({
      id,
      kind: 'token',
      name: 'Nightly export',
      grants: [{ tenant: 'hubspot-1', role: 'officer' }],
    });
  });

  it('are kept as a digest only, and shown once', async () => {
    const { token } = await store.tokens.create(wanted, ADA);
    const everything = await Promise.all([
      database.db.selectFrom('api_tokens').selectAll().execute(),
      database.db.selectFrom('audit_log').selectAll().execute(),
      store.tokens.list('hubspot-1'),
    ]);

    expect(JSON.stringify(everything)).not.toContain(token.slice(6, 20));
    expect(everything[2]).toMatchObject([{ tenant: 'hubspot-1', role: 'officer', name: 'Nightly export' }]);
  });

  it.each([
    ['nothing', ''],
    ['another token', `aiinv_${'A'.repeat(43)}`],
    ['a token of somebody else', 'pat-eu1-x'],
    ['a digest', 'aiinv_e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ])('let nobody in with %s', async (_case, token) => {
    await store.tokens.create(wanted, ADA);

    expect(await store.tokens.principalOf(token)).toBeUndefined();
  });

  it('end on their day', async () => {
    const { token } = await store.tokens.create({ ...wanted, expiresAt: new Date(database.clock.now() + DAY) }, ADA);

    database.clock.forward(DAY - 1);
    expect(await store.tokens.principalOf(token)).toBeDefined();
    database.clock.forward(1);
    expect(await store.tokens.principalOf(token)).toBeUndefined();
  });

  it('end when they are revoked, once', async () => {
    const { id, token } = await store.tokens.create(wanted, ADA);
    const another = await store.tokens.create(wanted, ADA);

    expect(await store.tokens.revoke(id, ADA)).toBe(true);

    expect(await store.tokens.principalOf(token)).toBeUndefined();
    expect(await store.tokens.principalOf(another.token)).toBeDefined();
    expect(await store.tokens.revoke(id, ADA)).toBe(false);
    expect(await store.tokens.revoke('no-such-id', ADA)).toBe(false);
  });

  it('tell when they were last used, to the minute', async () => {
    const { token } = await store.tokens.create(wanted, ADA);
    const lastUse = async () => (await store.tokens.list('hubspot-1'))[0]?.lastUsedAt;
    const began = new Date(database.clock.now()).toISOString();

    expect(await lastUse()).toBeUndefined();
    await store.tokens.principalOf(token);
    database.clock.forward(59_999);
    await store.tokens.principalOf(token);
    expect(await lastUse()).toBe(began);
    database.clock.forward(1);
    await store.tokens.principalOf(token);
    expect(await lastUse()).not.toBe(began);
  });

  it('are noted in the chain of those whom they concern', async () => {
    const one = await store.tokens.create(wanted, ADA);
    const all = await store.tokens.create({ ...wanted, tenant: '*', role: 'admin' }, ADA);
    await store.tokens.revoke(one.id, ADA);

    const chain = await store.of((await store.tenant('hubspot-1'))!).audit.entries();
    expect(chain.map(({ action, target }) => [action, target])).toEqual([
      ['token.revoked', one.id],
      ['token.created', one.id],
    ]);
    expect((await store.audit.entries({ limit: 1 }))[0]).toMatchObject({ action: 'token.created', target: all.id });
    expect(await store.tokens.list('*')).toHaveLength(1);
  });
});
