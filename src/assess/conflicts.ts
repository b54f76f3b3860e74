import type { Assessment } from '../model/assessment.ts';
import type { Fact } from '../model/fact.ts';
import type { FactName, Facts } from '../model/facts.ts';
import type { AiFeature } from '../model/feature.ts';

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
    const others = disputed.map(([name, { value, basis, at }]) => {
      const other = { ...facts, [name]: { known: true, value, basis, at } as Fact<unknown> } as Facts;
      return assess({ facts: other, verdict });
    });
    if (others.every((other) => other.tier === base.tier && sameFlags(other, base))) {
      return base;
    }
    return {
      ...base,
      tier: 'undetermined',
      flags: [...new Set([base, ...others].flatMap(({ flags }) => flags))],
      missing: [...new Set([...disputed.map(([name]) => name), ...base.missing])].slice(0, 6),
    };
  };
}

function sameFlags(a: Assessment, b: Assessment): boolean {
  return a.flags.length === b.flags.length && a.flags.every((flag) => b.flags.includes(flag));
}
