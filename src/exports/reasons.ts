import type { Tier, Verdict } from '../model/assessment.ts';
import type { InventoryEntry } from '../model/inventory.ts';
import { citation } from './citation.ts';
import type { Words } from './words.ts';

export type Reason = Pick<Verdict, 'text' | 'citations'> & Partial<Pick<Verdict, 'rule'>>;

/**
 * Why an entry is judged so, in one or two sentences: of one that may be no AI, why that is open; then the gravest rule that
 * found something. Empty when none did.
 */
export function reasonsOf({
  feature: { because },
  assessment,
}: Pick<InventoryEntry, 'feature' | 'assessment'>): Reason[] {
  const { because: verdicts, tier, flags } = assessment;
  const verdict = gravest(verdicts, tier);
  return [
    ...(because ? [{ text: because, citations: ['Art. 3(1)'] }] : []),
    ...(verdict && (!because || flags.length > 0) ? [verdict] : []),
  ];
}

/** Says nothing of this one. */
const OF_EVERY_AI = 'ai-literacy';

/** Rules tell in the order of the law. A tier that is open is so for the first of them that is. */
function gravest(verdicts: readonly Verdict[], tier: Tier): Verdict | undefined {
  const found = verdicts.filter(({ outcome }) => outcome === 'flagged' || outcome === 'needs-review');
  const own = found.filter(({ rule }) => rule !== OF_EVERY_AI);
  const told = own.length > 0 ? own : found;
  return (tier === 'undetermined' ? undefined : told.find(({ outcome }) => outcome === 'flagged')) ?? told[0];
}

/** The reasons in one language, and when the duties begin that the rule among them found, while that is to come. */
export function toldReasons(entry: Pick<InventoryEntry, 'feature' | 'assessment'>, words: Words): string {
  const reasons = reasonsOf(entry);
  const dates = entry.assessment.obligations
    .filter(({ rule }) => reasons.some((one) => one.rule === rule))
    .map(({ id }) => words.law.appliesFrom(id) ?? '')
    .filter((date) => date > words.today)
    .sort();
  return [
    ...reasons.map((one) => cited(one, words)),
    ...dates.slice(0, 1).map((date) => words.text({ id: 'card.why.from', params: { date } })),
  ].join(' ');
}

const NAMES_ARTICLE = /\bart(?:\.|icle|ículo|ikel)|\b(?:annexe?|anhang|anexo)/i;

/** Most sentences name their article; to the others it is added. */
export function cited({ text, citations }: Reason, words: Words): string {
  const sentence = words.text(text);
  if (citations.length === 0 || NAMES_ARTICLE.test(sentence)) {
    return sentence;
  }
  const articles = citations.map((one) => citation(one, words)).join('; ');
  return words.text({ id: 'card.why.cited', params: { text: sentence, articles } });
}
