import { type Kysely, sql, type Transaction } from 'kysely';
import { UsageError } from '../kit/errors.ts';
import type { Database } from './schema.ts';
import { tablesInOrder } from './tables.ts';

/** Of JSON in memory at a time, or one row: a row can have 30 MB, and a text of half a gigabyte is none of V8's. */
const BATCH_BYTES = 16 * 2 ** 20;
const BATCH_ROWS = 1_000;

/**
 * Every row of every table, as the source is at one moment, into a database that holds nothing yet: all of it or, when
 * anything fails, nothing. Returns how many rows each table has, counted on both sides.
 */
export async function copyRows(from: Kysely<Database>, to: Kysely<Database>): Promise<Record<string, number>> {
  return from
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((source) =>
      to.transaction().execute(async (target) => {
        const tables = await tablesInOrder(source);
        await refuseIfFilled(target, tables);
        const counts: Record<string, number> = {};
        for (const table of tables) {
          await copyTable(source, target, table);
          counts[table] = await countEqual(source, target, table);
        }
        await copySequences(source, target);
        return counts;
      }),
    );
}

async function refuseIfFilled(target: Transaction<Database>, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    if ((await countOf(target, table)) > 0) {
      throw new UsageError(
        `The database to copy to is not empty: it has rows in ${table}.`,
        'Copy to a new database; nothing was written to this one.',
      );
    }
  }
}

/** As JSON that PostgreSQL itself writes and reads: exact for every type of column. */
async function copyTable(source: Transaction<Database>, target: Transaction<Database>, table: string): Promise<void> {
  const name = sql.table(table);
  await sql`declare rows_to_copy no scroll cursor for select row_to_json(t)::text as row from ${name} as t`.execute(
    source,
  );
  const batch = await batchOf(source, table);
  for (let isMore = true; isMore;) {
    const { rows } = await sql<{ row: string }>`fetch forward ${sql.lit(batch)} from rows_to_copy`.execute(source);
    if (rows.length > 0) {
      const list = `[${rows.map(({ row }) => row).join(',')}]`;
      await sql`
        insert into ${name} overriding system value
        select * from json_populate_recordset(null::${name}, ${list}::json)`.execute(target);
    }
    isMore = rows.length === batch;
  }
  await sql`close rows_to_copy`.execute(source);
}

/** How many of a table's largest rows are in memory at a time. */
async function batchOf(source: Transaction<Database>, table: string): Promise<number> {
  const { rows } = await sql<{ bytes: number | null }>`
    select max(octet_length(t::text)) as bytes from ${sql.table(table)} as t`.execute(source);
  return Math.min(Math.max(Math.floor(BATCH_BYTES / (rows[0]?.bytes ?? 1)), 1), BATCH_ROWS);
}

async function countEqual(
  source: Transaction<Database>,
  target: Transaction<Database>,
  table: string,
): Promise<number> {
  const [wanted, written] = [await countOf(source, table), await countOf(target, table)];
  if (wanted !== written) {
    throw new Error(`${table}: ${written} of ${wanted} rows were copied.`);
  }
  return written;
}

async function countOf(db: Kysely<Database>, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Numbers that the database gives out go on where they were. */
async function copySequences(source: Transaction<Database>, target: Transaction<Database>): Promise<void> {
  const { rows } = await sql<{ sequence: string; value: string | null }>`
    select sequencename::text as sequence, last_value::text as value from pg_sequences
    where schemaname = current_schema()`.execute(source);
  for (const { sequence, value } of rows) {
    if (value !== null) {
      await sql`select setval(quote_ident(${sequence})::regclass, ${value}::bigint)`.execute(target);
    }
  }
}
