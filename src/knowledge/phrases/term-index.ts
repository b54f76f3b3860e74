import { matchTerm, type Stops } from './match-term.ts';
import type { Words } from './schema.ts';
import { readTerms, type Part } from './term.ts';
import type { Token } from './tokens.ts';

/** A term with what it stands for. */
export interface Owned<T> {
  parts: Part[];
  language: string;
  owner: T;
}

export interface Span<T> {
  owner: T;
  language: string;
  /** In characters of the text. */
  start: number;
  end: number;
}

/** Beginnings shorter than this would put every open stem into one drawer. */
const DRAWER = 3;

/** Terms by their first word, so that a text costs its own length and not that of the list. */
export class TermIndex<T> {
  readonly #whole = new Map<string, Owned<T>[]>();
  readonly #begin = new Map<string, Owned<T>[]>();
  readonly #inside: Owned<T>[] = [];
  readonly #stops: Stops;

  constructor(stops: Stops) {
    this.#stops = stops;
  }

  /** Throws an `Error` that names the term when it cannot be read. */
  add(words: Words, classes: Readonly<Record<string, readonly string[]>>, owner: T): void {
    for (const [language, terms] of Object.entries(words)) {
      for (const parts of terms.flatMap((term) => readTerms(term, classes))) {
        this.#file({ parts, language, owner });
      }
    }
  }

  spans(tokens: readonly Token[]): Span<T>[] {
    const found: Span<T>[] = [];
    for (let at = 0; at < tokens.length; at += 1) {
      const { text } = tokens[at]!;
      const drawers = [this.#whole.get(text), this.#begin.get(text.slice(0, DRAWER)), this.#inside];
      for (const term of drawers.flatMap((drawer) => drawer ?? [])) {
        const end = matchTerm(term.parts, tokens, at, this.#stops);
        if (end > at) {
          const { owner, language } = term;
          found.push({ owner, language, start: tokens[at]!.start, end: tokens[end - 1]!.end });
        }
      }
    }
    return found;
  }

  #file(term: Owned<T>): void {
    const first = term.parts[0];
    if (first?.kind !== 'word') {
      throw new Error('a term begins with a word');
    }
    if (first.open === 'around') {
      this.#inside.push(term);
    } else if (first.open === 'after') {
      put(this.#begin, first.stem.slice(0, DRAWER), term);
    } else {
      for (const ending of new Set(first.endings)) {
        put(this.#whole, first.stem + ending, term);
      }
    }
  }
}

function put<T>(map: Map<string, Owned<T>[]>, key: string, term: Owned<T>): void {
  const drawer = map.get(key);
  if (drawer) {
    drawer.push(term);
  } else {
    map.set(key, [term]);
  }
}
