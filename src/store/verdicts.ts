import type { Kysely, Transaction } from 'kysely';
import type { Assessment, Stamps } from '../model/assessment.ts';
import type { Database } from './schema.ts';
import { canonical, chunksOf, digestOf, indexable } from './text.ts';

interface Scan {
  id: string;
  stamps: Stamps;
}

/** Verdicts are appended, never rewritten: an old one can be shown with the stamps it rested on. */
export async function appendVerdicts(
  trx: Transaction<Database>,
  tenant: string,
  assessments: ReadonlyMap<string, Assessment>,
  scan: Scan,
): Promise<number> {
  const digests = await latest(trx, tenant).select('digest').execute();
  const before = new Map(digests.map((row) => [row.key, row.digest]));
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
  const changed = rows.filter((row) => before.get(row.key) !== row.digest);
  for (const chunk of chunksOf(changed, 200)) {
    await trx.insertInto('assessments').values(chunk).execute();
  }
  return changed.length;
}

export async function currentVerdicts(db: Kysely<Database>, tenant: string): Promise<Map<string, Assessment>> {
  const rows = await latest(db, tenant).select('assessment').execute();
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
