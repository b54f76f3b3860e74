import { known, type Fact } from '../model/fact.ts';
import { FACTS, type FactName, type Facts } from '../model/facts.ts';
import { factsFrom } from '../model/facts-schema.ts';
import type { Knowledge, PhraseMatch } from '../model/knowledge.ts';
import { addFact, addHint } from '../normalise/merge-facts.ts';
import { valueFor } from '../normalise/read-text.ts';
import { graver } from './caution.ts';
import type { Description } from './description.ts';
import { polarityOf } from './polarity.ts';

/** Lists whose phrases state facts when somebody describes a feature in his own words. */
const LISTS = ['description', 'annex-iii', 'prohibited', 'purposes'];

/**
 * The facts of a description: those given are declared, those its text states are read from its words and carry them.
 * Where the two disagree, both are kept. A use that the text rules out is passed over; one that it merely denies stays
 * an open question, for a denial may be wrong and must never make a verdict milder.
 */
export function readDescription({ name, description, facts: given }: Description, knowledge: Knowledge): Facts {
  const stated: Facts = {};
  for (const [at, text] of Object.entries({ description, name })) {
    readInto(stated, text ?? '', at, knowledge);
  }
  const facts = factsFrom(given, 'declared', 'facts');
  for (const [fact, said] of Object.entries(stated) as [FactName, Fact<unknown>][]) {
    join(facts as Record<string, Fact<unknown>>, fact, said);
  }
  return facts;
}

function readInto(facts: Facts, text: string, at: string, knowledge: Knowledge): void {
  if (text.trim() === '') {
    return;
  }
  const polarity = polarityOf(text, knowledge);
  for (const match of LISTS.flatMap((list) => knowledge.phrases(list, text))) {
    note(facts, match, at, polarity(match.index));
  }
}

function note(facts: Facts, { value, words, strength }: PhraseMatch, at: string, polarity: string): void {
  const split = value.indexOf(':');
  const name = value.slice(0, split) as FactName;
  if (!Object.hasOwn(FACTS, name) || strength === 'weak' || polarity === 'excluded') {
    return;
  }
  const read = valueFor(name, value.slice(split + 1));
  if (polarity === 'negated') {
    addHint(facts, name, { value: read, at, words } as never);
    return;
  }
  const said = known(read, 'declared', `${at}: “${words}”`);
  const before = facts[name] as Fact<unknown> | undefined;
  if (FACTS[name].type === 'list' || !before?.known) {
    addFact(facts, name, said as never);
  } else if (graver(name, before.value, read) === read) {
    (facts as Record<string, Fact<unknown>>)[name] = said;
  }
}

function join(facts: Record<string, Fact<unknown>>, name: FactName, said: Fact<unknown>): void {
  const given = facts[name];
  if (!given?.known) {
    facts[name] = said;
  } else if (said.known && FACTS[name].type === 'list') {
    addFact(facts as Facts, name, said as never);
  } else if (said.known && said.value !== given.value) {
    facts[name] = { ...given, conflict: { value: said.value, basis: said.basis, at: said.at } };
  }
}
