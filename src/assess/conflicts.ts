import { type Assessment, sameFlags } from '../model/assessment.ts';
import type { Basis } from '../model/fact.ts';
import type { FactName, Facts } from '../model/facts.ts';
import type { AiFeature } from '../model/feature.ts';

/** 2⁵ assessments at most for one feature. */
const MOST_TOGETHER = 5;

type Disputed = readonly [FactName, { value: unknown; basis: Basis; at: string }];
type Assessed = Pick<AiFeature, 'facts' | 'verdict'>;

/**
 * Facts that contradict each other are tried both ways. If the tier depends on which is true it is undetermined, every
 * review that either calls for is kept, and the fact is asked for first.
 */
export function withConflicts(assess: (feature: Assessed) => Assessment): (feature: Assessed) => Assessment {
  return ({ facts, verdict }) => {
    const base = assess({ facts, verdict });
    const disputed = Object.entries(facts).flatMap(([name, fact]) =>
      fact.known && fact.conflict ? [[name as FactName, fact.conflict] as const] : [],
    );
    const others = waysToSettle(disputed).map((settled) => assess({ facts: { ...facts, ...settled }, verdict }));
    const notice = others.every((other) => other.notice === base.notice) ? base.notice : 'unknown';
    if (others.every((other) => other.tier === base.tier && sameFlags(other, base))) {
      return { ...base, notice };
    }
    return {
      ...base,
      notice,
      tier: 'undetermined',
      flags: [...new Set([base, ...others].flatMap(({ flags }) => flags))],
      missing: [...new Set([...disputed.map(([name]) => name), ...base.missing])],
    };
  };
}

/** Two facts in dispute may only matter together, so that all ways are tried; of many, each by itself. */
function waysToSettle(disputed: readonly Disputed[]): Facts[] {
  const other = ([name, { value, basis, at }]: Disputed) => ({ [name]: { known: true, value, basis, at } }) as Facts;
  if (disputed.length > MOST_TOGETHER) {
    return disputed.map(other);
  }
  let ways: Facts[] = [{}];
  for (const one of disputed) {
    ways = ways.flatMap((way) => [way, { ...way, ...other(one) }]);
  }
  return ways.slice(1);
}
