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
  /** Its words by number. */
  first: number;
  last: number;
  /** In characters of the text. */
  start: number;
  end: number;
}

/** Beginnings shorter than this would put every open stem into one drawer. */
const DRAWER = 3;
/** Words remembered; a longer text of ever new words is looked up anew. */
const MAX_SEEN = 20_000;

/** Terms by their first word, so that a text costs its own length and not that of the list. */
export class TermIndex<T> {
  readonly #whole = new Map<string, Owned<T>[]>();
  readonly #begin = new Map<string, Owned<T>[]>();
  readonly #inside: Owned<T>[] = [];
  readonly #seen = new Map<string, readonly Owned<T>[]>();
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
      for (const term of this.#thatBegin(tokens[at]!)) {
        const end = matchTerm(term.parts, tokens, at, this.#stops);
        if (end > at) {
          const { owner, language } = term;
          const [start, stop] = [tokens[at]!.start, tokens[end - 1]!.end];
          found.push({ owner, language, first: at, last: end - 1, start, end: stop });
        }
      }
    }
    return found;
  }

  /** Terms that may begin with a word. A language has few words: each is looked up once. */
  #thatBegin({ text }: Token): readonly Owned<T>[] {
    let terms = this.#seen.get(text);
    if (!terms) {
      const drawer = this.#begin.get(text.slice(0, DRAWER)) ?? [];
      const open = [...drawer, ...this.#inside].filter(({ parts: [first] }) => first && mayBe(first, text));
      terms = [...(this.#whole.get(text) ?? []), ...open];
      if (this.#seen.size >= MAX_SEEN) {
        this.#seen.clear();
      }
      this.#seen.set(text, terms);
    }
    return terms;
  }

  #file(term: Owned<T>): void {
    const first = term.parts[0];
    if (first?.kind !== 'word') {
      throw new Error('a term begins with a word');
    }
    if (first.open === 'around' || first.open === 'before') {
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

function mayBe(part: Part, text: string): boolean {
  if (part.kind !== 'word') {
    return false;
  }
  return part.open === 'after' ? text.startsWith(part.stem) : text.includes(part.stem);
}

function put<T>(map: Map<string, Owned<T>[]>, key: string, term: Owned<T>): void {
  const drawer = map.get(key);
  if (drawer) {
    drawer.push(term);
  } else {
    map.set(key, [term]);
  }
}
