import type { Words } from './words.ts';

const ARTICLE = /^(GDPR )?Art\. ([\d, -]+[a-z]?)((?:\(\w+\))*)(?: (first|second|last) subparagraph)?$/;
const ANNEX = /^Annex III(?: (\d+)(?:\((\w)\))?)?$/;
const RECITAL = /^Recital (\d+)$/;
const GUIDELINE = /^(C\(\d{4}\) \d+) points? (.+)$/;

/** A citation as lawyers of the reader's language write it. What has no such form is given as it is. */
export function citation(text: string, words: Pick<Words, 'text'>): string {
  const say = (id: string, params: Record<string, string>) => words.text({ id: `cite.${id}`, params });
  const [, gdpr, number, parts = '', subparagraph] = ARTICLE.exec(text) ?? [];
  if (number !== undefined) {
    const places = [...parts.matchAll(/\((\w+)\)/g)].map(([, place = '']) => place);
    const base = number === '3' && places[0] ? say('definition', { number: places[0] }) : say('article', { number });
    const whole = places
      .slice(number === '3' ? 1 : 0)
      .reduce((cited, place) => say(/^\d/.test(place) ? 'paragraph' : 'letter', { base: cited, place }), base);
    const full = subparagraph ? say(`${subparagraph}-subparagraph`, { base: whole }) : whole;
    return gdpr ? say('gdpr', { base: full }) : full;
  }
  const annex = ANNEX.exec(text);
  if (annex) {
    const [, point, letter] = annex;
    const base = point === undefined ? say('annex', {}) : say('annex-point', { number: point });
    return letter === undefined ? base : say('annex-letter', { base, place: letter });
  }
  const [, recital] = RECITAL.exec(text) ?? [];
  if (recital !== undefined) {
    return say('recital', { number: recital });
  }
  const [, guideline, point] = GUIDELINE.exec(text) ?? [];
  return guideline !== undefined && point !== undefined ? say('point', { base: guideline, number: point }) : text;
}
