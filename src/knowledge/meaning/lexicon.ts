import { TermIndex } from '../phrases/term-index.ts';
import type { Token } from '../phrases/tokens.ts';
import type { Words } from '../phrases/schema.ts';
import type { WordsFile } from './schema.ts';

interface Family {
  concept: string;
  language: string;
  /** Counts only in a sentence of its language. */
  bound: boolean;
}

/** A concept found at words `first` to `last`. */
export interface Named {
  concept: string;
  language: string;
  bound: boolean;
  first: number;
  last: number;
}

const NO_STOPS = { contrast: new Set<string>(), long: new Set<string>() };

/** Compiles word families once; throws an `Error` that names the term it cannot read. */
export function lexicon(files: readonly WordsFile[]): {
  concepts: ReadonlySet<string>;
  name(tokens: Token[]): Named[];
} {
  const families = new TermIndex<Family>(NO_STOPS);
  const exceptions = new TermIndex<string>(NO_STOPS);
  const concepts = new Set<string>();
  for (const { classes, words, except } of files) {
    for (const [concept, byLanguage] of Object.entries(words)) {
      concepts.add(concept);
      for (const [language, terms] of Object.entries(byLanguage)) {
        const add = (own: string[], bound: boolean): void =>
          families.add({ [language]: own }, classes, { concept, language, bound });
        add(
          terms.filter((term) => !term.startsWith('~')),
          false,
        );
        add(
          terms.filter((term) => term.startsWith('~')).map((term) => term.slice(1)),
          true,
        );
      }
    }
    for (const [concept, byLanguage] of Object.entries(except)) {
      exceptions.add(unbound(byLanguage), classes, concept);
    }
  }
  return { concepts, name };

  function name(tokens: Token[]): Named[] {
    const taken = Map.groupBy(exceptions.spans(tokens), ({ owner }) => owner);
    const found = new Map<string, Named>();
    for (const { owner, first, last } of families.spans(tokens)) {
      const lost = taken.get(owner.concept)?.some((other) => other.first <= last && first <= other.last) ?? false;
      if (!lost) {
        found.set(`${owner.concept} ${first} ${last} ${owner.bound ? owner.language : ''}`, { ...owner, first, last });
      }
    }
    return [...found.values()];
  }
}

function unbound(words: Words): Words {
  return Object.fromEntries(
    Object.entries(words).map(([language, terms]) => [language, terms.map((term) => term.replace(/^~/, ''))]),
  );
}
