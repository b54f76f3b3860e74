import type { Assessment, Choice, Flag, Question, Tier, Verdict } from '../model/assessment.ts';
import type { Fact } from '../model/fact.ts';
import { factOf, FACTS, type FactName, type Facts } from '../model/facts.ts';
import type { AiFeature } from '../model/feature.ts';
import { DECISIVE, isDormant } from './assess.ts';
import { factsIn } from './condition.ts';
import { applying, flagsOf, judgeAll, tierOf, type Judged } from './judged.ts';
import { judge, type Finding, type Rule } from './rule.ts';

/** Nobody answers more at once; the others come up when these are answered. */
const MOST = 6;
const GRAVITY: readonly Tier[] = ['prohibited', 'high', 'limited', 'undetermined', 'minimal', 'not-ai'];

/**
 * What each answer to a missing fact would change. A fact whose every answer leaves tier, flags and reviews as they are
 * is not asked; the others come in the order of what they can settle.
 */
export function makeWhatIf(
  rules: readonly Rule[],
): (feature: Pick<AiFeature, 'facts' | 'verdict'>, assessment: Assessment) => Question[] {
  const readers = readersOf(rules);

  return ({ facts, verdict }, { missing }) => {
    const before = judgeAll(rules, facts);
    const base = stateOf(applying(before, verdict === 'ai'), verdict);
    const dormant = isDormant(facts);
    const questions = missing.flatMap((fact): (Question & { settles: boolean })[] => {
      const affected = readers.get(fact) ?? new Set<Rule>();
      const untouched = before.filter(([rule]) => !affected.has(rule));
      const states = answersOf(fact, facts).map((value) => {
        const answered = { ...facts, [fact]: { known: true, value, basis: 'declared', at: 'what if' } } as Facts;
        const again = [...affected].flatMap((rule): Judged => {
          const found = judge(rule, answered);
          return found ? [[rule, found]] : [];
        });
        return { value, ...stateOf(applying([...untouched, ...again], verdict === 'ai'), verdict) };
      });
      if (states.every((state) => same(base, state) && !settlesReview(base, state))) {
        return [];
      }
      const choices = states.map(({ value, tier, flags }): Choice => ({ value, tier, flags: dormant ? [] : flags }));
      return [{ fact, choices, settles: states.some(({ tier }) => tier !== base.tier) }];
    });
    return questions
      .sort((a, b) => Number(b.settles) - Number(a.settles) || gravest(a) - gravest(b))
      .slice(0, MOST)
      .map(({ fact, choices }) => ({ fact, choices }));
  };
}

interface State {
  tier: Tier;
  flags: Flag[];
  /** Which reviews stand, so that an answer counts that settles one of several. */
  reviews: ReadonlySet<string>;
}

function stateOf(judged: Judged, verdict: AiFeature['verdict']): State {
  return {
    tier: verdict === 'undetermined' ? 'undetermined' : tierOf(judged),
    flags: flagsOf(judged),
    reviews: new Set(judged.flatMap(([rule, found]) => (isReview(rule, found) ? rule.id : []))),
  };
}

const ALWAYS_OPEN: readonly Finding[] = ['suspect', 'review', 'undetermined'];

function isReview({ finding }: Rule, { outcome }: Verdict): boolean {
  return outcome === 'needs-review'
    ? DECISIVE.includes(finding)
    : outcome === 'flagged' && ALWAYS_OPEN.includes(finding);
}

function settlesReview(base: State, state: State): boolean {
  return [...base.reviews].some((rule) => !state.reviews.has(rule));
}

function same(a: State, b: State): boolean {
  return a.tier === b.tier && a.flags.join() === b.flags.join();
}

const gravest = ({ choices }: Question) => Math.min(...choices.map(({ tier }) => GRAVITY.indexOf(tier)));

/** What somebody may answer: each value of the vocabulary; of two that are in dispute, those two. */
function answersOf(name: FactName, facts: Facts): unknown[] {
  const fact = factOf(facts, name) as Fact<unknown>;
  if (fact.known && fact.conflict) {
    return [fact.value, fact.conflict.value];
  }
  const spec = FACTS[name];
  if (spec.type === 'boolean') {
    return [true, false];
  }
  const values: readonly string[] = spec.values ?? [];
  return spec.type === 'list' ? values.map((value) => [value]) : [...values];
}

function readersOf(rules: readonly Rule[]): Map<FactName, Set<Rule>> {
  const readers = new Map<FactName, Set<Rule>>();
  for (const rule of rules) {
    const conditions = [rule.when, rule.unless, rule.signal].flatMap((condition) => condition ?? []);
    for (const name of conditions.flatMap(factsIn)) {
      readers.set(name, (readers.get(name) ?? new Set()).add(rule));
    }
  }
  return readers;
}
