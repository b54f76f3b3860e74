import { fold, tokensOf } from './tokens.ts';

/**
 * A term is written as words, each in one of these forms:
 * `loan` the whole word, case and accents put aside · `loan(s)`, `candidat(e|es)` with one of these endings or none ·
 * `bewerb*` with any ending · `*bewerb*` anywhere in a word (compounds) · `*score`, `*lead(s)` at its end · `=AI` exactly so written (`=AI-powered`: its first word) ·
 * `..` up to three words of the same clause · `...` up to five words of the same sentence.
 */
export type Part = WordPart | GapPart;

export interface WordPart {
  kind: 'word';
  stem: string;
  endings: readonly string[];
  open: 'none' | 'after' | 'before' | 'around';
  exact?: string;
}

export interface GapPart {
  kind: 'gap';
  max: number;
  long: boolean;
}

/** Reads a term with `{class}` names; one for each combination of alternatives. Throws on what it cannot read. */
export function readTerms(term: string, classes: Readonly<Record<string, readonly string[]>>): Part[][] {
  const name = /\{([a-z-]+)\}/.exec(term)?.[1];
  if (name === undefined) {
    return [term.trim().split(/\s+/).flatMap(readChunk)];
  }
  const alternatives = Object.hasOwn(classes, name) ? (classes[name] ?? []) : [];
  if (alternatives.length === 0) {
    throw new Error(`“${term}” names the unknown class “${name}”`);
  }
  return alternatives.flatMap((words) => readTerms(term.replace(`{${name}}`, words), classes));
}

/** Two such letters say as much as a word of another script. */
const LETTERS_ARE_WORDS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;

function readChunk(chunk: string): Part[] {
  if (chunk === '..' || chunk === '...') {
    return [{ kind: 'gap', max: chunk === '..' ? 3 : 5, long: chunk === '...' }];
  }
  if (chunk.startsWith('=')) {
    const [first, ...rest] = tokensOf(chunk.slice(1));
    if (!first) {
      throw new Error(`“${chunk}” cannot be read`);
    }
    return [
      { kind: 'word', stem: first.text, endings: [''], open: 'none', exact: first.raw },
      ...rest.map(({ text }): Part => ({ kind: 'word', stem: text, endings: [''], open: 'none' })),
    ];
  }
  const form = /^(\*?)([^*()|={}]+?)(?:\(([^()*]+)\)|(\*))?$/u.exec(chunk);
  if (!form) {
    throw new Error(`“${chunk}” cannot be read`);
  }
  const [, before = '', stem = '', endings, after] = form;
  const words = tokensOf(stem).map((token) => token.text);
  const last = words.pop();
  if (last === undefined || (before !== '' && words.length > 0)) {
    throw new Error(`“${chunk}” cannot be read`);
  }
  const [starts, ends] = [before === '', after === undefined];
  const open = ends ? (starts ? 'none' : 'before') : starts ? 'after' : 'around';
  if (open !== 'none' && last.length < (open !== 'after' && LETTERS_ARE_WORDS.test(last) ? 2 : 3)) {
    throw new Error(`“${chunk}” is too short to stay open`);
  }
  return [
    ...words.map((word): Part => ({ kind: 'word', stem: word, endings: [''], open: 'none' })),
    { kind: 'word', stem: last, endings: ['', ...(endings?.split('|').map(fold) ?? [])], open },
  ];
}
