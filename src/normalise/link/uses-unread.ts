import { unknown } from '../../model/fact.ts';
import type { Facts } from '../../model/facts.ts';
import type { Crm, StreamName } from '../../model/raw-asset.ts';
import type { Context } from '../context.ts';
import { addFact } from '../merge-facts.ts';
import type { Origin } from './origins.ts';

/** What acts on a record's value, or hands it on to what does. */
const ACTING: Record<Crm, readonly StreamName[]> = {
  hubspot: ['workflows', 'segments'],
  sugarcrm: ['process-definitions', 'business-rules', 'legacy-workflows'],
};

/**
 * A value of which nobody could read what acts on it: a refusal must not look as if nothing did. Said only while nothing
 * of such a stream was ever read; what was read earlier still stands.
 */
export function noteUnreadUses({ carrier, properties }: Origin, facts: Facts, { read }: Context): void {
  if (properties.size > 0 && ACTING[carrier.crm].some((stream) => !read.has(stream))) {
    addFact(facts, 'unseenUses', unknown('access-denied'));
  }
}
