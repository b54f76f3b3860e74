import { known, type Basis, type Fact, type Hint } from '../model/fact.ts';
import { FACTS, type FactName, type Facts, type FactValue } from '../model/facts.ts';

/** Which basis speaks about this account rather than about the vendor's product: the stronger first. */
const STRENGTH: Record<Basis, number> = { observed: 4, linked: 3, declared: 2, catalogue: 1 };

/**
 * Puts a fact beside what is known. Lists are joined; otherwise the stronger basis stands, and a declared value that
 * contradicts an observed one is kept beside it as a conflict.
 */
export function addFact<N extends FactName>(facts: Facts, name: N, fact: Fact<FactValue<N>> | undefined): void {
  if (!fact) {
    return;
  }
  const bag = facts as Record<FactName, Fact<unknown> | undefined>;
  bag[name] = join(bag[name], fact as Fact<unknown>, FACTS[name].type === 'list');
}

export function addFacts(facts: Facts, more: Facts): void {
  for (const [name, fact] of Object.entries(more)) {
    addFact(facts, name as FactName, fact as never);
  }
}

function join(before: Fact<unknown> | undefined, now: Fact<unknown>, list: boolean): Fact<unknown> {
  if (!before || !before.known) {
    return now.known ? now : (before ?? now);
  }
  if (!now.known) {
    return before;
  }
  if (list) {
    return joinLists(before, now);
  }
  if (STRENGTH[now.basis] > STRENGTH[before.basis]) {
    return now;
  }
  if (now.basis === 'declared' && before.value !== now.value) {
    return { ...before, conflict: { value: now.value, basis: now.basis, at: now.at } };
  }
  return before;
}

function joinLists(a: Fact<unknown> & { known: true }, b: Fact<unknown> & { known: true }): Fact<unknown> {
  const values = [...new Set([...(a.value as unknown[]), ...(b.value as unknown[])])];
  const stronger = STRENGTH[b.basis] > STRENGTH[a.basis] ? b : a;
  return known(values, stronger.basis, a.at === b.at ? a.at : `${a.at}, ${b.at}`.slice(0, 300));
}

/**
 * Words that point to a value. They never replace what was observed or linked; what only the catalogue says of the
 * product in general becomes an open question, since this account may use it otherwise.
 */
export function addHint<N extends FactName>(facts: Facts, name: N, hint: Hint<FactValue<N>>): void {
  const bag = facts as Record<FactName, Fact<unknown> | undefined>;
  const before = bag[name];
  if (before?.known && before.basis !== 'catalogue') {
    return;
  }
  if (FACTS[name].type !== 'list') {
    if (!before?.known) {
      bag[name] = { known: false, reason: 'hinted', hint };
    }
    return;
  }
  const wanted = hint.value as unknown[];
  const known = before?.known ? (before.value as unknown[]) : ((before?.hint?.value as unknown[] | undefined) ?? []);
  if (wanted.every((value) => known.includes(value))) {
    return;
  }
  const earlier = before && !before.known ? before.hint : undefined;
  bag[name] = {
    known: false,
    reason: 'hinted',
    hint: {
      value: [...new Set([...known, ...wanted])],
      at: earlier?.at ?? hint.at,
      words: earlier ? `${earlier.words}, ${hint.words}`.slice(0, 200) : hint.words,
    },
  };
}
