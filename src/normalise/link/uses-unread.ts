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
 * of such a stream was ever read, or a right to more of it is missing; what was read earlier still stands.
 */
export function noteUnreadUses({ carrier, properties }: Origin, facts: Facts, { read, withheld }: Context): void {
  const isUnread = (stream: StreamName) => withheld.has(stream) || !read.has(stream);
  if (properties.size > 0 && ACTING[carrier.crm].some(isUnread)) {
    addFact(facts, 'unseenUses', unknown('access-denied'));
  }
}
