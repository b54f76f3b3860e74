import type { PhraseMatch } from '../../model/knowledge.ts';
import type { PhraseFile } from './schema.ts';
import { TermIndex, type Span } from './term-index.ts';
import { hasCamel, tokensOf } from './tokens.ts';

/** A text is as long as its author likes: it is read piece by piece, each overlapping the one before by a few words. */
const PIECE = 20_000;
const OVERLAP = 300;
/** More than any field of either CRM holds; what stands behind it is not read. */
const MAX_TEXT = 4_000_000;
const MAX_WORDS = 120;

interface Meaning {
  value: string;
  strength: 'strong' | 'weak';
}

type Found = Span<Meaning>;

/** Compiles a list once; throws an `Error` that names the term it cannot read. */
export function phraseList({ classes, stops, except, phrases }: PhraseFile): (text: string) => PhraseMatch[] {
  const reach = { contrast: new Set(stops.contrast), long: new Set(stops.long) };
  const meanings = new TermIndex<Meaning>(reach);
  /** Owner: the value it takes away, or `null` for every value. */
  const exceptions = new TermIndex<string | null>(reach);
  exceptions.add(except, classes, null);
  for (const { value, strength, words, except: own } of phrases) {
    meanings.add(words, classes, { value, strength });
    exceptions.add(own, classes, value);
  }

  return (text) => {
    if (text.length <= PIECE) {
      return matchesIn(text, 0);
    }
    const found = new Map<string, PhraseMatch>();
    for (let from = 0; from < Math.min(text.length, MAX_TEXT); from += PIECE - OVERLAP) {
      for (const match of matchesIn(text.slice(from, from + PIECE), from)) {
        found.set(`${match.value} ${match.index}`, match);
      }
    }
    return [...found.values()];
  };

  function matchesIn(read: string, offset: number): PhraseMatch[] {
    const found = [false, ...(hasCamel(read) ? [true] : [])].flatMap((camel) => {
      const tokens = tokensOf(read, camel);
      const spans = meanings.spans(tokens);
      const taken = spans.length > 0 ? exceptions.spans(tokens) : [];
      return spans.filter((span) => !taken.some((other) => takes(other, span)));
    });
    return distinct(found).map(({ owner, language, start, end }) => ({
      ...owner,
      words: read.slice(start, Math.min(end, start + MAX_WORDS)),
      language,
      index: offset + start,
    }));
  }
}

function takes(exception: Span<string | null>, span: Found): boolean {
  const concerned = exception.owner === null || exception.owner === span.owner.value;
  return concerned && exception.start < span.end && span.start < exception.end;
}

/** Of overlapping matches of one value the strong one stays, then the longer one; in the order of the text. */
function distinct(found: readonly Found[]): Found[] {
  const kept = new Map<string, Found[]>();
  for (const span of found.toSorted((a, b) => weight(b) - weight(a) || a.start - b.start)) {
    const same = kept.get(span.owner.value);
    if (!same) {
      kept.set(span.owner.value, [span]);
    } else if (!same.some((other) => other.start < span.end && span.start < other.end)) {
      same.push(span);
    }
  }
  return [...kept.values()].flat().sort((a, b) => a.start - b.start || b.end - a.end);
}

function weight({ owner, start, end }: Found): number {
  return (owner.strength === 'strong' ? PIECE : 0) + end - start;
}
