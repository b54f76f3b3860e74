import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isolate } from './isolate.ts';

/** What the package in a SugarCRM was told last, of which revision of the inventory, and why not when it was not. */
export const pushes: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('pushes')
      .addColumn('tenant_id', 'text', (c) => c.primaryKey())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('revision', 'text')
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('next_at', 'text')
      .addColumn('fault', 'text')
      .execute();
    await isolate(db, 'pushes');
  },
};
