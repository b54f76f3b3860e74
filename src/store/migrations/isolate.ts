import { type Kysely, sql } from 'kysely';
import { TENANT_ROLE } from '../tenant-role.ts';

type Right = 'select' | 'insert' | 'update' | 'delete';

/**
 * Row-level security for a table of rows that belong to tenants: under the tenants' role only the current tenant's are
 * seen and written. The owner of the tables is not bound. `rights`: what the tenants' role may do at all.
 */
export async function isolate(
  db: Kysely<unknown>,
  table: string,
  { column = 'tenant_id', rights = ['select', 'insert', 'update', 'delete'] as readonly Right[] } = {},
): Promise<void> {
  const name = sql.table(table);
  const own = sql`${sql.ref(column)} = current_setting('app.tenant', true)`;
  // A tenant that was erased meanwhile gets no new rows; asked once a statement, not once a row.
  const writable = column === 'tenant_id' ? sql`${own} and exists (select from tenants)` : own;
  await sql`alter table ${name} enable row level security`.execute(db);
  await sql`create policy own_rows on ${name} to ${sql.raw(TENANT_ROLE)} using (${own}) with check (${writable})`.execute(
    db,
  );
  if (rights.length === 0) {
    return;
  }
  await sql`grant ${sql.raw(rights.join(', '))} on ${name} to ${sql.raw(TENANT_ROLE)}`.execute(db);
  for (const sequence of await sequencesOf(db, table)) {
    await sql`grant usage on sequence ${sql.raw(sequence)} to ${sql.raw(TENANT_ROLE)}`.execute(db);
  }
}

async function sequencesOf(db: Kysely<unknown>, table: string): Promise<string[]> {
  const { rows } = await sql<{ sequence: string }>`
    select pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence
    from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}
      and pg_get_serial_sequence(quote_ident(table_name), column_name) is not null`.execute(db);
  return rows.map((row) => row.sequence);
}
