import type { Words } from '../exports/words.ts';

type Values = Record<string, string | number>;

/** A sentence of the summary, in the reader's language. */
export interface Say {
  (id: string, params?: Values): string;
  /** The one for one, or the one for many. */
  count(id: string, count: number, params?: Values): string;
}

export function sayer(words: Words): Say {
  const say = (id: string, params: Values = {}) => words.text({ id: `summary.${id}`, params });
  const count = (id: string, number: number, params: Values = {}) =>
    say(`${id}.${number === 1 ? 'one' : 'many'}`, { ...params, count: number });
  return Object.assign(say, { count });
}
