import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, type KyselyConfig, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { ConfigError, DatabaseUnavailable } from '../kit/errors.ts';
import { lockDirectory } from './directory-lock.ts';
import { migrate } from './migrate.ts';
import { codeOf, isDatabaseAway } from './database-away.ts';
import { DatabaseThread, type EmbeddedDatabase } from './embedded/database-thread.ts';
import type { Database } from './schema.ts';
import { endLeases } from './scan-lease.ts';
import { type Statements, statementsEmbedded, statementsOnServer } from './statements.ts';
import { Store, type StoreTools } from './store.ts';
import { beginMissingChains } from './tenants.ts';
import { WriteCount } from './write-count.ts';

export type StorePlace = { dataDir: string } | { databaseUrl: string } | { memory: true };

/**
 * Opens the embedded database (one process a directory, else `DataDirLocked`) or a PostgreSQL server (else
 * `DatabaseUnavailable`), and brings its tables forward.
 */
export async function openStore(place: StorePlace, tools?: StoreTools): Promise<Store> {
  if ('databaseUrl' in place) {
    try {
      const pool = poolAt(place.databaseUrl);
      return await opened(
        { dialect: new PostgresDialect({ pool }) },
        () => statementsOnServer(pool),
        () => undefined,
        tools,
      );
    } catch (error) {
      throw reasonOf(error);
    }
  }
  if ('memory' in place) {
    return embedded(new PGlite(), () => undefined, tools);
  }
  makeDirectory(place.dataDir);
  // Two processes on one directory corrupt it, and PGlite itself does not notice.
  const release = lockDirectory(place.dataDir);
  return embedded(new DatabaseThread(join(place.dataDir, 'pglite')), release, tools);
}

function embedded(database: EmbeddedDatabase, release: () => void, tools?: StoreTools): Promise<Store> {
  const dialect = new PGliteDialect({ pglite: database });
  const writes = new WriteCount();
  const statements = (db: Kysely<Database>) => statementsEmbedded(db, database, () => writes.count);
  return opened({ dialect, log: writes.watch }, statements, release, tools, endLeases);
}

async function opened(
  config: KyselyConfig,
  statements: (db: Kysely<Database>) => Statements,
  release: () => void,
  tools?: StoreTools,
  prepare: (db: Kysely<Database>) => Promise<unknown> = () => Promise.resolve(),
): Promise<Store> {
  const db = new Kysely<Database>(config);
  const close = async () => {
    try {
      await db.destroy();
    } finally {
      release();
    }
  };
  try {
    await migrate(db);
    await beginMissingChains(db, (tools?.now() ?? new Date()).toISOString());
    await prepare(db);
  } catch (error) {
    await close();
    throw error;
  }
  return new Store(db, close, statements(db), tools);
}

export function poolAt(databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 10_000 });
  // A connection that breaks while no query waits on it would end the process; the next query tells.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function makeDirectory(dir: string): void {
  try {
    // Each step by itself: where a parent can hold nothing (/proc), Node's recursive way never ends.
    missingOf(resolve(dir)).forEach(makeStep);
  } catch (error) {
    throw new ConfigError([`DATA_DIR: ${dir} cannot be made (${codeOf(error) ?? 'unknown reason'}).`]);
  }
}

/** The directory and its parents that are not there, outermost first. */
function missingOf(dir: string): string[] {
  return existsSync(dir) ? [] : [...missingOf(dirname(dir)), dir];
}

function makeStep(dir: string): void {
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw error;
    }
  }
}

/** What went wrong between us and the server; an error of a query is a bug and stays as it is. */
function reasonOf(error: unknown): unknown {
  const code = codeOf(error);
  // Says the whole address, with its password.
  const isNoAddress = code === 'ERR_INVALID_URL';
  return isNoAddress || isDatabaseAway(error) ? new DatabaseUnavailable(code ?? 'no answer') : error;
}
