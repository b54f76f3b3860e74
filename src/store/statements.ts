import { CompiledQuery, type Kysely } from 'kysely';
import type { EmbeddedDatabase } from './embedded/database-thread.ts';
import type { Database } from './schema.ts';

type Row = Record<string, unknown>;

/** Plain SQL beside the repositories, for what brings its own tables (the queue). Never inside one of their transactions. */
export interface Statements {
  /** The database lives in this process. */
  embedded: boolean;
  /** How often this process has written, where no other can have. */
  writes?: () => number;
  /** One statement with values, or any number without. Of several, the rows of all come back in their order. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
  /** One statement that is asked very often, under a name of its own: a server plans it once a connection. */
  often?: Often;
}

export type Often = <R>(name: string, text: string, values: unknown[]) => Promise<R[]>;

/** The same by way of the repositories, where that is no faster. */
export function oftenBy(db: Kysely<Database>): Often {
  return async <R>(_name: string, text: string, values: unknown[]) =>
    (await db.executeQuery<R>(CompiledQuery.raw(text, values))).rows;
}

interface Pool {
  query(text: string | { name: string; text: string; values: unknown[] }, values?: unknown[]): Promise<unknown>;
}

export function statementsOnServer(pool: Pool): Statements {
  return {
    embedded: false,
    async often<R>(name: string, text: string, values: unknown[]) {
      const { rows } = (await pool.query({ name, text, values })) as { rows: R[] };
      return rows;
    },
    async executeSql(text, values) {
      // Of several statements `pg` gives a list of results, which its types do not know.
      const result = (await pool.query(text, values)) as { rows: Row[] } | { rows: Row[] }[];
      return { rows: [result].flat().flatMap((one) => one.rows) };
    },
  };
}

/** The embedded database is one connection: whoever speaks to it waits until no transaction of the repositories is open. */
export function statementsEmbedded(
  db: Kysely<Database>,
  database: EmbeddedDatabase,
  writes?: () => number,
): Statements {
  return {
    embedded: true,
    ...(writes && { writes }),
    executeSql: (text, values) =>
      db.connection().execute(async () => {
        try {
          const results = values?.length ? [await database.query<Row>(text, values)] : await database.exec(text);
          return { rows: results.flatMap((result) => result.rows) };
        } catch (error) {
          // Statements that bring their own `begin` and fail would leave it open for whoever comes next.
          await database.exec('rollback');
          throw error;
        }
      }),
  };
}
