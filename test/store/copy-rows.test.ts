import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { UsageError } from '../../src/kit/errors.ts';
import { copyRows } from '../../src/store/copy-rows.ts';
import { tablesInOrder } from '../../src/store/tables.ts';
import { databases, tablesOf, type TestDatabase } from '../support/databases.ts';
import { ADA } from './support/actors.ts';
import { finish } from './support/build.ts';
import { fillTables } from './support/fill.ts';

const [[embedded, pglite], [server, postgres]] = databases;

/** Types that our tables may come to have, and tables whose names are in the wrong order for their references. */
const ODD = [
  `create table odd (a timestamptz, b jsonb, c bytea, d numeric, e bigint generated always as identity primary key, f text[])`,
  `create table a_child (id bigserial primary key, parent bigint not null references odd)`,
];

const DIRECTIONS = [
  [embedded, server, pglite, postgres],
  [server, embedded, postgres, pglite],
] as const;

describe.each(DIRECTIONS)('src/store/copy-rows from %s to %s', (_from, _to, startSource, startTarget) => {
  let source: TestDatabase;
  let target: TestDatabase;
  beforeAll(async () => {
    [source, target] = [await startSource(), await startTarget()];
    for (const { db } of [source, target]) {
      for (const statement of ODD) {
        await sql.raw(statement).execute(db);
      }
    }
    await fill();
  });
  afterAll(async () => {
    await source.close();
    await target.close();
  });

  async function fill(): Promise<void> {
    const tenants = await Promise.all(
      ['1', '2'].map((account) => source.store.upsertTenant('hubspot', account, '規模 "\\')),
    );
    const [one, two] = tenants.map((tenant) => source.store.of(tenant));
    await finish(one!, { features: { a: { rules: { r: 'flagged' }, name: 'Größe \u2028 \\u0000 \'"' }, b: {} } });
    await finish(two!, { features: { a: {} } });
    const flows = Array.from({ length: 95 }, (_item, i) => ({ kind: 'workflow', externalId: `${i}`, payload: { i } }));
    await one!.assets.keep('workflows', flows);
    const big = { text: 'x'.repeat(20 * 2 ** 20) };
    await two!.assets.keep('workflows', [{ kind: 'workflow', externalId: 'big', payload: big }]);
    await two!.assets.keep('workflows', flows);
    await one!.connections.save({ auth: 'token', credentials: { accessToken: 'secret' } }, ADA);
    await source.store.tokens.create({ tenant: '*', role: 'admin', name: 'n' }, ADA);
    // Rows of one name in every table, so that what refers to another finds it.
    const tables = (await tablesInOrder(source.db)).filter((table) => !['odd', 'a_child'].includes(table));
    await fillTables(source.db, 'hubspot-3', tables);
    await sql`
      insert into odd (a, b, c, d, f)
      values ('2026-11-27 10:00:00.123456+01', '{"n": 12345678901234567890.5}', '\\x00ff', 0.10, '{a,"b,c",null}')`.execute(
      source.db,
    );
    await sql`insert into a_child (parent) select e from odd`.execute(source.db);
  }

  const rowsOf = async ({ db }: TestDatabase, table: string) =>
    (
      await sql<{ row: string }>`
        select row_to_json(t)::text as row from ${sql.table(table)} as t order by row_to_json(t)::text collate "C"`.execute(
        db,
      )
    ).rows.map(({ row }) => row);

  it('copies every row of every table as it is, and counts them on both sides', async () => {
    const counts = await copyRows(source.db, target.db);

    const tables = await tablesOf(source.db);
    expect(Object.keys(counts).toSorted()).toEqual(tables);
    for (const table of tables) {
      const rows = await rowsOf(source, table);
      expect(rows.length).toBeGreaterThan(0);
      expect(counts[table]).toBe(rows.length);
      expect(await rowsOf(target, table)).toEqual(rows);
    }
  });

  it('leaves a target that can be used: numbers go on, chains hold, secrets open with the same keys', async () => {
    const own = target.store.of((await target.store.tenant('hubspot-1'))!);

    expect((await own.inventories.read())?.entries).toHaveLength(2);
    await own.leases.begin('resync', 'new', '2026-11-28');
    await own.scans.keepPage('new', 's', [], { seen: [], quarantined: [], refused: [], done: true });
    await sql`insert into a_child (parent) select e from odd`.execute(target.db);
    await sql`insert into odd (d) values (1)`.execute(target.db);
    await own.audit.append({ actor: ADA, action: 'a.b' });
    const sealed = await target.db
      .selectFrom('connections')
      .selectAll()
      .where('tenant_id', '=', 'hubspot-1')
      .executeTakeFirst();
    expect(source.keyring.open(sealed!.credentials, { tenant: 'hubspot-1', purpose: 'credentials' })).toContain(
      'secret',
    );
    const { faults } = await target.store.audit.verify();
    // Of the third, which is no real tenant.
    expect(faults.filter(({ chain }) => chain !== 'hubspot-3')).toEqual([]);
  });

  it('refuses a target that holds anything, and changes nothing there', async () => {
    const before = await rowsOf(target, 'assets');

    await expect(copyRows(source.db, target.db)).rejects.toBeInstanceOf(UsageError);

    expect(await rowsOf(target, 'assets')).toEqual(before);
  });

  it('leaves the target empty when it fails on the way, so that it can be tried again', async () => {
    await target.empty();
    await sql`alter table tenants add constraint no_third check (id <> 'hubspot-2')`.execute(target.db);

    await expect(copyRows(source.db, target.db)).rejects.toThrow(/no_third/);
    const counts = await Promise.all(
      (await tablesOf(target.db)).map(async (table) => (await rowsOf(target, table)).length),
    );
    expect(counts.filter((count) => count > 0)).toEqual([]);

    await sql`alter table tenants drop constraint no_third`.execute(target.db);
    expect((await copyRows(source.db, target.db))['tenants']).toBe(3);
  });
});
