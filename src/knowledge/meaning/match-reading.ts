import type { Polarity } from './polarity.ts';
import type { Reading } from './schema.ts';
import type { Occurrence, Sentence } from './sentences.ts';

const GRAVITY: Record<Polarity, number> = { stated: 0, negated: 1, excluded: 2 };

/** Where a sentence says what a reading says: one match for each place of its first concept. */
export function matchesOf(reading: Compiled, sentence: Sentence): Occurrence[] {
  const parts: Occurrence[][] = [];
  for (const alternatives of reading.parts) {
    const found = alternatives.length === 1 ? sentence.get(alternatives[0]!) : join(alternatives, sentence);
    if (!found || found.length === 0) {
      return [];
    }
    parts.push(found);
  }
  if (reading.without.some((concept) => isStated(sentence, concept))) {
    return [];
  }
  const past = join(reading.past, sentence);
  return parts[0]!.flatMap((first) => matchFrom(reading, parts, past, first, first, 1) ?? []);
}

export interface Compiled extends Reading {
  parts: string[][];
}

export function compile(reading: Reading): Compiled {
  return { ...reading, parts: reading.of.map((either) => either.split('|')) };
}

function isStated(sentence: Sentence, concept: string): boolean {
  return sentence.get(concept)?.some(({ polarity }) => polarity === 'stated') ?? false;
}

/** `near`: the part found last; `span`: all that has been found. */
function matchFrom(
  reading: Compiled,
  parts: Occurrence[][],
  past: Occurrence[],
  near: Occurrence,
  span: Occurrence,
  part: number,
): Occurrence | undefined {
  const candidates = parts[part];
  if (!candidates) {
    return span;
  }
  let best: Occurrence | undefined;
  let bestRank = Infinity;
  for (const next of candidates) {
    const between = distance(near, next);
    // What is stated goes before what is denied, the nearer before the farther.
    const rank = between + GRAVITY[next.polarity] * 1000;
    if (
      rank >= bestRank ||
      (reading.order === 'given' && next.first < near.first) ||
      (reading.gap !== undefined && between > reading.gap) ||
      past.some((other) => stands(other, near, next))
    ) {
      continue;
    }
    const found = matchFrom(reading, parts, past, next, union(span, next), part + 1);
    if (found) {
      best = found;
      bestRank = rank;
    }
  }
  return best;
}

function join(concepts: readonly string[], sentence: Sentence): Occurrence[] {
  return concepts.flatMap((concept) => sentence.get(concept) ?? []);
}

/** What stands behind a semicolon is farther away than its words tell. */
const SECTION = 6;

function distance(a: Occurrence, b: Occurrence): number {
  const words = b.first > a.first ? b.first - a.last - 1 : a.first - b.last - 1;
  return Math.max(0, words) + SECTION * Math.abs(a.section - b.section);
}

/** Between the two, sharing no word with either. */
function stands(other: Occurrence, a: Occurrence, b: Occurrence): boolean {
  const [left, right] = a.first <= b.first ? [a, b] : [b, a];
  return other.first > left.last && other.last < right.first;
}

function union(a: Occurrence, b: Occurrence): Occurrence {
  return {
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
    section: a.section,
    polarity: GRAVITY[a.polarity] >= GRAVITY[b.polarity] ? a.polarity : b.polarity,
  };
}
