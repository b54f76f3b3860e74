import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import type { RecordKind, Words } from './words/words.ts';

export const LANGUAGES = ['en', 'fr', 'de', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];
const WORDS: Record<Language, Words> = { en, fr, de, es };

/** How the app speaks to this person. */
export interface Speech {
  language: Language;
  words: Words;
  /** A moment in the account's own time zone. */
  when: (iso: string) => string;
}

export interface Person {
  language?: string | undefined;
  locale?: string | undefined;
}

export function speechFor({ language, locale }: Person, timezone?: string): Speech {
  const spoken = [language, locale].map(languageOf).find((one) => one !== undefined) ?? 'en';
  return { language: spoken, words: WORDS[spoken], when: (iso) => shownTime(iso, spoken, timezone) };
}

function languageOf(name: string | undefined): Language | undefined {
  return LANGUAGES.find((language) => language === name?.slice(0, 2).toLowerCase());
}

function shownTime(iso: string, language: Language, timeZone: string | undefined): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) {
    return '–';
  }
  const parts = { dateStyle: 'medium', timeStyle: 'short' } as const;
  try {
    return new Intl.DateTimeFormat(LOCALES[language], { ...parts, ...(timeZone && { timeZone }) }).format(moment);
  } catch {
    // An account may name a time zone that this machine does not know.
    return `${new Intl.DateTimeFormat(LOCALES[language], { ...parts, timeZone: 'UTC' }).format(moment)} UTC`;
  }
}

const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', de: 'de-DE', es: 'es-ES' };

const KINDS = new Map<string, RecordKind>([
  ['0-1', 'contact'],
  ['0-2', 'company'],
  ['0-3', 'deal'],
  ['0-5', 'ticket'],
]);

export const recordKind = (objectTypeId: string): RecordKind => KINDS.get(objectTypeId) ?? 'other';
