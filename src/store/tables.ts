import { type QueryExecutorProvider, sql } from 'kysely';

/** Every table of ours, those first that others refer to. */
export async function tablesInOrder(db: QueryExecutorProvider): Promise<string[]> {
  const { rows } = await sql<{ name: string; parents: string[] }>`
    select c.relname::text as name, coalesce(array_agg(distinct p.relname::text) filter (where p.oid <> c.oid), '{}') as parents
    from pg_class c
    left join pg_constraint f on f.conrelid = c.oid and f.contype = 'f'
    left join pg_class p on p.oid = f.confrelid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and c.relname not like 'kysely_%'
    group by c.relname order by c.relname`.execute(db);
  const order = new Set<string>();
  while (order.size < rows.length) {
    const ready = rows.filter(({ name, parents }) => !order.has(name) && parents.every((parent) => order.has(parent)));
    if (ready.length === 0) {
      throw new Error('Tables refer to each other in a circle.');
    }
    ready.forEach(({ name }) => order.add(name));
  }
  return [...order];
}

/** Those with rows of tenants, those first that refer to others: in this order they can be emptied. */
export async function tenantTables(db: QueryExecutorProvider): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name::text as name from information_schema.columns
    where table_schema = current_schema() and column_name = 'tenant_id'`.execute(db);
  const names = new Set(rows.map((row) => row.name));
  return (await tablesInOrder(db)).filter((table) => names.has(table)).toReversed();
}
