import { sql, type Transaction } from 'kysely';
import type { Stamps } from '../model/assessment.ts';
import type { Declaration } from '../model/declaration.ts';
import type { DeclaredFeature, DeclaredVersion } from '../model/declared-feature.ts';
import type { AiFeature } from '../model/feature.ts';
import { appendChanges, type DescribeMove } from './changes.ts';
import { currentDeclarations } from './declarations.ts';
import { evidenceDigest, lapseDecisions } from './decisions.ts';
import { upsertRows } from './entries.ts';
import { answered, featureWith, type JudgedFeature, recordIn, rowOfFeature } from './entry-row.ts';
import { reconcileFindings } from './findings.ts';
import { movesOf } from './moves.ts';
import { newRevision } from './revisions.ts';
import { lastDone } from './scan-rows.ts';
import type { Database } from './schema.ts';
import { indexable } from './text.ts';
import { appendVerdicts } from './verdicts.ts';

/** The verdict on a feature, with what people declared. Pure. */
export type Judge = (
  feature: AiFeature,
  declared: readonly Declaration[],
) => Pick<JudgedFeature, 'answers' | 'assessment'>;

/** Two that judge a tenant at a time wait for each other: the later one knows what was declared before it. */
export async function judgeInTurn(
  trx: Transaction<Database>,
  tenant: string,
  features: readonly AiFeature[],
  judge: Judge,
): Promise<JudgedFeature[]> {
  await takeTurn(trx, tenant);
  const declared = await currentDeclarations(trx, tenant);
  return features.map((feature) => ({ feature, ...judge(feature, declared.of(feature.key)) }));
}

export async function takeTurn(trx: Transaction<Database>, tenant: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`judging ${tenant}`}, 0))`.execute(trx);
}

export interface JudgeAgain {
  judge: Judge;
  stamps: Stamps;
  describe: DescribeMove;
  /** Only this feature. */
  key?: string;
  at: string;
}

/** Judges stored features again after somebody said something. */
export async function judgeAgain(
  trx: Transaction<Database>,
  tenant: string,
  { judge, stamps, describe, key, at }: JudgeAgain,
): Promise<void> {
  // Before anything is read: what a scan that is about to end writes has to be seen.
  await takeTurn(trx, tenant);
  const scan = await lastDone(trx, tenant).select('id').executeTakeFirst();
  const rows = await trx
    .selectFrom('inventory')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('retired_at', 'is', null)
    .where('verdict', '<>', 'not-ai')
    .$if(key !== undefined, (query) => query.where('key', '=', indexable(key ?? '')))
    .execute();
  if (!scan || rows.length === 0) {
    return;
  }
  const judged = await judgeInTurn(trx, tenant, rows.map(recordIn), judge);
  const before = new Map(rows.map((row) => [row.key, row]));
  const changed = judged
    .map((one) => rowOfFeature(tenant, one))
    .filter((row) => before.get(row.key)?.digest !== row.digest)
    .map((row) => ({ ...row, stale_since: before.get(row.key)?.stale_since ?? null }));
  await upsertRows(trx, changed);
  const moved = new Map(changed.map(({ key: one }) => [one, answered(before.get(one)!)]));
  const outcome = { stamps, describe, judged, moved, retired: [], cleared: [], at };
  await keepVerdicts(trx, tenant, { scan: scan.id, ...outcome, goesOn: true });
  await newRevision(trx, tenant);
}

/** What a person entered, as a feature. Pure. */
export type Enter = (version: DeclaredVersion & { said: DeclaredFeature }) => AiFeature;

/** Judges one feature that somebody entered, changed or withdrew. There need be no scan yet. Whoever calls has taken the turn. */
export async function judgeEntered(
  trx: Transaction<Database>,
  tenant: string,
  { said, ...version }: DeclaredVersion,
  { judge, stamps, describe, enter, key, at }: JudgeAgain & { enter: Enter; key: string },
): Promise<void> {
  const scan = await lastDone(trx, tenant).select('id').executeTakeFirst();
  const before = await trx
    .selectFrom('inventory')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('retired_at', 'is', null)
    .where('key', '=', indexable(key))
    .executeTakeFirst();
  const judged = said ? await judgeInTurn(trx, tenant, [enter({ ...version, said })], judge) : [];
  if (said) {
    await upsertRows(
      trx,
      judged.map((one) => rowOfFeature(tenant, one)),
    );
  } else {
    await trx
      .updateTable('inventory')
      .set({ retired_at: at })
      .where('tenant_id', '=', tenant)
      .where('key', '=', indexable(key))
      .execute();
  }
  const moved = new Map([[indexable(key), before && answered(before)]]);
  const outcome = { stamps, describe, judged, moved, retired: said ? [] : [indexable(key)], cleared: [], at };
  await keepVerdicts(trx, tenant, { scan: scan?.id ?? NO_SCAN, ...outcome, goesOn: true });
  await newRevision(trx, tenant);
}

/** Stands where a verdict is older than the first scan. */
const NO_SCAN = 'none';

interface Outcome extends Pick<JudgeAgain, 'stamps' | 'describe' | 'at'> {
  scan: string;
  judged: readonly JudgedFeature[];
  moved: ReadonlyMap<string, AiFeature | undefined>;
  /** Stored keys. */
  retired: readonly string[];
  cleared: readonly string[];
  /** Somebody is at it, and more is likely to follow soon. */
  goesOn?: boolean;
}

/** What follows from judged features: verdicts, changes, findings, and decisions that rested on other ground. Returns the rows written of the first and third. */
export async function keepVerdicts(
  trx: Transaction<Database>,
  tenant: string,
  { scan, stamps, describe, judged, moved, retired, cleared, at, goesOn = false }: Outcome,
): Promise<number> {
  const assessments = new Map(judged.map(({ feature, assessment }) => [feature.key, assessment]));
  const verdicts = await appendVerdicts(trx, tenant, assessments, { id: scan, stamps });
  const moves = await movesOf(trx, tenant, { moved, verdicts, judged, cleared: new Set(cleared) });
  await appendChanges(trx, tenant, { scan, at, moves, describe, goesOn });
  const findings = await reconcileFindings(trx, tenant, scan, assessments, [...retired, ...cleared]);
  const byKey = new Map(judged.map((one) => [indexable(one.feature.key), one]));
  await lapseDecisions(trx, tenant, (key) => groundOf(byKey.get(key)), at);
  return verdicts.size + findings;
}

function groundOf(judged: JudgedFeature | undefined): string | undefined {
  return judged && evidenceDigest({ feature: featureWith(judged), assessment: judged.assessment });
}
