import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

export interface Figures {
  scans: Record<string, number>;
  features: Record<string, number>;
  connections: Record<string, number>;
}

/** How much there is of what, over all tenants: for whoever watches the install. */
export async function figuresOf(db: Kysely<Database>): Promise<Figures> {
  const { rows } = await sql<{ what: keyof Figures; name: string; n: string }>`
    select 'scans' as what, state as name, count(*) as n from scans group by state
    union all
    select 'features', tier, count(*) from inventory
      where retired_at is null and verdict <> 'not-ai' and tier is not null group by tier
    union all
    select 'connections', state, count(*) from connections group by state`.execute(db);
  const figures: Figures = { scans: {}, features: {}, connections: {} };
  for (const { what, name, n } of rows) {
    figures[what][name] = Number(n);
  }
  return figures;
}
