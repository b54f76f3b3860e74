import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** E-mails that wait for what else changes: how often somebody wants them, and when one is due. */
export const bundledMails: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('mail_digests')
      .addColumn('frequency', 'text', (c) => c.notNull().defaultTo('at-once'))
      .execute();
    await db.schema.alterTable('deliveries').addColumn('due_at', 'text').execute();
  },
};
