import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { lock } from 'proper-lockfile';
import { DataDirLocked } from '../kit/errors.ts';
import { migrate } from './migrate.ts';
import type { Database } from './schema.ts';
import { Store } from './store.ts';

export type StorePlace = { dataDir: string } | { databaseUrl: string } | { memory: true };

/**
 * Opens the embedded database (one process a directory, else `DataDirLocked`) or a PostgreSQL server, and brings its
 * tables forward.
 */
export async function openStore(place: StorePlace): Promise<Store> {
  if ('databaseUrl' in place) {
    const pool = new pg.Pool({ connectionString: place.databaseUrl, max: 10 });
    return opened(new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }), async () => undefined);
  }
  if ('memory' in place) {
    const pglite = new PGlite();
    return opened(new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) }), async () => undefined);
  }
  mkdirSync(place.dataDir, { recursive: true, mode: 0o700 });
  // Two processes on one directory corrupt it, and PGlite itself does not notice.
  const release = await lock(place.dataDir, { stale: 10_000, update: 2_000, realpath: false }).catch(
    (cause: unknown) => {
      throw (cause as { code?: string }).code === 'ELOCKED' ? new DataDirLocked(place.dataDir) : cause;
    },
  );
  const pglite = new PGlite(join(place.dataDir, 'pglite'));
  return opened(new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) }), release);
}

async function opened(db: Kysely<Database>, release: () => Promise<void>): Promise<Store> {
  await migrate(db);
  return new Store(db, async () => {
    await db.destroy();
    await release();
  });
}
