import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import { Keyring, newSecretKey } from '../../src/kit/keyring.ts';
import { migrate } from '../../src/store/migrate.ts';
import { poolAt } from '../../src/store/open-store.ts';
import type { Database } from '../../src/store/schema.ts';
import { type Statements, statementsEmbedded, statementsOnServer } from '../../src/store/statements.ts';
import { Store, type StoreTools } from '../../src/store/store.ts';
import { migratedPglite } from './pglite-template.ts';
import { startPostgres } from './postgres.ts';

/** A database as the store uses it, open to the test's own eyes too. */
export interface TestDatabase {
  store: Store;
  /** As the owner of the tables, whom row-level security does not bind. */
  db: Kysely<Database>;
  connections: number;
  /** The store's; it stands still until told. */
  clock: { now(): number; forward(ms: number): void };
  keyring: Keyring;
  /** What the store was opened with. */
  tools: StoreTools;
  /** Forgets all rows. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

async function pglite(): Promise<TestDatabase> {
  const pglite = await migratedPglite();
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
  return opened(db, statementsEmbedded(db, pglite), 1, async () => undefined);
}

async function postgres(): Promise<TestDatabase> {
  const server = await startPostgres();
  const pool = poolAt(server.url);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return opened(db, statementsOnServer(pool), 10, () => server.stop());
}

/** What every promise of the store is tested on, for `describe.each`. */
export const databases = [
  ['PGlite', pglite],
  ['PostgreSQL 18', postgres],
] as const;

async function opened(
  db: Kysely<Database>,
  statements: Statements,
  connections: number,
  stop: () => Promise<void>,
): Promise<TestDatabase> {
  await migrate(db);
  let time = Date.parse('2026-11-27T10:00:00Z');
  const keyring = new Keyring([newSecretKey()]);
  const tools = { keyring: () => keyring, now: () => new Date(time) };
  return {
    db,
    connections,
    keyring,
    tools,
    clock: { now: () => time, forward: (ms) => void (time += ms) },
    store: new Store(db, () => Promise.resolve(), statements, tools),
    async empty() {
      await db.transaction().execute(async (trx) => {
        // Without triggers: the audit log does not let its rows go.
        await sql`set local session_replication_role = replica`.execute(trx);
        for (const table of await tablesOf(trx)) {
          await sql`delete from ${sql.table(table)}`.execute(trx);
        }
      });
    },
    async close() {
      await db.destroy();
      await stop();
    },
  };
}

/** Every table that holds something, whichever migration made it. */
export async function tablesOf(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename::text as name from pg_tables
    where schemaname = current_schema() and tablename not like 'kysely_%' order by tablename`.execute(db);
  return rows.map((row) => row.name);
}
