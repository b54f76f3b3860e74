import type { Kysely, Transaction } from 'kysely';
import type { Assessment, Stamps } from '../model/assessment.ts';
import type { Database } from './schema.ts';
import { canonical, chunksOf, digestOf, indexable } from './text.ts';

interface Scan {
  id: string;
  stamps: Stamps;
}

/** Which stored verdict stood, and which stands now. */
export interface VerdictMove {
  before?: number;
  after: number;
}

/** Verdicts are appended, never rewritten: an old one can be shown with the stamps it rested on. Returns those that were. */
export async function appendVerdicts(
  trx: Transaction<Database>,
  tenant: string,
  assessments: ReadonlyMap<string, Assessment>,
  scan: Scan,
): Promise<Map<string, VerdictMove>> {
  const standing = await latest(trx, tenant).select(['digest', 'id']).execute();
  const before = new Map(standing.map((row) => [row.key, row]));
  const rows = [...assessments].map(([key, assessment]) => {
    const text = canonical(assessment);
    return {
      tenant_id: tenant,
      key: indexable(key),
      digest: digestOf(text),
      scan_id: scan.id,
      stamps: JSON.stringify(scan.stamps),
      assessment: text,
    };
  });
  const moves = new Map<string, VerdictMove>();
  const changed = rows.filter((row) => before.get(row.key)?.digest !== row.digest);
  for (const chunk of chunksOf(changed, 200)) {
    const written = await trx.insertInto('assessments').values(chunk).returning(['id', 'key']).execute();
    for (const { id, key } of written) {
      const was = before.get(key);
      moves.set(key, { ...(was && { before: Number(was.id) }), after: Number(id) });
    }
  }
  return moves;
}

/** By their ids. */
export async function verdictsOf(
  db: Kysely<Database>,
  tenant: string,
  ids: readonly number[],
): Promise<Map<number, Assessment>> {
  const found = new Map<number, Assessment>();
  for (const chunk of chunksOf(ids, 1000)) {
    const rows = await db
      .selectFrom('assessments')
      .select(['id', 'assessment'])
      .where('tenant_id', '=', tenant)
      .where('id', 'in', chunk)
      .execute();
    rows.forEach((row) => found.set(Number(row.id), JSON.parse(row.assessment) as Assessment));
  }
  return found;
}

/** Which verdict each of these entries has now. */
export async function standingVerdicts(
  db: Kysely<Database>,
  tenant: string,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const chunk of chunksOf(keys, 1000)) {
    const rows = await latest(db, tenant).select('id').where('key', 'in', chunk).execute();
    rows.forEach((row) => found.set(row.key, Number(row.id)));
  }
  return found;
}

export async function currentVerdicts(db: Kysely<Database>, tenant: string): Promise<Map<string, Assessment>> {
  const rows = await latest(db, tenant).select('assessment').execute();
  return new Map(rows.map((row) => [row.key, JSON.parse(row.assessment) as Assessment]));
}

/** Of some features, by their stored keys. */
export async function currentVerdictsOf(
  db: Kysely<Database>,
  tenant: string,
  keys: readonly string[],
): Promise<Map<string, Assessment>> {
  const rows = await latest(db, tenant).select('assessment').where('key', 'in', keys).execute();
  return new Map(rows.map((row) => [row.key, JSON.parse(row.assessment) as Assessment]));
}

/** The last one of each feature, in the order in which the index is read backwards. */
function latest(db: Kysely<Database>, tenant: string) {
  return db
    .selectFrom('assessments')
    .select('key')
    .distinctOn('key')
    .where('tenant_id', '=', tenant)
    .orderBy('key', 'desc')
    .orderBy('id', 'desc');
}
