import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { firstTables } from './migrations/0001-first-tables.ts';

const MIGRATIONS = { '0001-first-tables': firstTables };

/** Brings the tables forward; Kysely takes a lock, so several starters on one PostgreSQL do it once. */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    throw error;
  }
}
