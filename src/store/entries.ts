import type { Kysely, Transaction } from 'kysely';
import type { AiFeature, ClearedAsset } from '../model/feature.ts';
import { answered, type JudgedFeature, rowOfCleared, rowOfFeature } from './entry-row.ts';
import type { Database } from './schema.ts';
import { chunksOf } from './text.ts';

type Row = Database['inventory'];

interface Entries {
  features: readonly JudgedFeature[];
  cleared: readonly ClearedAsset[];
  mayRetire: ReadonlySet<string>;
  stale: ReadonlySet<string>;
  at: string;
}

/**
 * Writes the entries that differ, retires or marks those that are missing. `moved`: what was written or retired, each as
 * the feature that it was before.
 */
export async function writeEntries(
  trx: Transaction<Database>,
  tenant: string,
  { features, cleared, mayRetire, stale, at }: Entries,
): Promise<{ written: number; retired: string[]; moved: Map<string, AiFeature | undefined> }> {
  const before = new Map((await standing(trx, tenant)).map((row) => [row.key, row]));
  const rows = new Map<string, Row>();
  const all = [...features.map((one) => rowOfFeature(tenant, one)), ...cleared.map((one) => rowOfCleared(tenant, one))];
  for (const row of all) {
    rows.set(row.key, stale.has(row.stream) ? { ...row, stale_since: before.get(row.key)?.stale_since ?? at } : row);
  }
  const changed = [...rows.values()].filter((row) => {
    const known = before.get(row.key);
    return known?.digest !== row.digest || known.stale_since !== row.stale_since;
  });
  const missing = [...before.values()].filter((row) => !rows.has(row.key));
  const isOver = (row: { stream: string; verdict: string }) => mayRetire.has(row.stream) || row.verdict === 'not-ai';
  const retired = missing.filter(isOver).map((row) => row.key);
  const kept = missing.filter((row) => !isOver(row) && row.stale_since === null).map((row) => row.key);
  const moved = await featuresBefore(trx, tenant, [...changed.map((row) => row.key), ...retired]);
  await upsertRows(trx, changed);
  await mark(trx, tenant, retired, { retired_at: at });
  await mark(trx, tenant, kept, { stale_since: at });
  return { written: changed.length + retired.length + kept.length, retired, moved };
}

async function featuresBefore(
  trx: Transaction<Database>,
  tenant: string,
  keys: readonly string[],
): Promise<Map<string, AiFeature | undefined>> {
  const found = new Map<string, AiFeature | undefined>(keys.map((key) => [key, undefined]));
  for (const chunk of chunksOf(keys, 1000)) {
    const rows = await trx
      .selectFrom('inventory')
      .select(['key', 'record', 'answers'])
      .where('tenant_id', '=', tenant)
      .where('retired_at', 'is', null)
      .where('verdict', '!=', 'not-ai')
      .where('key', 'in', chunk)
      .execute();
    rows.forEach((row) => found.set(row.key, answered(row)));
  }
  return found;
}

function standing(db: Kysely<Database>, tenant: string) {
  return db
    .selectFrom('inventory')
    .select(['key', 'digest', 'stream', 'verdict', 'stale_since'])
    .where('tenant_id', '=', tenant)
    .where('retired_at', 'is', null)
    .execute();
}

const REPLACED = [
  'verdict',
  'stream',
  'digest',
  'record',
  'stale_since',
  'retired_at',
  'answers',
  'kind',
  'name',
  'words',
  'tier',
  'flags',
  'open_facts',
  'acts_on',
  'notice',
] as const satisfies (keyof Row)[];

export async function upsertRows(trx: Transaction<Database>, rows: readonly Row[]): Promise<void> {
  for (const chunk of chunksOf(rows, 200)) {
    await trx
      .insertInto('inventory')
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'key'])
          .doUpdateSet((eb) => Object.fromEntries(REPLACED.map((column) => [column, eb.ref(`excluded.${column}`)]))),
      )
      .execute();
  }
}

async function mark(
  trx: Transaction<Database>,
  tenant: string,
  keys: readonly string[],
  set: { retired_at: string } | { stale_since: string },
): Promise<void> {
  for (const chunk of chunksOf(keys, 1000)) {
    await trx.updateTable('inventory').set(set).where('tenant_id', '=', tenant).where('key', 'in', chunk).execute();
  }
}
