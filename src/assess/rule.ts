import type { Outcome, Verdict } from '../model/assessment.ts';
import { valueOf, type FactName, type Facts } from '../model/facts.ts';
import { message } from '../model/message.ts';
import { decide, evaluate, factsIn, readIn, type Condition } from './condition.ts';

/**
 * What a rule that holds means. `not-ai`: no AI system in the law's sense, before anything else · `suspect`: a prohibited practice that only a person can confirm · `review`: near a
 * high-risk use, a person must say whether it is one · `limited`: a notice is owed · `duty`: a duty beside the tier ·
 * `definition`: it may not be an AI system in the law's sense · `neighbour`: another law stands beside it.
 */
export type Finding =
  | 'not-ai'
  | 'prohibited'
  | 'suspect'
  | 'high'
  | 'review'
  | 'limited'
  | 'undetermined'
  | 'minimal'
  | 'duty'
  | 'definition'
  | 'neighbour';

/** One rule of the law, as data: when it holds, what excludes it, and what by itself points to it. */
export interface Rule {
  id: string;
  finding: Finding;
  citations: readonly string[];
  /** Ids in `knowledge/law`; words and dates live there. */
  obligations: readonly string[];
  when: Condition;
  /** An exception of the law: while it is unknown the rule stands, and its facts are asked for. */
  unless?: Condition;
  /** What points to this use by itself: facts to exclude it are then asked for, and a review is flagged. */
  signal?: Condition;
  /** While nothing points to it, it is only asked about where this holds; without it, wherever one answer would decide. */
  asks?: Condition;
  /** Said only beside a high-risk rule that holds (`high`), or that may hold as well (`review`). */
  beside?: 'high' | 'review';
}

/** Pure and total. `clear` rules give `undefined`: nothing to explain. */
export function judge(rule: Rule, facts: Facts): Verdict | undefined {
  const missing: FactName[] = [];
  const holds = decide(rule.when, facts, missing);
  if (holds === false) {
    return undefined;
  }
  const excuse: FactName[] = [];
  if (rule.unless && decide(rule.unless, facts, excuse) === true) {
    return undefined;
  }
  if (holds === true) {
    const asked = rule.finding === 'undetermined' ? unknownOf(rule.when, facts) : excuse;
    return verdict(rule, facts, 'flagged', asked);
  }
  const signals = rule.signal !== undefined && evaluate(rule.signal, facts, 'hinted') === true;
  return verdict(rule, facts, signals ? 'needs-review' : 'open', missing);
}

/** As `judge`, and only what comes of it: for the many answers that are tried and never shown. */
export function outcomeOf({ when, unless, signal }: Rule, facts: Facts): Outcome | undefined {
  const holds = evaluate(when, facts, 'known');
  if (holds === false || (unless && evaluate(unless, facts, 'known') === true)) {
    return undefined;
  }
  if (holds === true) {
    return 'flagged';
  }
  return signal && evaluate(signal, facts, 'hinted') === true ? 'needs-review' : 'open';
}

function unknownOf(condition: Condition, facts: Facts): FactName[] {
  return factsIn(condition).filter((name) => valueOf(facts, name) === undefined);
}

function verdict(rule: Rule, facts: Facts, outcome: Outcome, missing: Verdict['missing']): Verdict {
  return {
    rule: rule.id,
    outcome,
    text: message(outcome === 'open' ? 'rules.open' : `rules.${rule.id}.${outcome}`),
    citations: [...rule.citations],
    read: outcome === 'open' ? [] : readIn(namesOf(rule), facts),
    missing,
  };
}

const NAMES = new WeakMap<Rule, FactName[]>();

/** Rules never change while the program runs, so that their facts are listed once. */
function namesOf(rule: Rule): FactName[] {
  let names = NAMES.get(rule);
  if (!names) {
    const conditions = [rule.when, rule.unless, rule.signal];
    names = [...new Set(conditions.flatMap((condition) => (condition ? factsIn(condition) : [])))];
    NAMES.set(rule, names);
  }
  return names;
}
