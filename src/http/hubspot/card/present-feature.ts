import { citation } from '#src/exports/citation.ts';
import type { Words } from '#src/exports/words.ts';
import type { Assessment, Tier, Verdict } from '#src/model/assessment.ts';
import { valueOf } from '#src/model/facts.ts';
import type { AiFeature } from '#src/model/feature.ts';
import type { InventoryEntry } from '#src/model/inventory.ts';
import { actsOn, recordTypesOf } from '#src/model/record-types.ts';
import type { StandingDecision } from '#src/store/card-entries.ts';
import { indexable } from '#src/store/text.ts';
import { clip } from './clip.ts';
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
    ...whyOf(feature, assessment, words, english),
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

/** Of an entry that may be no AI, why that is open; then the sentence of the gravest rule that found something. */
function whyOf(
  { because }: AiFeature,
  { because: verdicts, tier, flags }: Assessment,
  words: Words,
  english: Pick<Words, 'text'>,
): Pick<CardFeature, 'why' | 'reading'> {
  const verdict = gravest(verdicts, tier);
  const told = [
    ...(because ? [{ text: because, citations: ['Art. 3(1)'] }] : []),
    ...(verdict && (!because || flags.length > 0) ? [verdict] : []),
  ];
  const all = told.length > 0 ? told : [{ text: { id: 'card.why.none' }, citations: [] }];
  return {
    why: clip(all.map((one) => cited(one, words)).join(' '), SENTENCES),
    reading: all.some(({ text }) => /\bour reading\b/i.test(english.text(text))),
  };
}

/** Rules tell in the order of the law. A tier that is open is so for the first of them that is. */
function gravest(verdicts: readonly Verdict[], tier: Tier): Verdict | undefined {
  const told = verdicts.filter(({ outcome }) => outcome === 'flagged' || outcome === 'needs-review');
  return (tier === 'undetermined' ? undefined : told.find(({ outcome }) => outcome === 'flagged')) ?? told[0];
}

const NAMES_ARTICLE = /\bart(?:\.|icle|ículo|ikel)|\b(?:annex|anhang|anexo)/i;

/** Most sentences name their article; to the others it is added. */
function cited({ text, citations }: Pick<Verdict, 'text' | 'citations'>, words: Words): string {
  const sentence = words.text(text);
  if (citations.length === 0 || NAMES_ARTICLE.test(sentence)) {
    return sentence;
  }
  const articles = citations.map((one) => citation(one, words)).join('; ');
  return words.text({ id: 'card.why.cited', params: { text: sentence, articles } });
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
