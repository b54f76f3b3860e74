import type { CatalogueEntry } from '../model/catalogue.ts';
import { factsFrom } from '../model/facts-schema.ts';
import type { FactName, Facts } from '../model/facts.ts';
import { addHint } from './merge-facts.ts';

/** What the vendor's feature is, and what it may be depending on how an account uses it: the latter only asks. */
export function factsOfEntry(entry: CatalogueEntry | undefined): Facts {
  if (!entry) {
    return {};
  }
  const at = `catalogue ${entry.id}`;
  const facts = factsFrom(entry.facts, 'catalogue', at);
  for (const [name, value] of Object.entries(entry.perhaps)) {
    addHint(facts, name as FactName, { value, at, words: entry.name } as never);
  }
  return facts;
}
