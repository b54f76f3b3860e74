import type { Tier, Verdict } from '../../model/assessment.ts';
import { valueOf } from '../../model/facts.ts';
import type { AiFeature } from '../../model/feature.ts';
import type { InventoryEntry } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import { citation } from '../citation.ts';
import type { Words } from '../words.ts';
import type { Told } from './summary.ts';

const SENTENCES = 700;

/** One entry in the words of one language. Computes no verdict. */
export function tellEntry(entry: InventoryEntry, words: Words): Told {
  return { does: clipped(doesWith(entry.feature, words)), why: clipped(whyOf(entry, words)) };
}

function doesWith(feature: AiFeature, { text }: Words): string {
  const { facts, kind, links } = feature;
  const output = valueOf(facts, 'output') ?? [];
  const told = [
    mainly(feature),
    valueOf(facts, 'sending') === 'automatic' && kind !== 'chatbot' && message('sugar.does.sends'),
    output.some((one) => one === 'decision' || one === 'action') && message('sugar.does.decides'),
    links.some(({ relation }) => relation === 'acts-on') && message('sugar.does.acted-on'),
  ];
  return told
    .filter((one) => one !== false)
    .map(text)
    .join(' ');
}

/** Kinds of which there is more to say than that they fill a field. */
const OF_VALUE = new Set(['score', 'sentiment', 'forecast', 'content', 'enrichment', 'recommendation']);

function mainly({ asset, kind, system, facts }: AiFeature) {
  const name = { system: clipped(system.name, 80) };
  switch (asset.kind) {
    case 'field':
      // Without its name, which stands above it: so many fields share one sentence.
      return message(`sugar.does.${OF_VALUE.has(kind) ? kind : 'value'}`);
    case 'process-definition':
    case 'legacy-workflow':
      return message(facts.derivedFrom?.known ? 'sugar.does.process-acts' : 'sugar.does.process', name);
    case 'web-logic-hook':
    case 'smart-guide-webhook':
      return message('sugar.does.hook', name);
    case 'chat':
      return message('sugar.does.chat');
    case 'dashlet':
      return message('sugar.does.dashlet', name);
    default:
      return message('sugar.does.anything', name);
  }
}

/** Of an entry that may be no AI, why that is open; then the sentence of the gravest rule that found something. */
function whyOf({ feature, assessment }: InventoryEntry, words: Words): string {
  const { because, tier, flags } = assessment;
  const isMinimal = tier === 'minimal' && flags.length === 0;
  const verdict = because.find(({ rule }) => isMinimal && rule === 'minimal-risk') ?? gravest(because, tier);
  const told = [
    ...(feature.because ? [words.text(feature.because)] : []),
    ...(verdict && (!feature.because || flags.length > 0) ? [cited(verdict, words)] : []),
  ];
  return told.join(' ');
}

/** Rules tell in the order of the law. A tier that is open is so for the first of them that is. */
function gravest(verdicts: readonly Verdict[], tier: Tier): Verdict | undefined {
  const told = verdicts.filter(({ outcome }) => outcome === 'flagged' || outcome === 'needs-review');
  return (tier === 'undetermined' ? undefined : told.find(({ outcome }) => outcome === 'flagged')) ?? told[0];
}

const NAMES_ARTICLE = /\bart(?:\.|icle|ículo|ikel)|\b(?:annex|annexe|anhang|anexo)/i;

/** Most sentences name their article; to the others it is added. */
function cited({ text, citations }: Verdict, words: Words): string {
  const sentence = words.text(text);
  return citations.length === 0 || NAMES_ARTICLE.test(sentence)
    ? sentence
    : `${sentence} (${citations.map((one) => citation(one, words)).join('; ')})`;
}

function clipped(text: string, most = SENTENCES): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).toWellFormed()}…`;
}
