import type { Words } from '#src/exports/words.ts';
import { valueOf } from '#src/model/facts.ts';
import type { AiFeature } from '#src/model/feature.ts';
import { message } from '#src/model/message.ts';
import { recordTypesOf } from '#src/model/record-types.ts';
import { clip } from '#src/exports/clip.ts';
import type { How } from './schema.ts';

/** Kinds of which there is more to say than that they fill a field. */
const OF_VALUE = new Set(['score', 'sentiment', 'forecast', 'content', 'enrichment', 'recommendation', 'agent']);

/** What a feature does with a record of this type, in two or three sentences; what is not known is said. */
export function whatItDoes(feature: AiFeature, certain: boolean, type: string | undefined, { text }: Words): string {
  const { facts, links } = feature;
  const output = valueOf(facts, 'output') ?? [];
  const off = valueOf(facts, 'enabled') === false || valueOf(facts, 'inUse') === false;
  const isPlanned = valueOf(facts, 'planned') === true;
  const said = [
    mainly(feature, type),
    valueOf(facts, 'sending') === 'automatic' && feature.kind !== 'chatbot' && message('card.does.sends'),
    output.some((one) => one === 'decision' || one === 'action') && message('card.does.decides'),
    links.some(({ relation }) => relation === 'acts-on') && message('card.does.acted-on'),
    links.some(isSegment) && message('card.does.segments'),
    isPlanned ? message('card.does.planned') : off && message('card.does.off'),
    !certain && message('card.does.perhaps'),
  ];
  return said
    .filter((one) => one !== false)
    .map(text)
    .join(' ');
}

function mainly({ asset, kind, system, facts }: AiFeature, type: string | undefined) {
  switch (asset.kind) {
    case 'property':
      return message(`card.does.${OF_VALUE.has(kind) ? kind : 'value'}`, { field: clip(asset.name, 80) });
    case 'workflow':
      if (type !== undefined && asset.objectType !== undefined && asset.objectType !== type) {
        return message('card.does.workflow-touches');
      }
      return message(`card.does.workflow${facts.derivedFrom?.known ? '-acts' : ''}`, { system: clip(system.name, 80) });
    case 'chatflow':
      return message('card.does.chat');
    case 'email':
      return message('card.does.email');
    case 'forecast':
      return message('card.does.deals');
    default:
      return message('card.does.anything', { system: clip(system.name, 80) });
  }
}

const BY_ASSET: Record<string, How | undefined> = {
  property: 'property',
  'lead-score': 'property',
  forecast: 'property',
  workflow: 'workflow',
  segment: 'segment',
  chatflow: 'chat',
  email: 'email',
};

/** By what it reaches a record of this type: its own kind, the fields it touches, and what acts on its value. */
export function howItReaches(feature: AiFeature, type: string | undefined): How[] {
  const { asset, links } = feature;
  const own = BY_ASSET[asset.kind] ?? 'declared';
  const touches = type !== undefined && asset.objectType !== type && recordTypesOf(feature).types.includes(type);
  const found: How[] = [
    own,
    ...(own === 'workflow' && touches ? ['property' as const] : []),
    ...links.filter(({ relation }) => relation === 'acts-on').flatMap((link) => BY_ASSET[link.asset.kind] ?? []),
    ...(links.some(isSegment) ? ['segment' as const] : []),
  ];
  return [...new Set(found)];
}

const isSegment = ({ asset }: AiFeature['links'][number]) => asset.kind === 'segment';
