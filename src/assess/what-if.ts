import type { Assessment, Choice, Flag, Outcome, Question, Tier } from '../model/assessment.ts';
import type { Fact } from '../model/fact.ts';
import { factOf, FACTS, type FactName, type Facts } from '../model/facts.ts';
import type { AiFeature } from '../model/feature.ts';
import { DECISIVE, DORMANCY, isDormant } from './assess.ts';
import { atomsIn, type Condition, factsIn } from './condition.ts';
import { applying, flagsOf, type Outcomes, tierOf } from './judged.ts';
import { readable, remembering } from './readable.ts';
import { type Finding, outcomeOf, type Rule } from './rule.ts';

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
  const alike = answersAlike(rules);
  const names = [...new Set([...readers.keys(), ...DORMANCY])].sort();
  const remembered = remembering<Question[]>();

  // Accounts have many features and few kinds of them: each kind is worked out once.
  return ({ facts, verdict }, { missing }) =>
    remembered(`${verdict} ${missing.join()} ${readable(names, facts)}`, () => questionsOf(facts, verdict, missing));

  function questionsOf(facts: Facts, verdict: AiFeature['verdict'], missing: readonly FactName[]): Question[] {
    const before = outcomesOf(rules, facts);
    const base = stateOf(before, verdict);
    const dormant = isDormant(facts);
    const questions = missing.flatMap((fact): (Question & { settles: boolean })[] => {
      const affected = readers.get(fact) ?? [];
      const untouched = before.filter(([rule]) => !affected.includes(rule));
      const tried = new Map<string, State>();
      const states = answersOf(fact, facts).map((value) => {
        const group = alike(fact, value);
        let state = tried.get(group);
        if (!state) {
          const answered = { ...facts, [fact]: { known: true, value, basis: 'declared', at: 'what if' } } as Facts;
          state = stateOf([...untouched, ...outcomesOf(affected, answered)], verdict);
          tried.set(group, state);
        }
        return { value, ...state };
      });
      if ([...tried.values()].every((state) => same(base, state) && !settlesReview(base, state))) {
        return [];
      }
      const choices = states.map(({ value, tier, flags }): Choice => ({ value, tier, flags: dormant ? [] : flags }));
      return [{ fact, choices, settles: states.some(({ tier }) => tier !== base.tier) }];
    });
    return questions
      .sort((a, b) => Number(b.settles) - Number(a.settles) || gravest(a) - gravest(b))
      .slice(0, MOST)
      .map(({ fact, choices }) => ({ fact, choices }));
  }
}

function outcomesOf(rules: readonly Rule[], facts: Facts): Outcomes {
  const outcomes: [Rule, { outcome: Outcome }][] = [];
  for (const rule of rules) {
    const outcome = outcomeOf(rule, facts);
    if (outcome) {
      outcomes.push([rule, { outcome }]);
    }
  }
  return outcomes;
}

interface State {
  tier: Tier;
  flags: Flag[];
  /** Which reviews stand, so that an answer counts that settles one of several. */
  reviews: ReadonlySet<string>;
}

function stateOf(all: Outcomes, verdict: AiFeature['verdict']): State {
  const judged = applying(all, verdict === 'ai');
  return {
    tier: verdict === 'undetermined' ? 'undetermined' : tierOf(judged),
    flags: flagsOf(judged),
    reviews: new Set(judged.flatMap(([rule, { outcome }]) => (isReview(rule, outcome) ? rule.id : []))),
  };
}

const ALWAYS_OPEN: readonly Finding[] = ['suspect', 'review', 'undetermined'];

function isReview({ finding }: Rule, outcome: Outcome): boolean {
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

function readersOf(rules: readonly Rule[]): Map<FactName, Rule[]> {
  const readers = new Map<FactName, Rule[]>();
  for (const rule of rules) {
    for (const name of new Set(conditionsOf(rule).flatMap(factsIn))) {
      readers.set(name, [...(readers.get(name) ?? []), rule]);
    }
  }
  return readers;
}

/** Answers that no rule tells apart lead to the same: one of them is tried. */
function answersAlike(rules: readonly Rule[]): (fact: FactName, value: unknown) => string {
  const atoms = rules.flatMap(conditionsOf).flatMap(atomsIn);
  const groups = new Map<string, string>();
  return (fact, value) => {
    const key = `${fact} ${JSON.stringify(value)}`;
    let group = groups.get(key);
    if (group === undefined) {
      const own = atoms.filter((atom) => atom.fact === fact);
      group = own.map(({ values }) => ([value].flat().some((one) => values.includes(one)) ? '1' : '0')).join('');
      groups.set(key, group);
    }
    return group;
  };
}

const conditionsOf = ({ when, unless, signal }: Rule): Condition[] =>
  [when, unless, signal].flatMap((one) => one ?? []);
