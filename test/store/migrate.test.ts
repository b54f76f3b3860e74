import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ConfigError } from '../../src/kit/errors.ts';
import { migrate, MIGRATIONS } from '../../src/store/migrate.ts';
import { beginMissingChains } from '../../src/store/tenants.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const first = { '0001-first-tables': MIGRATIONS['0001-first-tables']! };

describe.each(databases)('src/store/migrate on %s', (_, start) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await start();
  });
  afterEach(async () => {
    await sql`drop schema public cascade`.execute(database.db);
    await sql`create schema public`.execute(database.db);
  });
  afterAll(() => database.close());

  /** A database as the first release left it, with two tenants in it. */
  async function oldDatabase() {
    const { db } = database;
    await sql`drop schema public cascade`.execute(db);
    await sql`create schema public`.execute(db);
    await migrate(db, first);
    await sql`insert into tenants values ('hubspot-1', 'hubspot', 'One', '1'), ('hubspot-2', 'hubspot', 'Two', '2')`.execute(
      db,
    );
    await sql`
      insert into scans (id, tenant_id, kind, state, started_at, finished_at, requests, stamps, coverage, examined, not_visible)
      values
        ('late', 'hubspot-1', 'resync', 'done', '2026-11-02', '2026-11-03', 7, '{"rules":"1"}', '[]', '{"ai":1}', '[]'),
        ('early', 'hubspot-1', 'resync', 'done', '2026-11-01', '2026-11-01', 7, '{}', '[]', '{}', '[]'),
        ('open', 'hubspot-1', 'resync', 'running', '2026-11-04', null, 0, '{}', '[]', '{}', '[]'),
        ('other', 'hubspot-2', 'resync', 'done', '2026-11-05', '2026-11-05', 7, '{}', '[]', '{}', '[]')`.execute(db);
    await sql`
      insert into scan_pages (tenant_id, scan_id, stream, cursor, seen, quarantined, refused, done)
      values ('hubspot-1', 'open', 'workflows', '"c"', '[["workflow","1"]]', '[]', '[]', false)`.execute(db);
    await sql`
      insert into assets values ('hubspot-1', 'workflow', '1', 'workflows', 'r', 'd', '{"name":"x"}')`.execute(db);
    await sql`
      insert into inventory values
        ('hubspot-1', 'hubspot:workflow:1', 'ai', 'workflows', 'd', '{"key":"hubspot:workflow:1"}', null, null)`.execute(
      db,
    );
    await sql`
      insert into assessments (tenant_id, key, digest, scan_id, stamps, assessment)
      values ('hubspot-1', 'hubspot:workflow:1', 'd', 'late', '{}', '{"tier":"minimal"}')`.execute(db);
  }

  it('brings a database that is in use forward, and loses nothing', async () => {
    await oldDatabase();

    await migrate(database.db);

    const [one, two] = await database.store.tenants();
    const own = database.store.of(one!);
    expect([one!.name, two!.name]).toEqual(['One', 'Two']);
    expect(await own.inventories.read()).toMatchObject({
      scan: { id: 'late', finishedAt: '2026-11-03', requests: 7, stamps: { rules: '1' } },
      examined: { ai: 1 },
      entries: [{ feature: { key: 'hubspot:workflow:1' }, assessment: { tier: 'minimal' } }],
    });
    expect(await own.assets.asset('workflow', '1')).toMatchObject({ revision: 'r', payload: { name: 'x' } });
    expect(await own.leases.begin('resync', 'new', '2026-11-06')).toMatchObject({ id: 'open', resumed: true });
    expect(await own.scans.pages('open', 'workflows')).toMatchObject([{ cursor: 'c', seen: [['workflow', '1']] }]);
    expect(await database.store.of(two!).inventories.read()).toMatchObject({ scan: { id: 'other' } });
  });

  it('gives tenants that were there before the audit log a chain when the store is opened', async () => {
    await oldDatabase();
    await migrate(database.db);

    await beginMissingChains(database.db, '2026-11-27T00:00:00.000Z');
    await beginMissingChains(database.db, '2026-11-28T00:00:00.000Z');

    expect((await database.store.audit.entries()).map(({ action, target }) => [action, target])).toEqual([
      ['tenant.created', 'hubspot-2'],
      ['tenant.created', 'hubspot-1'],
    ]);
    expect((await database.store.audit.verify()).faults).toEqual([]);
  });

  it('changes nothing the second time', async () => {
    await oldDatabase();
    await migrate(database.db);
    const before = await database.db.selectFrom('scans').selectAll().orderBy('id').execute();

    await migrate(database.db);

    expect(await database.db.selectFrom('scans').selectAll().orderBy('id').execute()).toEqual(before);
  });

  it('refuses a database that a newer version made', async () => {
    await oldDatabase();
    await migrate(database.db, { ...MIGRATIONS, '9999-tomorrow': { up: () => Promise.resolve() } });

    await expect(migrate(database.db)).rejects.toBeInstanceOf(ConfigError);
  });

  it('does a migration as a whole or not at all', async () => {
    await oldDatabase();
    const broken: Migration = {
      async up(db) {
        await sql`delete from tenants`.execute(db);
        throw new Error('the disk is full');
      },
    };

    await expect(migrate(database.db, { ...MIGRATIONS, '9999-tomorrow': broken })).rejects.toThrow('the disk is full');
    await migrate(database.db);

    expect(await database.store.tenants()).toHaveLength(2);
  });
});
