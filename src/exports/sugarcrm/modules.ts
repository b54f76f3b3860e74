import type { AiFeature } from '../../model/feature.ts';
import type { InventoryEntry } from '../../model/inventory.ts';

/** A chat is with a contact, is kept as messages, and may open a case (connectors/sugarcrm/BEHAVIOR.md). */
const OF_CHAT = ['Contacts', 'Cases', 'Messages'];
/** What the endpoint takes for the name of a module; `unknown` is none. */
const NAME = /^(?!unknown$)[A-Za-z0-9_]{1,100}$/;
const MOST = 20;

type Placed = Pick<AiFeature, 'asset' | 'facts' | 'links'>;

/** On the records of which modules each feature acts: its own, those whose fields it reads and fills, and those of what acts on it. */
export function modulesIn(entries: readonly Pick<InventoryEntry, 'feature'>[]): (feature: Placed) => string[] {
  const owners = new Map<string, string>();
  for (const { feature } of entries) {
    const { kind, externalId, objectType } = feature.asset;
    if (objectType !== undefined) {
      owners.set(`${kind} ${externalId}`, objectType);
    }
  }
  return ({ asset, facts, links }) => {
    const linked = links
      .filter(({ relation }) => relation !== 'discloses')
      .map(({ asset: { kind, externalId } }) =>
        kind === 'field' ? moduleOf(externalId) : owners.get(`${kind} ${externalId}`),
      );
    const touched = facts.dataFields?.known ? facts.dataFields.value.map(moduleOf) : [];
    const own = asset.kind === 'chat' ? OF_CHAT : [asset.objectType ?? ''];
    const named = [...own, ...touched, ...linked].filter((name) => name !== undefined && NAME.test(name));
    return [...new Set(named as string[])].slice(0, MOST);
  };
}

function moduleOf(field: string): string {
  return field.includes('/') ? field.slice(0, field.indexOf('/')) : '';
}
