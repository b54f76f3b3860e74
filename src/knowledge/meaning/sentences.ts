import type { Token } from '../phrases/tokens.ts';
import { languagesOf } from './languages.ts';
import type { Named } from './lexicon.ts';
import { polarityOf, type Polarity } from './polarity.ts';

export interface Occurrence {
  first: number;
  last: number;
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
  const sentence: Sentence = new Map();
  for (const { concept, first, last } of named) {
    const list = sentence.get(concept) ?? [];
    if (list.length < MAX_OCCURRENCES) {
      list.push({ first, last, polarity: polarity(first, last) });
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

/** “z. B.”, “RR. HH.”, “e.g.”: a full stop after one or two letters ends an abbreviation; what a semicolon parts belongs together. */
function ends(text: string, before: Token, token: Token): boolean {
  if (token.after !== 'sentence') {
    return false;
  }
  const between = text.slice(before.end, token.start);
  if (between.trim() === ';') {
    return false;
  }
  return before.text.length > 2 || /\d/.test(before.text) || !/^\.\s?$/.test(between);
}
