import type { ReadFact } from '../model/assessment.ts';
import type { Fact } from '../model/fact.ts';
import { factOf, type FactName, type Facts } from '../model/facts.ts';

/** True, false, or unknown with the facts that are missing: never a guess. */
export type Tri = true | false | 'unknown';

/** A condition over facts, as data. */
export type Condition =
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }
  | { fact: FactName; values: readonly unknown[] }
  | { unknownFact: FactName };

export const all = (...conditions: Condition[]): Condition => ({ all: conditions });
export const any = (...conditions: Condition[]): Condition => ({ any: conditions });
export const not = (condition: Condition): Condition => ({ not: condition });
/** The fact has one of these values; of a list, any one. */
export const is = (fact: FactName, ...values: readonly unknown[]): Condition => ({ fact, values });

/** Nobody has said, or an empty list was given: the one condition that silence fulfils. */
export const isUnknown = (fact: FactName): Condition => ({ unknownFact: fact });

/** `known`: unknown stays unknown. `hinted`: what words point to is taken as if it were so. */
export type Reading = 'known' | 'hinted';

export function evaluate(condition: Condition, facts: Facts, reading: Reading): Tri {
  return compiled(condition)(facts, reading === 'hinted');
}

type Compiled = (facts: Facts, hinted: boolean) => Tri;

const COMPILED = new WeakMap<Condition, Compiled>();

/** Conditions never change while the program runs: each becomes a function once, and parts that rules share are shared. */
function compiled(condition: Condition): Compiled {
  let run = COMPILED.get(condition);
  if (!run) {
    run = compile(condition);
    COMPILED.set(condition, run);
  }
  return run;
}

function compile(condition: Condition): Compiled {
  if ('fact' in condition) {
    const values = new Set(condition.values);
    const name = condition.fact;
    return (facts, hinted) => atom(factOf(facts, name) as Fact<unknown>, values, hinted);
  }
  if ('unknownFact' in condition) {
    const name = condition.unknownFact;
    return (facts) => {
      const fact = factOf(facts, name) as Fact<unknown>;
      return !fact.known || (Array.isArray(fact.value) && fact.value.length === 0);
    };
  }
  if ('not' in condition) {
    const inner = compiled(condition.not);
    return (facts, hinted) => {
      const value = inner(facts, hinted);
      return value === 'unknown' ? value : !value;
    };
  }
  const isAll = 'all' in condition;
  const parts = (isAll ? condition.all : condition.any).map(compiled);
  return (facts, hinted) => {
    let result: Tri = isAll;
    for (const part of parts) {
      const value = part(facts, hinted);
      if (value === !isAll) {
        return value;
      }
      if (value === 'unknown') {
        result = value;
      }
    }
    return result;
  };
}

function atom(fact: Fact<unknown>, values: ReadonlySet<unknown>, hinted: boolean): Tri {
  if (fact.known) {
    return matches(fact.value, values);
  }
  // A hint says what may be there, not what is absent.
  return hinted && fact.hint && matches(fact.hint.value, values) ? true : 'unknown';
}

function matches(value: unknown, values: ReadonlySet<unknown>): boolean {
  return Array.isArray(value) ? value.some((item) => values.has(item)) : values.has(value);
}

export function factsIn(condition: Condition): FactName[] {
  if ('fact' in condition) {
    return [condition.fact];
  }
  if ('unknownFact' in condition) {
    return [condition.unknownFact];
  }
  return 'not' in condition
    ? factsIn(condition.not)
    : ('all' in condition ? condition.all : condition.any).flatMap(factsIn);
}

/** Facts without which the condition stays undecided. */
export function missingIn(condition: Condition, facts: Facts): FactName[] {
  const missing = new Set<FactName>();
  return gather(condition, facts, missing) === 'unknown' ? [...missing] : [];
}

/** As `evaluate`, and adds what is missing of parts that stay undecided: one walk, since every rule of a feature asks. */
function gather(condition: Condition, facts: Facts, missing: Set<FactName>): Tri {
  if ('fact' in condition) {
    const value = evaluate(condition, facts, 'known');
    if (value === 'unknown') {
      missing.add(condition.fact);
    }
    return value;
  }
  if ('unknownFact' in condition) {
    return evaluate(condition, facts, 'known');
  }
  if ('not' in condition) {
    const value = gather(condition.not, facts, missing);
    return value === 'unknown' ? value : !value;
  }
  // A decided part says nothing of what its own parts lack.
  const value = evaluate(condition, facts, 'known');
  if (value === 'unknown') {
    for (const part of 'all' in condition ? condition.all : condition.any) {
      gather(part, facts, missing);
    }
  }
  return value;
}

/** The known or hinted facts that the condition looked at, for the explanation. */
export function readIn(names: readonly FactName[], facts: Facts): ReadFact[] {
  return [...new Set(names)].flatMap((name): ReadFact[] => {
    const fact = factOf(facts, name) as Fact<unknown>;
    if (fact.known) {
      return [{ fact: name, value: String(fact.value), at: fact.at, basis: fact.basis }];
    }
    return fact.hint
      ? [{ fact: name, value: String(fact.hint.value), at: `${fact.hint.at}: “${fact.hint.words}”`, basis: 'hint' }]
      : [];
  });
}
