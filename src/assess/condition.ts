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
  | { unknownFact: FactName }
  | { deniedFact: FactName };

export const all = (...conditions: Condition[]): Condition => ({ all: conditions });
export const any = (...conditions: Condition[]): Condition => ({ any: conditions });
export const not = (condition: Condition): Condition => ({ not: condition });
/** The fact has one of these values; of a list, any one. */
export const is = (fact: FactName, ...values: readonly unknown[]): Condition => ({ fact, values });

/** Nobody has said, or an empty list was given: the one condition that silence fulfils. */
export const isUnknown = (fact: FactName): Condition => ({ unknownFact: fact });

/** A scan was not allowed to look: a silence that has a reason. */
export const isDenied = (fact: FactName): Condition => ({ deniedFact: fact });

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
  if ('deniedFact' in condition) {
    const name = condition.deniedFact;
    return (facts) => {
      const fact = factOf(facts, name) as Fact<unknown>;
      return !fact.known && fact.reason === 'access-denied';
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
  if ('deniedFact' in condition) {
    return [condition.deniedFact];
  }
  return 'not' in condition
    ? factsIn(condition.not)
    : ('all' in condition ? condition.all : condition.any).flatMap(factsIn);
}

/** What it asks of values, in one list. */
export function atomsIn(condition: Condition): { fact: FactName; values: readonly unknown[] }[] {
  if ('fact' in condition) {
    return [condition];
  }
  if ('not' in condition) {
    return atomsIn(condition.not);
  }
  return 'all' in condition ? condition.all.flatMap(atomsIn) : 'any' in condition ? condition.any.flatMap(atomsIn) : [];
}

/** As `evaluate` on what is known, and adds the facts without which it stays undecided; a decided part lacks nothing. */
export function decide(condition: Condition, facts: Facts, missing: FactName[]): Tri {
  let run = DECIDING.get(condition);
  if (!run) {
    run = compileDeciding(condition);
    DECIDING.set(condition, run);
  }
  return run(facts, missing);
}

type Deciding = (facts: Facts, missing: FactName[]) => Tri;

const DECIDING = new WeakMap<Condition, Deciding>();

/** One walk: every rule of every feature asks for its answer and for what is missing. */
function compileDeciding(condition: Condition): Deciding {
  if ('fact' in condition) {
    const ask = compiled(condition);
    return (facts, missing) => {
      const value = ask(facts, false);
      if (value === 'unknown' && !missing.includes(condition.fact)) {
        missing.push(condition.fact);
      }
      return value;
    };
  }
  if ('unknownFact' in condition || 'deniedFact' in condition) {
    const ask = compiled(condition);
    return (facts) => ask(facts, false);
  }
  if ('not' in condition) {
    const inner = compileDeciding(condition.not);
    return (facts, missing) => {
      const value = inner(facts, missing);
      return value === 'unknown' ? value : !value;
    };
  }
  const isAll = 'all' in condition;
  const parts = (isAll ? condition.all : condition.any).map(compileDeciding);
  return (facts, missing) => {
    const before = missing.length;
    let result: Tri = isAll;
    for (const part of parts) {
      const value = part(facts, missing);
      if (value === !isAll) {
        missing.length = before;
        return value;
      }
      if (value === 'unknown') {
        result = value;
      }
    }
    return result;
  };
}

/** The known or hinted facts that the condition looked at, for the explanation. */
export function readIn(names: readonly FactName[], facts: Facts): ReadFact[] {
  const read: ReadFact[] = [];
  for (const name of names) {
    const fact = factOf(facts, name) as Fact<unknown>;
    if (fact.known) {
      read.push({ fact: name, value: String(fact.value), at: fact.at, basis: fact.basis });
    } else if (fact.hint) {
      const at = `${fact.hint.at}: “${fact.hint.words}”`;
      read.push({ fact: name, value: String(fact.hint.value), at, basis: 'hint' });
    }
  }
  return read;
}
