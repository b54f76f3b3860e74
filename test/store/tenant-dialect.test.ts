import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../src/store/schema.ts';
import { tenantDatabase } from '../../src/store/tenant-dialect.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

describe.each(databases)('src/store/tenant-dialect on %s', (_, start) => {
  let database: TestDatabase;
  let root: Kysely<Database>;
  let mine: Kysely<Database>;
  beforeAll(async () => {
    database = await start();
    root = database.db;
    mine = tenantDatabase(root, 'hubspot-1');
  });
  beforeEach(async () => {
    await Promise.all(['1', '2'].map((account) => database.store.upsertTenant('hubspot', account)));
    await root
      .insertInto('assets')
      .values([rowOf('hubspot-1', 'a'), rowOf('hubspot-2', 'b')])
      .execute();
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const ids = async (db: Kysely<Database>) =>
    (await db.selectFrom('assets').select('external_id').orderBy('external_id').execute()).map(
      (row) => row.external_id,
    );
  const whoIs = async (db: Kysely<Database>) =>
    (
      await sql<{ role: string; tenant: string | null }>`
        select current_user::text as role, current_setting('app.tenant', true) as tenant`.execute(db)
    ).rows[0];

  it('shows the rows of the tenant only, and the tenant itself', async () => {
    expect(await ids(mine)).toEqual(['a']);
    expect(await mine.selectFrom('tenants').select('id').execute()).toEqual([{ id: 'hubspot-1' }]);
    expect(await ids(root)).toEqual(['a', 'b']);
  });

  it('changes and removes the rows of the tenant only', async () => {
    await mine.updateTable('assets').set({ payload: 'new' }).execute();
    await mine.deleteFrom('assets').where('external_id', '=', 'b').execute();
    expect(await root.selectFrom('assets').select(['external_id', 'payload']).orderBy('external_id').execute()).toEqual(
      [
        { external_id: 'a', payload: 'new' },
        { external_id: 'b', payload: '{}' },
      ],
    );

    await mine.deleteFrom('assets').execute();
    expect(await ids(root)).toEqual(['b']);
  });

  it.each<[string, (db: Kysely<Database>) => Promise<unknown>]>([
    ['write a row of another tenant', (db) => db.insertInto('assets').values(rowOf('hubspot-2', 'c')).execute()],
    ['give a row away', (db) => db.updateTable('assets').set({ tenant_id: 'hubspot-2' }).execute()],
    ['rename itself', (db) => db.updateTable('tenants').set({ name: 'x' }).execute()],
    [
      'make a tenant',
      (db) => db.insertInto('tenants').values({ id: 'x', crm: 'x', name: 'x', account: 'x' }).execute(),
    ],
    ['switch the walls off', (db) => sql`alter table assets disable row level security`.execute(db)],
    ['remove a table', (db) => sql`drop table assets`.execute(db)],
  ])('does not let a tenant %s', async (_case, act) => {
    const before = await root.selectFrom('assets').selectAll().orderBy('external_id').execute();

    await expect(act(mine)).rejects.toMatchObject({ code: '42501' });
    await expect(mine.transaction().execute(act)).rejects.toMatchObject({ code: '42501' });

    expect(await root.selectFrom('assets').selectAll().orderBy('external_id').execute()).toEqual(before);
  });

  it('leaves nothing of the tenant on the connection, after success and after failure', async () => {
    const owner = await whoIs(root);

    expect(await whoIs(mine)).toEqual({ role: 'aiinv_tenant', tenant: 'hubspot-1' });
    await expect(sql`select 1 / 0`.execute(mine)).rejects.toThrow();
    await expect(mine.transaction().execute((trx) => sql`select 1 / 0`.execute(trx))).rejects.toThrow();
    await mine.transaction().execute((trx) => ids(trx));

    const after = await Promise.all(Array.from({ length: 12 }, () => whoIs(root)));
    expect(after.map((one) => one?.role)).toEqual(after.map(() => owner?.role));
    expect(after.filter((one) => one?.tenant)).toEqual([]);
  });

  it('keeps what a transaction wrote, or none of it', async () => {
    await mine.transaction().execute(async (trx) => {
      await trx.insertInto('assets').values(rowOf('hubspot-1', 'c')).execute();
      expect(await ids(trx)).toEqual(['a', 'c']);
    });
    const broken = mine.transaction().execute(async (trx) => {
      await trx.deleteFrom('assets').execute();
      throw new Error('the power went');
    });

    await expect(broken).rejects.toThrow('the power went');
    expect(await ids(mine)).toEqual(['a', 'c']);
  });

  it('says so when a transaction that met an error is ended as if it had not', async () => {
    const work = mine.transaction().execute(async (trx) => {
      await trx.deleteFrom('assets').execute();
      await sql`select 1 / 0`.execute(trx).catch(() => undefined);
    });

    await expect(work).rejects.toThrow();
    expect(await ids(mine)).toEqual(['a']);
  });

  it('reads of one moment under repeatable read', async () => {
    const seen = await mine
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (trx) => {
        const first = await ids(trx);
        const other = root.insertInto('assets').values(rowOf('hubspot-1', 'later')).execute();
        // The embedded database has one connection: the other waits for it, and is seen by nobody here either way.
        await (database.connections === 1 ? undefined : other);
        return { first, second: await ids(trx), other };
      });
    await seen.other;

    expect([seen.first, seen.second]).toEqual([['a'], ['a']]);
    expect(await ids(mine)).toEqual(['a', 'later']);
  });

  it('takes turns with others at the same time', async () => {
    const theirs = tenantDatabase(root, 'hubspot-2');
    const turns = Array.from({ length: 40 }, (_item, i) => {
      const [db, tenant] = i % 2 === 0 ? [mine, 'hubspot-1'] : [theirs, 'hubspot-2'];
      return db.transaction().execute(async (trx) => {
        await trx
          .insertInto('assets')
          .values(rowOf(tenant!, `n${i}`))
          .execute();
        return whoIs(trx);
      });
    });

    expect(new Set((await Promise.all(turns)).map((one) => one?.tenant))).toEqual(new Set(['hubspot-1', 'hubspot-2']));
    expect([(await ids(mine)).length, (await ids(theirs)).length]).toEqual([21, 21]);
  });

  it('binds every table that holds rows of tenants', async () => {
    const { rows } = await sql<{ name: string }>`
      select c.relname::text as name
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`.execute(root);

    expect(rows).toEqual([]);
  });
});

function rowOf(tenant: string, id: string): Database['assets'] {
  return {
    tenant_id: tenant,
    kind: 'workflow',
    external_id: id,
    stream: 's',
    revision: null,
    digest: 'd',
    payload: '{}',
  };
}
