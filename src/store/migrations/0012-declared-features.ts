import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isolate } from './isolate.ts';

/** Features that people entered: a row a version, `said` null where one was withdrawn. */
export const declaredFeatures: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('declared_features')
      .addColumn('id', 'bigserial', (c) => c.primaryKey())
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('feature_id', sql`text collate "C"`, (c) => c.notNull())
      .addColumn('said', 'text')
      .addColumn('reason', 'text')
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('declared_features_latest')
      .on('declared_features')
      .columns(['tenant_id', 'feature_id', 'id'])
      .execute();
    await isolate(db, 'declared_features', { rights: ['select', 'insert'] });
  },
};
