import type { Token } from '../phrases/tokens.ts';
import { languagesOf } from './languages.ts';
import type { Named } from './lexicon.ts';
import { polarityOf, type Polarity } from './polarity.ts';

export interface Occurrence {
  first: number;
  last: number;
  /** How many semicolons of its sentence stand before it. */
  section: number;
  polarity: Polarity;
}

/** A sentence by the concepts it names. */
export type Sentence = Map<string, Occurrence[]>;

/** No sentence is read further: a text without full stops is read in pieces of this many words. */
const MAX_WORDS = 80;
/** Enough for any sense; more of the same is a text made to cost time. */
const MAX_OCCURRENCES = 24;

/** What is named sentence by sentence, with how it is meant. */
export function sentencesOf(text: string, tokens: readonly Token[], named: readonly Named[]): Sentence[] {
  const sentences: Sentence[] = [];
  const byStart = named.toSorted((a, b) => a.first - b.first);
  let next = 0;
  for (let from = 0; from < tokens.length;) {
    const to = endOf(text, tokens, from);
    const languages = languagesOf(tokens, from, to);
    const own: Named[] = [];
    for (; next < byStart.length && byStart[next]!.first < to; next += 1) {
      const item = byStart[next]!;
      if (!item.bound || languages === undefined || languages.has(item.language)) {
        own.push(item);
      }
    }
    if (own.length > 0) {
      sentences.push(sentenceOf(own, tokens, to));
    }
    from = to;
  }
  return sentences;
}

function sentenceOf(named: readonly Named[], tokens: readonly Token[], to: number): Sentence {
  const polarity = polarityOf(named, tokens, to);
  const start = named[0]?.first ?? to;
  let [at, section] = [start, 0];
  const sentence: Sentence = new Map();
  for (const { concept, first, last } of named) {
    for (; at < first; at += 1) {
      section += tokens[at + 1]?.after === 'sentence' ? 1 : 0;
    }
    const list = sentence.get(concept) ?? [];
    if (list.length < MAX_OCCURRENCES) {
      list.push({ first, last, section, polarity: polarity(first, last) });
    }
    sentence.set(concept, list);
  }
  return sentence;
}

function endOf(text: string, tokens: readonly Token[], from: number): number {
  let at = from + 1;
  while (at < tokens.length && at - from < MAX_WORDS && !ends(text, tokens[at - 1]!, tokens[at]!)) {
    at += 1;
  }
  return at;
}

const ABBREVIATION = /^(?:\p{L}|(\p{Lu})\1)$/u;

/** “z. B.”, “RR. HH.”, “etc. and so on”: such a full stop ends no sentence; what a semicolon parts belongs together. */
function ends(text: string, before: Token, token: Token): boolean {
  if (token.after !== 'sentence') {
    return false;
  }
  const between = text.slice(before.end, token.start);
  if (between.trim() === ';') {
    return false;
  }
  const isShort = /^\. ?$/.test(between) && before.text.length <= 4;
  return !isShort || !(ABBREVIATION.test(before.raw) || /^\p{Ll}/u.test(token.raw));
}
