import type { Kysely } from 'kysely';
import type { EmbeddedDatabase } from './embedded/database-thread.ts';
import type { Database } from './schema.ts';

type Row = Record<string, unknown>;

/** Plain SQL beside the repositories, for what brings its own tables (the queue). Never inside one of their transactions. */
export interface Statements {
  /** The database lives in this process. */
  embedded: boolean;
  /** One statement with values, or any number without. Of several, the rows of all come back in their order. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

export function statementsOnServer(pool: { query(text: string, values?: unknown[]): Promise<unknown> }): Statements {
  return {
    embedded: false,
    async executeSql(text, values) {
      // Of several statements `pg` gives a list of results, which its types do not know.
      const result = (await pool.query(text, values)) as { rows: Row[] } | { rows: Row[] }[];
      return { rows: [result].flat().flatMap((one) => one.rows) };
    },
  };
}

/** The embedded database is one connection: whoever speaks to it waits until no transaction of the repositories is open. */
export function statementsEmbedded(db: Kysely<Database>, database: EmbeddedDatabase): Statements {
  return {
    embedded: true,
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
