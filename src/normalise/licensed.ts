import type { CatalogueEntry } from '../model/catalogue.ts';
import type { Context } from './context.ts';

/** None of the keys that unlock it is held, and the account's keys are known: it cannot be at work. */
export function isUnlicensed({ recognise }: CatalogueEntry, { licences }: Pick<Context, 'licences'>): boolean {
  return licences.size > 0 && recognise.licences.length > 0 && !recognise.licences.some((key) => licences.has(key));
}
