/** What stands between two words: nothing that matters, a comma or the like, the end of a sentence. */
export type Break = 'none' | 'clause' | 'sentence';

export interface Token {
  /** Lower case, without accents. */
  text: string;
  /** As written. */
  raw: string;
  start: number;
  end: number;
  /** What stands before it. */
  after: Break;
}

/** Invisible characters inside a word (soft hyphen, zero width) are part of it; `A.I.` is one word. */
const WORD = /\b(?:A\.I|I\.A|K\.I)\b\.?|[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|[\u00AD\u200B-\u200D]+(?=[\p{L}\p{N}]))*/gu;
/** The same, cut where `candidateScore` begins a new word. */
const CAMEL_WORD = /\p{Lu}?[\p{Ll}\p{M}\p{N}]+|\p{Lu}+(?![\p{Ll}])|[\p{L}\p{N}]\p{M}*/gu;
const CAMEL = /\p{Ll}\p{Lu}/u;

const SENTENCE = /[.!?…。？！¿¡;\n\r|•·]/;
const CLAUSE = /[,:()[\]{}<>"“”„«»–—=]/;

/** The words of a text in order. With `camel`, words of identifiers are taken apart. */
export function tokensOf(text: string, camel = false): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(camel ? CAMEL_WORD : WORD)) {
    for (const [raw, at] of scriptsOf(match[0])) {
      const start = match.index + at;
      tokens.push({ text: fold(raw), raw, start, end: start + raw.length, after: breakIn(text.slice(end, start)) });
      end = start + raw.length;
    }
  }
  return tokens;
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;

/** Chinese and Japanese put no space between a Latin word and their own: `AIアシスタント` is two words. */
function scriptsOf(word: string): [word: string, at: number][] {
  if (ASCII.test(word) || word.search(UNSPACED) < 0) {
    return [[word, 0]];
  }
  const parts: [string, number][] = [];
  let end = 0;
  for (const match of word.matchAll(UNSPACED)) {
    parts.push([word.slice(end, match.index), end], [match[0], match.index]);
    end = match.index + match[0].length;
  }
  parts.push([word.slice(end), end]);
  return parts.filter(([part]) => part !== '');
}

export function hasCamel(text: string): boolean {
  return CAMEL.test(text);
}

const ASCII = /^[\x20-\x7f]*$/;
/** Letters that Unicode does not take apart into a letter and an accent. */
const LETTERS: Record<string, string> = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', ı: 'i' };

export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (ASCII.test(lower)) {
    return lower.includes('.') ? lower.replace(/[.\s]/g, '') : lower;
  }
  return lower
    .normalize('NFD')
    .replace(/[\p{M}\u00AD\u200B-\u200D]/gu, '')
    .replace(/[ßœæøłđı]/g, (letter) => LETTERS[letter] ?? letter);
}

function breakIn(between: string): Break {
  if (between === ' ' || between === '') {
    return 'none';
  }
  return SENTENCE.test(between) ? 'sentence' : CLAUSE.test(between) ? 'clause' : 'none';
}
