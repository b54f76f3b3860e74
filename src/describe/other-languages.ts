import { FACTS } from '../model/facts.ts';
import type { Knowledge, Meaning } from '../model/knowledge.ts';

/** What the lists for CRM texts know in languages that descriptions are not written in: better read roughly than missed. */
const LISTS = ['annex-iii', 'prohibited'];
const READ_FULLY = new Set(['en', 'fr', 'de', 'es', 'any']);

export function otherLanguages(text: string, knowledge: Knowledge): Meaning[] {
  if (knowledge.isRead(text)) {
    return [];
  }
  return LISTS.flatMap((list) => knowledge.phrases(list, text))
    .filter(({ language, strength }) => strength === 'strong' && !READ_FULLY.has(language))
    .filter(({ value }) => Object.hasOwn(FACTS, value.slice(0, value.indexOf(':'))))
    .map(({ value, words }) => ({ says: [], hints: [value], polarity: 'stated', words }));
}
