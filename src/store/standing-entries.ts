import { type Kysely, sql } from 'kysely';
import type { Tier } from '../model/assessment.ts';
import type { InventoryEntry } from '../model/inventory.ts';
import { entryIn } from './entry-row.ts';
import type { Database } from './schema.ts';
import { currentVerdictsOf } from './verdicts.ts';

/** Gravest first. */
export const GRAVITY: readonly Tier[] = ['prohibited', 'high', 'limited', 'undetermined', 'minimal', 'not-ai'];

/** The features of a tenant that stand; what was cleared is not among them. */
export function standing(db: Kysely<Database>, tenant: string) {
  return db
    .selectFrom('inventory')
    .where('tenant_id', '=', tenant)
    .where('retired_at', 'is', null)
    .where('verdict', '<>', 'not-ai');
}

/** With their verdicts, in the order of their stored keys. */
export async function entriesOf(
  db: Kysely<Database>,
  tenant: string,
  keys: readonly string[],
): Promise<InventoryEntry[]> {
  if (keys.length === 0) {
    return [];
  }
  const rows = await db
    .selectFrom('inventory')
    .select(['key', 'record', 'answers', 'stale_since'])
    .where('tenant_id', '=', tenant)
    .where('key', 'in', keys)
    // The same as in `standing`, put so that no other index than that of the keys will do.
    .where(sql<boolean>`coalesce(retired_at, '') = '' and verdict <> 'not-ai'`)
    .execute();
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const verdicts = await currentVerdictsOf(db, tenant, keys);
  return keys.flatMap((key) => {
    const [row, verdict] = [byKey.get(key), verdicts.get(key)];
    return row && verdict ? entryIn(row, verdict) : [];
  });
}
