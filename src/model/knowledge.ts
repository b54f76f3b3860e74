import type { ActionType, AiService, CatalogueEntry, PropertySign } from './catalogue.ts';

/** A phrase found in a text: what it means, the words, and the language it was found in. */
export interface PhraseMatch {
  value: string;
  words: string;
  language: string;
  index: number;
  /** `weak` words name a trade or a theme (insurance, credit): they count only beside something else. */
  strength: 'strong' | 'weak';
}

/** What a description means at one place: facts as `fact:value`, and the words. */
export interface Meaning {
  says: readonly string[];
  /** What the words only point at. */
  hints: readonly string[];
  /** As so, as not so, or as a use that the text rules out. */
  polarity: 'stated' | 'negated' | 'excluded';
  words: string;
}

/** `perhaps`: only vague words (“virtual assistant”), which a person must judge. */
export interface Disclosure {
  says: boolean | 'perhaps';
  words?: string;
  language?: string;
}

/** Everything we know beforehand, loaded from `knowledge/` and checked; pure look-ups, no I/O. */
export interface Knowledge {
  /** Of every CRM. */
  entries: readonly CatalogueEntry[];
  entry(id: string): CatalogueEntry | undefined;
  byAction(actionTypeId: string): CatalogueEntry | undefined;
  /** By the name that the vendor's API gives an action: strong words decide, weak ones only raise a question. */
  byActionName(name: string): { entry?: CatalogueEntry; strength: 'strong' | 'weak' } | undefined;
  byProperty(objectType: string, name: string): { entry: CatalogueEntry; sign: PropertySign } | undefined;
  /** Why a property of this name is no AI although it looks like it. */
  notAiProperty(objectType: string, name: string): string | undefined;
  bySource(sourceType: string): CatalogueEntry | undefined;
  byActorPrefix(prefix: string): CatalogueEntry | undefined;
  byEmailState(state: string): CatalogueEntry | undefined;
  byForecastProperty(name: string): CatalogueEntry | undefined;
  byLicence(key: string): CatalogueEntry | undefined;
  byDashlet(viewType: string): CatalogueEntry | undefined;
  byModule(key: string): CatalogueEntry | undefined;
  byAppName(name: string): CatalogueEntry | undefined;
  actionType(id: string): ActionType | undefined;
  /** By the address of a page on which people use it. */
  serviceBySite(host: string, path?: string): AiService | undefined;
  serviceByHost(host: string, path?: string): AiService | undefined;
  serviceByPackage(language: 'javascript' | 'python', name: string): AiService | undefined;
  /** The vendor a model name points to. */
  modelVendor(model: string): string | undefined;
  /** All matches of a phrase list in a text, in order. Lists live in `knowledge/phrases`. */
  phrases(list: string, text: string): PhraseMatch[];
  /** What somebody's own words about a feature mean, in English, French, German and Spanish. */
  meanings(text: string): Meaning[];
  /** Is a text in one of these languages? */
  isRead(text: string): boolean;
  /** Does a text tell people that they meet AI? `undefined` when it is empty. */
  disclosure(text: string): Disclosure | undefined;
  version: string;
}
