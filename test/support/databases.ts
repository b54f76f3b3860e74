import { PGlite } from '@electric-sql/pglite';
import { type Dialect, Kysely, PGliteDialect } from 'kysely';
import { migrate } from '../../src/store/migrate.ts';
import { serverAt } from '../../src/store/open-store.ts';
import type { Database } from '../../src/store/schema.ts';
import { Store } from '../../src/store/store.ts';
import { startPostgres } from './postgres.ts';

/** A database as the store uses it, open to the test's own eyes too. */
export interface TestDatabase {
  store: Store;
  db: Kysely<Database>;
  /** Forgets all rows. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

const TABLES = ['tenants', 'scans', 'scan_pages', 'assets', 'inventory', 'assessments', 'findings'] as const;

async function pglite(): Promise<TestDatabase> {
  return opened(new PGliteDialect({ pglite: new PGlite() }), async () => undefined);
}

async function postgres(): Promise<TestDatabase> {
  const server = await startPostgres();
  return opened(serverAt(server.url), () => server.stop());
}

/** What every promise of the store is tested on, for `describe.each`. */
export const databases = [
  ['PGlite', pglite],
  ['PostgreSQL 18', postgres],
] as const;

async function opened(dialect: Dialect, stop: () => Promise<void>): Promise<TestDatabase> {
  const db = new Kysely<Database>({ dialect });
  await migrate(db);
  return {
    db,
    store: new Store(db, () => Promise.resolve()),
    async empty() {
      for (const table of TABLES) {
        await db.deleteFrom(table).execute();
      }
    },
    async close() {
      await db.destroy();
      await stop();
    },
  };
}
