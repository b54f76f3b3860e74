import { type Kysely, sql, type Transaction } from 'kysely';
import type { Assessment } from '../model/assessment.ts';
import type { Actor } from '../model/audit.ts';
import type { Decision, DecisionKind } from '../model/declaration.ts';
import type { AiFeature } from '../model/feature.ts';
import { appendAct } from './audit/append.ts';
import { newRevision } from './revisions.ts';
import type { Database } from './schema.ts';
import { canonical, chunksOf, digestOf, indexable, storable } from './text.ts';

/** What people decided about one tenant's features; only ever added to. */
export class Decisions {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;
  readonly #now: () => Date;

  constructor(db: Kysely<Database>, tenant: string, now: () => Date) {
    this.#db = db;
    this.#tenant = tenant;
    this.#now = now;
  }

  async add(
    { kind, reason, by }: { kind: DecisionKind; reason: string; by: Actor },
    entry: { feature: AiFeature; assessment: Assessment },
  ): Promise<Decision> {
    const key = indexable(entry.feature.key);
    const at = this.#now().toISOString();
    const row = { tenant_id: this.#tenant, key, kind, reason: storable(reason), actor: canonical(by), at };
    return this.#db.transaction().execute(async (trx) => {
      const { id } = await trx
        .insertInto('decisions')
        .values({ ...row, rests_on: evidenceDigest(entry), lapsed_at: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      const details = { kind, reason: row.reason, tier: entry.assessment.tier };
      await appendAct(trx, this.#tenant, { actor: by, action: 'feature.decided', target: key, details }, at);
      await newRevision(trx, this.#tenant);
      return decisionOf({ ...row, id, lapsed_at: null });
    });
  }

  /** Newest first, those that lapsed too. */
  async of(key: string): Promise<Decision[]> {
    const rows = await this.#db
      .selectFrom('decisions')
      .selectAll()
      .where('tenant_id', '=', this.#tenant)
      .where('key', '=', indexable(key))
      .orderBy('id', 'desc')
      .execute();
    return rows.map(decisionOf);
  }
}

/** What a decision rests on: facts, evidence and verdict, but not the name. */
export function evidenceDigest({ feature, assessment }: { feature: AiFeature; assessment: Assessment }): string {
  const { verdict, facts, evidence, system } = feature;
  const { tier, flags } = assessment;
  return digestOf(canonical({ verdict, facts, evidence, system, tier, flags }));
}

/** Marks the decisions whose ground is another now. Marked once, they stay so, whatever the next scan finds. */
export async function lapseDecisions(
  trx: Transaction<Database>,
  tenant: string,
  groundOf: (key: string) => string | undefined,
  at: string,
): Promise<void> {
  const standing = await trx
    .selectFrom('decisions')
    .select(['id', 'key', 'rests_on'])
    .where('tenant_id', '=', tenant)
    .where('lapsed_at', 'is', null)
    .execute();
  const lapsed = standing.filter(({ key, rests_on }) => (groundOf(key) ?? rests_on) !== rests_on);
  for (const chunk of chunksOf(lapsed, 1000)) {
    await trx
      .updateTable('decisions')
      .set({ lapsed_at: at })
      .where('tenant_id', '=', tenant)
      .where(sql<boolean>`id = any(${chunk.map(({ id }) => id)})`)
      .execute();
  }
}

type Row = Omit<Database['decisions'], 'id' | 'rests_on'> & { id: number | string };

function decisionOf({ id, key, kind, reason, actor, at, lapsed_at }: Row): Decision {
  return {
    id: String(id),
    key,
    kind: kind as DecisionKind,
    reason,
    by: JSON.parse(actor) as Actor,
    at,
    ...(lapsed_at !== null && { lapsedAt: lapsed_at }),
  };
}
