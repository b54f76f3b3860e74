import { matchTerm, type Stops } from './match-term.ts';
import type { Words } from './schema.ts';
import { readTerms, type Part } from './term.ts';
import type { Token } from './tokens.ts';

/** A term with what it stands for. */
export interface Owned<T> {
  parts: Part[];
  language: string;
  owner: T;
  /** Its first word counts only as written. */
  exact: boolean;
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
  readonly #seen = new Map<string, Shelf<T>>();
  readonly #stops: Stops;

  constructor(stops: Stops) {
    this.#stops = stops;
  }

  /** Throws an `Error` that names the term when it cannot be read. */
  add(words: Words, classes: Readonly<Record<string, readonly string[]>>, owner: T): void {
    for (const [language, terms] of Object.entries(words)) {
      for (const parts of terms.flatMap((term) => readTerms(term, classes))) {
        const [first] = parts;
        this.#file({ parts, language, owner, exact: first?.kind === 'word' && first.exact !== undefined });
      }
    }
  }

  spans(tokens: readonly Token[]): Span<T>[] {
    const found: Span<T>[] = [];
    for (let at = 0; at < tokens.length; at += 1) {
      const { any, byNext } = this.#shelfOf(tokens[at]!);
      const next = tokens[at + 1];
      this.#match(any, tokens, at, found);
      this.#match((next && byNext.get(next.text)) ?? [], tokens, at, found);
    }
    return found;
  }

  #match(terms: readonly Owned<T>[], tokens: readonly Token[], at: number, found: Span<T>[]): void {
    for (const { parts, exact, owner, language } of terms) {
      const end = parts.length === 1 && !exact ? at + 1 : matchTerm(parts, tokens, at, this.#stops);
      if (end > at) {
        const [start, stop] = [tokens[at]!.start, tokens[end - 1]!.end];
        found.push({ owner, language, first: at, last: end - 1, start, end: stop });
      }
    }
  }

  /** Terms that may begin with a word. A language has few words: each is looked up once. */
  #shelfOf({ text }: Token): Shelf<T> {
    let shelf = this.#seen.get(text);
    if (!shelf) {
      const drawer = this.#begin.get(text.slice(0, DRAWER)) ?? [];
      const open = [...drawer, ...this.#inside].filter(({ parts: [first] }) => first && begins(first, text));
      shelf = shelfOf([...(this.#whole.get(text) ?? []), ...open]);
      if (this.#seen.size >= MAX_SEEN) {
        this.#seen.clear();
      }
      this.#seen.set(text, shelf);
    }
    return shelf;
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

/** Small words begin hundreds of terms: those whose next word is fixed are found by it. */
interface Shelf<T> {
  any: Owned<T>[];
  byNext: Map<string, Owned<T>[]>;
}

function shelfOf<T>(terms: readonly Owned<T>[]): Shelf<T> {
  const shelf: Shelf<T> = { any: [], byNext: new Map() };
  for (const term of terms) {
    const [, next] = term.parts;
    if (next?.kind === 'word' && next.open === 'none' && next.exact === undefined) {
      for (const ending of new Set(next.endings)) {
        put(shelf.byNext, next.stem + ending, term);
      }
    } else {
      shelf.any.push(term);
    }
  }
  return shelf;
}

function begins(part: Part, text: string): boolean {
  if (part.kind !== 'word') {
    return false;
  }
  const { stem, endings, open } = part;
  if (open === 'before') {
    return endings.some((ending) => text.endsWith(stem + ending));
  }
  return open === 'after' ? text.startsWith(stem) : text.includes(stem);
}

function put<T>(map: Map<string, Owned<T>[]>, key: string, term: Owned<T>): void {
  const drawer = map.get(key);
  if (drawer) {
    drawer.push(term);
  } else {
    map.set(key, [term]);
  }
}
