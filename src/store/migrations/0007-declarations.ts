import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isolate } from './isolate.ts';

/** What people say of features and decide about them; and what lists are filtered by, beside each entry. */
export const declarations: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('declarations')
      .addColumn('id', 'bigserial', (c) => c.primaryKey())
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('key', sql`text collate "C"`, (c) => c.notNull())
      .addColumn('fact', 'text', (c) => c.notNull())
      .addColumn('value', 'text')
      .addColumn('reason', 'text')
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('declarations_latest')
      .on('declarations')
      .columns(['tenant_id', 'key', 'fact', 'id'])
      .execute();
    await isolate(db, 'declarations', { rights: ['select', 'insert'] });
    await db.schema
      .createTable('decisions')
      .addColumn('id', 'bigserial', (c) => c.primaryKey())
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('key', sql`text collate "C"`, (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('rests_on', 'text', (c) => c.notNull())
      .addColumn('lapsed_at', 'text')
      .execute();
    await db.schema.createIndex('decisions_key').on('decisions').columns(['tenant_id', 'key', 'id']).execute();
    await isolate(db, 'decisions', { rights: ['select', 'insert', 'update'] });
    await lists(db);
  },
};

/** Filled from what is stored, so that an inventory can be listed before its next scan. */
async function lists(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('inventory')
    .addColumn('answers', 'text')
    .addColumn('kind', 'text')
    .addColumn('name', 'text')
    .addColumn('words', 'text')
    .addColumn('tier', 'text')
    .addColumn('flags', 'text')
    .addColumn('open_facts', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await sql`
    update inventory as i set
      kind = i.record::jsonb ->> 'kind',
      name = i.record::jsonb ->> 'name',
      words = lower(concat_ws(chr(10), i.record::jsonb ->> 'name', i.key, i.record::jsonb #>> '{system,name}', i.record::jsonb #>> '{system,vendor}')),
      tier = a.assessment::jsonb ->> 'tier',
      flags = (select coalesce(string_agg(flag, ' '), '') from jsonb_array_elements_text(a.assessment::jsonb -> 'flags') as flag),
      open_facts = coalesce(jsonb_array_length(a.assessment::jsonb -> 'missing'), 0)
    from (
      select distinct on (tenant_id, key) tenant_id, key, assessment from assessments order by tenant_id, key, id desc
    ) as a
    where i.tenant_id = a.tenant_id and i.key = a.key and i.verdict <> 'not-ai'`.execute(db);
  await sql`create index inventory_open on inventory (tenant_id, verdict) where retired_at is null`.execute(db);
}
