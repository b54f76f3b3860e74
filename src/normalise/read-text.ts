import { known } from '../model/fact.ts';
import { FACTS, type FactName, type Facts } from '../model/facts.ts';
import type { Knowledge, PhraseMatch } from '../model/knowledge.ts';
import type { SourceText } from './mapping.ts';
import { addFact, addHint } from './merge-facts.ts';

/** Lists whose matches say `fact:value`. What a name *does* (score, write) proves nothing and asks nothing. */
const LISTS = {
  observed: ['annex-iii', 'prohibited', 'purposes', 'consequences', 'judging'],
  label: ['annex-iii'],
  hint: ['annex-iii', 'prohibited', 'consequences'],
} as const;

/**
 * Reads purposes, persons and effects from texts: from what a model is told and from what the account calls its
 * objects as observed, from other names as hints.
 * Weak words (a trade, a theme) are passed over: they would flag every insurer's newsletter.
 */
export function readTexts(facts: Facts, texts: readonly SourceText[], knowledge: Knowledge): void {
  for (const source of texts) {
    for (const list of LISTS[source.as]) {
      for (const match of knowledge.phrases(list, source.text)) {
        if (match.strength === 'strong') {
          note(facts, match, source);
        }
      }
    }
  }
}

function note(facts: Facts, match: PhraseMatch, source: SourceText): void {
  const split = match.value.indexOf(':');
  const name = match.value.slice(0, split) as FactName;
  if (!Object.hasOwn(FACTS, name)) {
    return;
  }
  const value = valueFor(name, match.value.slice(split + 1));
  if (source.as === 'hint') {
    addHint(facts, name, { value, at: source.at, words: match.words } as never);
    return;
  }
  const at = `${source.at}: “${match.words}”`;
  if (
    name === 'subjectKind' &&
    facts.subjectKind?.known &&
    facts.subjectKind.value === 'company' &&
    value !== 'company'
  ) {
    // A sole trader kept as a company is a natural person all the same.
    facts.subjectKind = known('mixed', 'observed', at);
    return;
  }
  addFact(facts, name, known(value, 'observed', at) as never);
}

/** A phrase says its value as text; a fact has a type. */
export function valueFor(name: FactName, value: string): unknown {
  const { type } = FACTS[name];
  return type === 'list' ? [value] : type === 'boolean' ? value === 'true' : value;
}
