import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isolate } from './isolate.ts';

/** Scans that wait, run under a lease and tell how far they are; ticks, budgets, changes, and who is told of them. */
export const jobs: Migration = {
  async up(db: Kysely<unknown>) {
    await scans(db);
    await db.schema
      .createTable('schedule_ticks')
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('minute', 'text', (c) => c.notNull())
      .addColumn('scan_id', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('schedule_ticks_pk', ['tenant_id', 'minute'])
      .execute();
    await isolate(db, 'schedule_ticks');
    await db.schema
      .createTable('rate_budgets')
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('bucket', 'text', (c) => c.notNull())
      .addColumn('granted', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('rate_budgets_pk', ['tenant_id', 'bucket'])
      .execute();
    await isolate(db, 'rate_budgets');
    await changes(db);
  },
};

async function scans(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('scans')
    .addColumn('requested_by', 'text')
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('wait_until', 'timestamptz')
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'timestamptz')
    .addColumn('progress', 'text')
    .addColumn('cancel_requested', 'boolean', (c) => c.notNull().defaultTo(false))
    .addColumn('error', 'text')
    .execute();
  // Earlier a reassessment could begin beside a scan that was interrupted: the one begun last stays open.
  await sql`
    update scans set state = 'failed' where state = 'running' and id not in (
      select distinct on (tenant_id) id from scans where state = 'running' order by tenant_id, started_at desc, id
    )`.execute(db);
  await sql`create unique index scans_one_open on scans (tenant_id) where state in ('queued', 'running')`.execute(db);
}

async function changes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('changes')
    .addColumn('id', 'bigserial', (c) => c.primaryKey())
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('scan_id', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('changes_order').on('changes').columns(['tenant_id', 'id']).execute();
  await isolate(db, 'changes', { rights: ['select', 'insert'] });
  await db.schema
    .createTable('webhooks')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await isolate(db, 'webhooks');
  await db.schema
    .createTable('mail_digests')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await isolate(db, 'mail_digests');
  await db.schema
    .createTable('deliveries')
    .addColumn('id', 'bigserial', (c) => c.primaryKey())
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('scan_id', 'text', (c) => c.notNull())
    .addColumn('first_change', 'bigint', (c) => c.notNull())
    .addColumn('last_change', 'bigint', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('answer', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .execute();
  await sql`create index deliveries_waiting on deliveries (id) where state = 'waiting'`.execute(db);
  await isolate(db, 'deliveries');
}
