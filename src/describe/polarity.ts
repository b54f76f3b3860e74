import type { Knowledge } from '../model/knowledge.ts';

/** How a text means what it names: as so, as not so, or as a use it rules out. */
export type Polarity = 'stated' | 'negated' | 'excluded';

interface Scope {
  polarity: Exclude<Polarity, 'stated'>;
  start: number;
  end: number;
}

const SENTENCE_END = /[.!?…;\n\r•]/;
const CLAUSE_END = /[,:()–—.!?…;\n\r•]/;

/**
 * The reach of words of denial. An exclusion (“not used for …”) reaches to the end of its sentence or to a word of
 * contrast, a plain negation (“does not …”) to the end of its clause. Phrases that only look like denials (“not only”,
 * “without review”) are exceptions of the list.
 */
export function polarityOf(text: string, knowledge: Knowledge): (index: number) => Polarity {
  const matches = knowledge.phrases('negation', text);
  const contrasts = matches.filter(({ value }) => value === 'contrast').map(({ index }) => index);
  const scopes = matches.flatMap(({ value, index, words }): Scope[] => {
    if (value !== 'negated' && value !== 'excluded') {
      return [];
    }
    const from = index + words.length;
    const stop = from + (firstAfter(text.slice(from), value === 'excluded' ? SENTENCE_END : CLAUSE_END) ?? text.length);
    const contrast = contrasts.find((at) => at >= from) ?? text.length;
    return [{ polarity: value, start: index, end: Math.min(stop, contrast) }];
  });
  return (index) => {
    const within = scopes.filter(({ start, end }) => index >= start && index < end);
    return within.find(({ polarity }) => polarity === 'excluded')?.polarity ?? within[0]?.polarity ?? 'stated';
  };
}

function firstAfter(text: string, end: RegExp): number | undefined {
  const at = text.search(end);
  return at < 0 ? undefined : at;
}
