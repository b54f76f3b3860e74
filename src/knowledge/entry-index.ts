import type { CatalogueEntry, PropertySign } from '../model/catalogue.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { uniqueMap } from './unique-map.ts';

type EntryLookups = Pick<
  Knowledge,
  | 'entry'
  | 'byAction'
  | 'byProperty'
  | 'bySource'
  | 'byActorPrefix'
  | 'byEmailState'
  | 'byForecastProperty'
  | 'byLicence'
  | 'byDashlet'
  | 'byModule'
>;

/** One owner for everything an entry is recognised by. Throws `KnowledgeInvalid` when something has two. */
export function entryIndex(entries: readonly CatalogueEntry[]): EntryLookups {
  const by = (
    kind: 'actions' | 'sources' | 'actorPrefixes' | 'emailStates' | 'forecastProperties' | 'dashlets' | 'modules',
  ) =>
    uniqueMap(
      'catalogue',
      entries.flatMap((entry) => entry.recognise[kind].map((key) => [key, entry] as const)),
    );
  const ids = uniqueMap(
    'catalogue',
    entries.map((entry) => [entry.id, entry] as const),
  );
  const actions = by('actions');
  const sources = by('sources');
  const actors = by('actorPrefixes');
  const emailStates = by('emailStates');
  const forecasts = by('forecastProperties');
  const dashlets = by('dashlets');
  const modules = by('modules');
  const licences = licenceIndex(entries);
  const properties = propertyIndex(entries);
  return {
    entry: (id) => ids.get(id),
    byAction: (actionTypeId) => actions.get(actionTypeId),
    byProperty: (objectType, name) => properties.get(`${objectType}/${name}`),
    bySource: (sourceType) => sources.get(sourceType),
    byActorPrefix: (prefix) => actors.get(prefix),
    byEmailState: (state) => emailStates.get(state),
    byForecastProperty: (name) => forecasts.get(name),
    byLicence: (key) => licences.get(key),
    byDashlet: (viewType) => dashlets.get(viewType),
    byModule: (key) => modules.get(key),
  };
}

function propertyIndex(entries: readonly CatalogueEntry[]): Map<string, { entry: CatalogueEntry; sign: PropertySign }> {
  const signs = entries.flatMap((entry) => entry.recognise.properties.map((sign) => ({ entry, sign })));
  return uniqueMap(
    'catalogue',
    signs.map((hit) => [`${hit.sign.object}/${hit.sign.name}`, hit] as const),
  );
}

/** A licence stands for an entry only where nothing else shows its use: it unlocks many things. */
function licenceIndex(entries: readonly CatalogueEntry[]): Map<string, CatalogueEntry> {
  const alone = entries.filter(({ recognise }) => recognise.properties.length + recognise.dashlets.length === 0);
  return uniqueMap(
    'catalogue',
    alone.flatMap((entry) => entry.recognise.licences.map((key) => [key, entry] as const)),
  );
}
