import type { Transaction } from 'kysely';
import type { Assessment } from '../model/assessment.ts';
import type { AiFeature } from '../model/feature.ts';
import type { EntryMove, EntryState } from './changes.ts';
import { featureWith, type JudgedFeature } from './entry-row.ts';
import type { Database } from './schema.ts';
import { indexable } from './text.ts';
import { standingVerdicts, type VerdictMove, verdictsOf } from './verdicts.ts';

interface Moved {
  /** What was written or retired, each as the feature that it was before. */
  moved: ReadonlyMap<string, AiFeature | undefined>;
  verdicts: ReadonlyMap<string, VerdictMove>;
  judged: readonly JudgedFeature[];
  /** Stored keys of what was looked at and is no AI. */
  cleared: ReadonlySet<string>;
}

/** Every entry whose record or verdict is another than before, with both. */
export async function movesOf(
  trx: Transaction<Database>,
  tenant: string,
  { moved, verdicts, judged, cleared }: Moved,
): Promise<EntryMove[]> {
  const keys = [...new Set([...moved.keys(), ...verdicts.keys()])].sort();
  const standing = await standingVerdicts(trx, tenant, keys);
  const earlier = new Map(keys.map((key) => [key, verdicts.has(key) ? verdicts.get(key)?.before : standing.get(key)]));
  const old = await verdictsOf(
    trx,
    tenant,
    [...earlier.values()].filter((id) => id !== undefined),
  );
  const now = new Map(judged.map((one) => [indexable(one.feature.key), one]));
  return keys.map((key) => {
    const is = now.get(key);
    const feature = is && featureWith(is);
    const was = moved.has(key) ? moved.get(key) : feature;
    const before = stateOf(was, old.get(earlier.get(key) ?? -1), earlier.get(key));
    const after = stateOf(feature, is?.assessment, standing.get(key));
    return {
      key: (feature ?? was)?.key ?? key,
      ...(before && { before }),
      ...(after && { after }),
      cleared: cleared.has(key),
    };
  });
}

function stateOf(
  feature: AiFeature | undefined,
  assessment: Assessment | undefined,
  assessmentId: number | undefined,
): EntryState | undefined {
  return feature && assessment && { feature, assessment, ...(assessmentId !== undefined && { assessmentId }) };
}
