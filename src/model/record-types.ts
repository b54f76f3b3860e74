import type { AiFeature } from './feature.ts';

/** Which records a feature acts on: on those of `types` as far as its configuration shows, on those of `perhaps` it may. */
export interface RecordTypes {
  /** As the API path names them: `contacts`, `2-1234`. */
  types: string[];
  perhaps: string[];
  /** On which records it acts is not known: it may act on any. */
  anything: boolean;
}

/** Whose records they are is known from elsewhere: a chat is with a contact and may become a ticket. */
const OF_KIND: Record<string, Pick<RecordTypes, 'types' | 'perhaps'>> = {
  chatflow: { types: ['contacts'], perhaps: ['tickets'] },
  email: { types: ['contacts'], perhaps: [] },
  forecast: { types: ['deals'], perhaps: [] },
};

/** What happens on these is shown on the records they hang on; on which of them no stored asset says. */
const HANG_ON: Record<string, readonly string[] | undefined> = {
  leads: ['contacts', 'companies'],
  feedback_submissions: ['contacts', 'tickets'],
};
const ACTIVITIES = new Set(['calls', 'meetings', 'emails', 'conversations', 'tasks']);

/** No object type of HubSpot's: a pseudo one, or one that a workflow did not name. */
const NO_TYPE = new Set(['segment', 'unknown', '']);
/** Names come from outside; what is longer or odd is not matched, and then nothing is said to be known. */
const NAME = /^[\w.-]{1,100}$/;
const MOST = 40;

/** From what is stored of a feature alone: its object type, the properties it reads and fills, and what kind of thing it is. */
export function recordTypesOf(feature: Pick<AiFeature, 'asset' | 'links' | 'facts'>): RecordTypes {
  const { asset, links, facts } = feature;
  const ofKind = OF_KIND[asset.kind];
  const own = asset.objectType ?? (asset.kind === 'property' ? objectIn(asset.externalId) : '');
  const filled = links.filter((link) => link.asset.kind === 'property').map((link) => objectIn(link.asset.externalId));
  const touched = facts.dataFields?.known ? facts.dataFields.value.map(objectIn) : [];
  const found = [own, ...filled, ...touched].filter((type) => !NO_TYPE.has(type));
  const named = [...new Set([...(ofKind?.types ?? []), ...found])];
  const types = named.filter((type) => NAME.test(type)).slice(0, MOST);
  const perhaps = [...(ofKind?.perhaps ?? []), ...types.flatMap((type) => HANG_ON[type] ?? [])];
  return {
    types,
    perhaps: [...new Set(perhaps)].filter((type) => !types.includes(type)),
    anything:
      types.length === 0 ||
      types.length < named.length ||
      (NO_TYPE.has(own) && ofKind === undefined) ||
      types.some((type) => ACTIVITIES.has(type)),
  };
}

export const ANYTHING = '?';

/** The same as words that a list can be filtered by: `contacts tickets? ?`. */
export function wordsOf({ types, perhaps, anything }: RecordTypes): string[] {
  return [...types, ...perhaps.map((type) => type + ANYTHING), ...(anything ? [ANYTHING] : [])];
}

/** Does it act on such a record, as far as is known? */
export const actsOn = (type: string, { types }: RecordTypes) => types.includes(type);

function objectIn(property: string): string {
  return property.includes('/') ? property.slice(0, property.indexOf('/')) : '';
}
