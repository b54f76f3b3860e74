import type { Transaction } from 'kysely';
import type { Assessment } from '../model/assessment.ts';
import type { Database } from './schema.ts';
import { chunksOf, indexable } from './text.ts';

type Row = Database['findings'];

/**
 * A finding is one rule on one feature; it keeps the scan that first saw it through every rescan. It closes when the
 * rule no longer finds anything, or when the feature ended, and opens again as the same one.
 */
export async function reconcileFindings(
  trx: Transaction<Database>,
  tenant: string,
  scan: string,
  assessments: ReadonlyMap<string, Assessment>,
  ended: readonly string[],
): Promise<number> {
  const open = await trx
    .selectFrom('findings')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('closed_scan', 'is', null)
    .execute();
  const before = new Map(open.map((row) => [idOf(row), row]));
  const now = new Map(found(tenant, scan, assessments).map((row) => [idOf(row), row]));
  const examined = new Set([...ended, ...[...assessments.keys()].map(indexable)]);
  const changed = [
    ...[...now].filter(([id, row]) => before.get(id)?.outcome !== row.outcome).map(([, row]) => row),
    ...open.filter((row) => examined.has(row.key) && !now.has(idOf(row))).map((row) => ({ ...row, closed_scan: scan })),
  ];
  for (const chunk of chunksOf(changed, 200)) {
    await trx
      .insertInto('findings')
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'key', 'rule'])
          .doUpdateSet((eb) => ({ outcome: eb.ref('excluded.outcome'), closed_scan: eb.ref('excluded.closed_scan') })),
      )
      .execute();
  }
  return changed.length;
}

function found(tenant: string, scan: string, assessments: ReadonlyMap<string, Assessment>): Row[] {
  return [...assessments].flatMap(([key, { because }]) =>
    because.map(({ rule, outcome }) => ({
      tenant_id: tenant,
      key: indexable(key),
      rule,
      outcome,
      first_scan: scan,
      closed_scan: null,
    })),
  );
}

function idOf({ key, rule }: Row): string {
  return `${key}\n${rule}`;
}
