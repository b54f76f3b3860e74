import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isolate } from './isolate.ts';

/** What a card asks of an inventory, and by which it sees that what it answered before still stands. */
export const card: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('inventory').addColumn('acts_on', 'text').addColumn('notice', 'text').execute();
    await sql`
      update inventory as i set notice = a.assessment::jsonb ->> 'notice'
      from (
        select distinct on (tenant_id, key) tenant_id, key, assessment from assessments order by tenant_id, key, id desc
      ) as a
      where i.tenant_id = a.tenant_id and i.key = a.key and i.verdict <> 'not-ai'`.execute(db);
    await db.schema.alterTable('connections').addColumn('language', 'text').execute();
    await db.schema
      .createTable('inventory_revisions')
      .addColumn('tenant_id', 'text', (c) => c.primaryKey())
      .addColumn('revision', 'text', (c) => c.notNull())
      .execute();
    await sql`
      insert into inventory_revisions (tenant_id, revision)
      select distinct tenant_id, gen_random_uuid()::text from scans where state = 'done'
      on conflict do nothing`.execute(db);
    await isolate(db, 'inventory_revisions', { rights: ['select', 'insert', 'update'] });
  },
};
