import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a vendor asked one process to wait for holds for all that ask the account. */
export const pauses: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('rate_budgets').addColumn('paused_until', 'timestamptz').execute();
  },
};
