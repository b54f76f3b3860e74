import { type Flag, sameFlags, type Tier, type Verdict } from '../model/assessment.ts';
import type { StoredInventory } from '../model/inventory.ts';
import { goneFrom, newIn } from './changes.ts';

/** How one entry's verdict differs from before, and which rules made the difference. */
export interface Change {
  key: string;
  name: string;
  before?: { tier: Tier; flags: Flag[] };
  after?: { tier: Tier; flags: Flag[] };
  /** Rules that say something else, or something for the first time. */
  says: Verdict[];
  /** Rules that hold no longer. */
  silent: string[];
}

/** What a reassessment has changed: only entries whose tier or flags moved, appeared or went. */
export function compareInventories(before: StoredInventory | undefined, after: StoredInventory): Change[] {
  const old = new Map(before?.entries.map((entry) => [entry.feature.key, entry]) ?? []);
  const now = new Set(after.entries.map(({ feature }) => feature.key));
  const gone = [...old.values()].filter(({ feature }) => !now.has(feature.key));
  return [
    ...after.entries.flatMap(({ feature: { key, name }, assessment }): Change[] => {
      const was = old.get(key)?.assessment;
      const { tier, flags } = assessment;
      if (was && was.tier === tier && sameFlags(was, assessment)) {
        return [];
      }
      const reasons = { says: newIn(assessment, was), silent: was ? goneFrom(assessment, was) : [] };
      return [
        { key, name, ...(was && { before: { tier: was.tier, flags: was.flags } }), after: { tier, flags }, ...reasons },
      ];
    }),
    ...gone.map(({ feature: { key, name }, assessment: { tier, flags, because } }): Change => ({
      key,
      name,
      before: { tier, flags },
      says: [],
      silent: because.map(({ rule }) => rule),
    })),
  ];
}
