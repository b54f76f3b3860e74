import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Of no tenant: whose request it is, is known only when its signature has passed. */
export const seenSignatures: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('seen_signatures')
      .addColumn('digest', 'text', (c) => c.primaryKey())
      .addColumn('until', 'timestamptz', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('seen_signatures_until').on('seen_signatures').column('until').execute();
  },
};
