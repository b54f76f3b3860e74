import { reasonsOf, toldReasons } from '#src/exports/reasons.ts';
import type { Words } from '#src/exports/words.ts';
import { valueOf } from '#src/model/facts.ts';
import type { InventoryEntry } from '#src/model/inventory.ts';
import { actsOn, recordTypesOf } from '#src/model/record-types.ts';
import type { StandingDecision } from '#src/store/card-entries.ts';
import { indexable } from '#src/store/text.ts';
import { clip } from '#src/exports/clip.ts';
import { howItReaches, whatItDoes } from './does.ts';
import type { CardFeature } from './schema.ts';

const NAME = 200;
const SENTENCES = 900;

export interface Telling {
  words: Words;
  /** Whether a sentence is our reading is marked in its English words. */
  english: Pick<Words, 'text'>;
  urlOf(key: string): string;
}

/** One entry as a card shows it; `type`: of the record, where there is one. Computes no verdict. */
export function presentCardFeature(
  { feature, assessment, staleSince }: InventoryEntry,
  { type, decision }: { type: string | undefined; decision: StandingDecision | undefined },
  { words, english, urlOf }: Telling,
): CardFeature {
  const { tier, flags, notice } = assessment;
  const certain = type === undefined || actsOn(type, recordTypesOf(feature));
  const label = (id: string) => capital(words.text({ id }));
  const key = indexable(feature.key);
  return {
    key,
    name: clip(feature.name, NAME) || clip(key, NAME),
    kind: feature.kind,
    tier,
    tierLabel: label(`tier.${tier}`),
    flags,
    flagLabels: flags.map((flag) => label(`flag.${flag}`)),
    notice,
    noticeLabel: label(`notice.${notice}`),
    does: clip(whatItDoes(feature, certain, type, words), SENTENCES),
    ...whyOf({ feature, assessment }, words, english),
    how: howItReaches(feature, type),
    certain,
    enabled: valueOf(feature.facts, 'enabled') ?? null,
    stale: staleSince !== undefined,
    ...(decision && {
      decision: { ...decision, label: words.text({ id: `card.decision.${decision.kind}` }) },
    }),
    url: urlOf(key),
  };
}

function whyOf(
  entry: Pick<InventoryEntry, 'feature' | 'assessment'>,
  words: Words,
  english: Pick<Words, 'text'>,
): Pick<CardFeature, 'why' | 'reading'> {
  return {
    why: clip(toldReasons(entry, words) || words.text({ id: 'card.why.none' }), SENTENCES),
    reading: reasonsOf(entry).some(({ text }) => /\bour reading\b/i.test(english.text(text))),
  };
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
