import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type Dialect, Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { ConfigError, DatabaseUnavailable } from '../kit/errors.ts';
import { lockDirectory } from './directory-lock.ts';
import { migrate } from './migrate.ts';
import type { Database } from './schema.ts';
import { Store } from './store.ts';

export type StorePlace = { dataDir: string } | { databaseUrl: string } | { memory: true };

/**
 * Opens the embedded database (one process a directory, else `DataDirLocked`) or a PostgreSQL server (else
 * `DatabaseUnavailable`), and brings its tables forward.
 */
export async function openStore(place: StorePlace): Promise<Store> {
  if ('databaseUrl' in place) {
    try {
      return await opened(serverAt(place.databaseUrl), () => undefined);
    } catch (error) {
      throw reasonOf(error);
    }
  }
  if ('memory' in place) {
    return opened(new PGliteDialect({ pglite: new PGlite() }), () => undefined);
  }
  makeDirectory(place.dataDir);
  // Two processes on one directory corrupt it, and PGlite itself does not notice.
  const release = lockDirectory(place.dataDir);
  return opened(new PGliteDialect({ pglite: () => PGlite.create(join(place.dataDir, 'pglite')) }), release);
}

async function opened(dialect: Dialect, release: () => void): Promise<Store> {
  const db = new Kysely<Database>({ dialect });
  const close = async () => {
    try {
      await db.destroy();
    } finally {
      release();
    }
  };
  try {
    await migrate(db);
  } catch (error) {
    await close();
    throw error;
  }
  return new Store(db, close);
}

export function serverAt(databaseUrl: string): Dialect {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 10_000 });
  // A connection that breaks while no query waits on it would end the process; the next query tells.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
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

/** Of the network, or of PostgreSQL's classes for who may connect, to which database, and whether it is up. */
const NO_CONNECTION = /^(?:E[A-Z_]+|28...|3D...|53...|57P..)$/;

/** What went wrong between us and the server; an error of a query is a bug and stays as it is. */
function reasonOf(error: unknown): unknown {
  const code = codeOf(error);
  const isTimeOut = code === undefined && /timeout|terminated/i.test(String(error));
  return isTimeOut || NO_CONNECTION.test(code ?? '') ? new DatabaseUnavailable(code ?? 'no answer') : error;
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
