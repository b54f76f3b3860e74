import { type Kysely, sql } from 'kysely';
import type { Database } from '#src/store/schema.ts';
import { tenantTables } from '#src/store/tables.ts';

/** One row of a tenant in every table that has rows of tenants, whatever its columns are. Returns the tables. */
export async function fillTenantTables(db: Kysely<Database>, tenant: string): Promise<string[]> {
  const tables = await tenantTables(db);
  await fillTables(db, tenant, tables);
  return tables;
}

export async function fillTables(db: Kysely<Database>, tenant: string, tables: readonly string[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // What refers to another table need not find its row there, and the audit log takes what is no link of a chain.
    await sql`set local session_replication_role = replica`.execute(trx);
    for (const table of tables) {
      const columns = (await columnsOf(trx, table)).filter(({ isFilled }) => !isFilled);
      const values = columns.map(({ name, type }) => (name === 'tenant_id' ? sql.lit(tenant) : valueOf(type, tenant)));
      await sql`
        insert into ${sql.table(table)} (${sql.join(columns.map(({ name }) => sql.ref(name)))})
        values (${sql.join(values)}) on conflict do nothing`.execute(trx);
    }
  });
}

interface Column {
  name: string;
  type: string;
  isFilled: boolean;
}

async function columnsOf(db: Kysely<Database>, table: string): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select column_name::text as name, data_type::text as type,
      (column_default is not null or is_identity = 'YES' or is_generated = 'ALWAYS') as "isFilled"
    from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}`.execute(db);
  return rows;
}

function valueOf(type: string, tenant: string) {
  if (/^json/.test(type)) {
    return sql.lit(JSON.stringify({ tenant }));
  }
  if (/^timestamp|^date/.test(type)) {
    return sql.lit('2026-11-27');
  }
  if (type === 'boolean') {
    return sql.lit(true);
  }
  return /int|numeric|double|real/.test(type) ? sql.lit(1) : sql.lit(`${tenant}-x`);
}
