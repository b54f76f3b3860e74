import { valueOf } from '../../model/facts.ts';
import type { AiFeature } from '../../model/feature.ts';
import type { InventoryEntry } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import { clip } from '../clip.ts';
import { toldReasons } from '../reasons.ts';
import type { Words } from '../words.ts';
import type { Told } from './summary.ts';

const SENTENCES = 700;

/** One entry in the words of one language. Computes no verdict. */
export function tellEntry(entry: InventoryEntry, words: Words): Told {
  const [does, why] = [doesWith(entry.feature, words), toldReasons(entry, words)];
  return { does: clip(does, SENTENCES), why: clip(why, SENTENCES) };
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
  const name = { system: clip(system.name, 80) };
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
