import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Every table carries the tenant in its key, so that no query can forget it. */
export const firstTables: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('tenants')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('crm', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('scans')
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('started_at', 'text', (c) => c.notNull())
      .addColumn('finished_at', 'text')
      .addColumn('requests', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('stamps', 'text', (c) => c.notNull())
      .addColumn('coverage', 'text', (c) => c.notNull())
      .addColumn('examined', 'text', (c) => c.notNull())
      .addColumn('not_visible', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('scans_pk', ['tenant_id', 'id'])
      .execute();
    await db.schema
      .createTable('scan_pages')
      .addColumn('id', 'bigserial', (c) => c.primaryKey())
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('scan_id', 'text', (c) => c.notNull())
      .addColumn('stream', 'text', (c) => c.notNull())
      .addColumn('cursor', 'text')
      .addColumn('seen', 'text', (c) => c.notNull())
      .addColumn('quarantined', 'text', (c) => c.notNull())
      .addColumn('refused', 'text', (c) => c.notNull())
      .addColumn('done', 'boolean', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('scan_pages_stream')
      .on('scan_pages')
      .columns(['tenant_id', 'scan_id', 'stream', 'id'])
      .execute();
    await db.schema
      .createTable('assets')
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('external_id', sql`text collate "C"`, (c) => c.notNull())
      .addColumn('stream', 'text', (c) => c.notNull())
      .addColumn('revision', 'text')
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('payload', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('assets_pk', ['tenant_id', 'kind', 'external_id'])
      .execute();
    await db.schema
      .createTable('inventory')
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('key', sql`text collate "C"`, (c) => c.notNull())
      .addColumn('verdict', 'text', (c) => c.notNull())
      .addColumn('stream', 'text', (c) => c.notNull())
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('record', 'text', (c) => c.notNull())
      .addColumn('stale_since', 'text')
      .addColumn('retired_at', 'text')
      .addPrimaryKeyConstraint('inventory_pk', ['tenant_id', 'key'])
      .execute();
    await db.schema
      .createTable('assessments')
      .addColumn('id', 'bigserial', (c) => c.primaryKey())
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('key', sql`text collate "C"`, (c) => c.notNull())
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('scan_id', 'text', (c) => c.notNull())
      .addColumn('stamps', 'text', (c) => c.notNull())
      .addColumn('assessment', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('assessments_key').on('assessments').columns(['tenant_id', 'key', 'id']).execute();
    await db.schema
      .createTable('findings')
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('key', sql`text collate "C"`, (c) => c.notNull())
      .addColumn('rule', 'text', (c) => c.notNull())
      .addColumn('outcome', 'text', (c) => c.notNull())
      .addColumn('first_scan', 'text', (c) => c.notNull())
      .addColumn('closed_scan', 'text')
      .addPrimaryKeyConstraint('findings_pk', ['tenant_id', 'key', 'rule'])
      .execute();
  },
};
