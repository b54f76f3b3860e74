import { known, unknown, type Fact } from '../model/fact.ts';
import { FACTS, type FactName, type Facts } from '../model/facts.ts';
import { factsFrom } from '../model/facts-schema.ts';
import type { Knowledge, Meaning } from '../model/knowledge.ts';
import { addFact, addHint } from '../normalise/merge-facts.ts';
import { valueFor } from '../normalise/read-text.ts';
import { graver, isGrave } from './caution.ts';
import type { Description } from './description.ts';
import { otherLanguages } from './other-languages.ts';

type Bag = Record<string, Fact<unknown> | undefined>;

/**
 * The facts of a description: those given are declared, those its text states are read from its words and carry them.
 * Where the two disagree, both are kept. A use that the text rules out is passed over; one that it merely denies stays
 * an open question, for a denial may be wrong and must never make a verdict milder.
 */
export function readDescription({ name, description, facts: given }: Description, knowledge: Knowledge): Facts {
  const stated: Facts = {};
  const told = description ?? '';
  const isTold = told.trim() !== '';
  readInto(stated, meaningsOf(told, knowledge), 'description');
  const named = meaningsOf(name ?? '', knowledge);
  readInto(stated, isTold ? named.map((meaning) => asName(meaning, stated)) : named, 'name');
  const facts = factsFrom(given, 'declared', 'facts');
  for (const [fact, said] of Object.entries(stated) as [FactName, Fact<unknown>][]) {
    join(facts as Bag, fact, said);
  }
  return facts;
}

function meaningsOf(text: string, knowledge: Knowledge): Meaning[] {
  return text.trim() === '' ? [] : [...knowledge.meanings(text), ...otherLanguages(text, knowledge)];
}

/**
 * A name is chosen to sell and changes with the season. Beside a description it may say that something is AI and point
 * at a grave use; it clears nothing.
 */
function asName({ says, hints, polarity, words }: Meaning, { technique }: Facts): Meaning {
  const isRule = (said: string): boolean => said === 'technique:manual-rules' || said === 'technique:simple-statistic';
  return {
    says: technique?.known ? [] : says.filter((said) => said.startsWith('technique:') && !isRule(said)),
    hints: [...says, ...hints].filter((said) => isGrave(...factIn(said))),
    polarity,
    words,
  };
}

function readInto(facts: Facts, meanings: readonly Meaning[], at: string): void {
  for (const { says, polarity, words } of meanings) {
    for (const said of polarity === 'excluded' ? [] : says) {
      note(facts, said, at, words, polarity);
    }
  }
  for (const { hints, polarity, words } of meanings) {
    for (const hint of polarity === 'stated' ? hints : []) {
      open(facts, hint, at, words);
    }
  }
}

function note(facts: Facts, said: string, at: string, words: string, polarity: Meaning['polarity']): void {
  const [name, value] = factIn(said);
  if (polarity === 'negated') {
    addHint(facts, name, { value, at, words } as never);
    return;
  }
  const fact = known(value, 'declared', `${at}: “${words}”`);
  const before = facts[name] as Fact<unknown> | undefined;
  if (FACTS[name].type === 'list' || !before?.known) {
    addFact(facts, name, fact as never);
  } else if (graver(name, before.value, value) === value) {
    (facts as Bag)[name] = fact;
  }
}

/** What the words may mean must not be lost beside what they say: the fact is open until somebody answers. */
function open(facts: Facts, hint: string, at: string, words: string): void {
  const [name, value] = factIn(hint);
  const before = (facts as Bag)[name];
  if (FACTS[name].type !== 'list') {
    addHint(facts, name, { value, at, words } as never);
    return;
  }
  // Beside a grave use that is stated, a second doubt of the same kind changes nothing.
  if (name === 'purposes' && before?.known && isGrave(name, before.value)) {
    return;
  }
  const earlier = (before?.known ? before.value : before?.hint?.value) as unknown[] | undefined;
  const all = [...new Set([...(earlier ?? []), ...(value as unknown[])])];
  if (all.length > (earlier?.length ?? 0)) {
    (facts as Bag)[name] = unknown('hinted', { value: all, at, words });
  }
}

function factIn(said: string): [FactName, unknown] {
  const split = said.indexOf(':');
  const name = said.slice(0, split) as FactName;
  return [name, valueFor(name, said.slice(split + 1))];
}

function join(facts: Bag, name: FactName, said: Fact<unknown>): void {
  const given = facts[name];
  if (!given?.known) {
    facts[name] = said;
  } else if (said.known && FACTS[name].type === 'list') {
    addFact(facts as Facts, name, said as never);
  } else if (said.known && said.value !== given.value) {
    facts[name] = { ...given, conflict: { value: said.value, basis: said.basis, at: said.at } };
  }
}
