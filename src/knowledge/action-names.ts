import type { CatalogueEntry } from '../model/catalogue.ts';
import type { Knowledge, PhraseMatch } from '../model/knowledge.ts';
import { TermIndex } from './phrases/term-index.ts';
import { tokensOf } from './phrases/tokens.ts';

const MAX_NAME = 300;
const NO_STOPS = { contrast: new Set<string>(), long: new Set<string>() };

/** What the name of an action says: first the catalogue's own names, then strong words, then weak ones. */
export function actionNameIndex(
  entries: readonly CatalogueEntry[],
  words: (name: string) => PhraseMatch[],
): Knowledge['byActionName'] {
  const names = new TermIndex<CatalogueEntry>(NO_STOPS);
  for (const entry of entries) {
    names.add({ en: entry.recognise.actionNames }, {}, entry);
  }
  return (given) => {
    const name = given.slice(0, MAX_NAME);
    const spans = names.spans(tokensOf(name)).sort((a, b) => b.end - b.start - (a.end - a.start));
    if (spans[0]) {
      return { entry: spans[0].owner, strength: 'strong' };
    }
    const found = words(name);
    if (found.length === 0) {
      return undefined;
    }
    return { strength: found.some((match) => match.strength === 'strong') ? 'strong' : 'weak' };
  };
}
