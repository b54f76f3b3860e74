import { makeWhatIf } from './assess/what-if.ts';
import type { Rule } from './assess/rule.ts';
import type { Words } from './exports/words.ts';
import { loadMessages } from './knowledge/load-messages.ts';
import type { Law } from './model/law.ts';
import type { Language } from './model/message.ts';

/** What a result is told with, in one language, on the day it is read. */
export function makeWords(law: Law, rules: readonly Rule[], language: Language = 'en'): Words {
  const { text, has } = loadMessages(language);
  return { text, has, law, today: new Date().toISOString().slice(0, 10), questions: makeWhatIf(rules) };
}
