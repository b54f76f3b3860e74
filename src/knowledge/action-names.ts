import type { CatalogueEntry } from '../model/catalogue.ts';
import type { Knowledge, PhraseMatch } from '../model/knowledge.ts';
import { TermIndex } from './phrases/term-index.ts';
import { tokensOf } from './phrases/tokens.ts';

const MAX_NAME = 300;
const NO_STOPS = { contrast: new Set<string>(), long: new Set<string>() };

/** Entries by the names they go under, as whole phrases; of several the longest. */
export function nameIndex(
  entries: readonly CatalogueEntry[],
  namesOf: (recognise: CatalogueEntry['recognise']) => readonly string[],
): (given: string) => CatalogueEntry | undefined {
  const names = new TermIndex<CatalogueEntry>(NO_STOPS);
  for (const entry of entries) {
    names.add({ en: [...namesOf(entry.recognise)] }, {}, entry);
  }
  return (given) => {
    const spans = names.spans(tokensOf(given.slice(0, MAX_NAME)));
    return spans.sort((a, b) => b.end - b.start - (a.end - a.start))[0]?.owner;
  };
}

/** What the name of an action says: first the catalogue's own names, then strong words, then weak ones. */
export function actionNameIndex(
  entries: readonly CatalogueEntry[],
  words: (name: string) => PhraseMatch[],
): Knowledge['byActionName'] {
  const byName = nameIndex(entries, ({ actionNames }) => actionNames);
  return (given) => {
    const entry = byName(given);
    if (entry) {
      return { entry, strength: 'strong' };
    }
    const found = words(given.slice(0, MAX_NAME));
    if (found.length === 0) {
      return undefined;
    }
    return { strength: found.some((match) => match.strength === 'strong') ? 'strong' : 'weak' };
  };
}
