import type { AiFeature, Link, Relation } from '../../model/feature.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import type { Context } from '../context.ts';
import type { Mapping } from '../mapping.ts';
import { propertyId, type AssetSource, type Normalised, type Reader } from '../normalised.ts';
import { readTexts } from '../read-text.ts';
import { actingOn } from './acting.ts';
import { shownIn } from './exposure.ts';
import { featureOf } from './feature-of.ts';
import { originsOf, type Origin } from './origins.ts';
import { noteUnreadUses } from './uses-unread.ts';

const MAX_LINKS = 200;

interface Deps {
  source: AssetSource;
  mappings: readonly Mapping[];
  context: Context;
  knowledge: Knowledge;
}

/** Joins what single assets cannot know: who reads an AI value, what follows from it, and for whom. */
export async function linkFeatures(found: Normalised, deps: Deps): Promise<AiFeature[]> {
  const { context, knowledge } = deps;
  const origins = originsOf(found.carriers, found.readers, knowledge);
  const features = origins.map((origin) => featureOf(origin, context, knowledge));
  features.forEach(({ facts }, index) => noteUnreadUses(origins[index] as Origin, facts, context));
  const holders = holdersOf(origins);
  const carriers = new Set(found.carriers.map(({ ref }) => `${ref.kind}:${ref.externalId}`));
  const own: AiFeature[] = [];

  for (const reader of [...found.readers, ...carriersAsReaders(found)]) {
    for (const [index, relation] of relationsOf(reader, holders)) {
      const feature = features[index];
      const origin = origins[index];
      if (!feature || !origin || sameAsset(feature, reader)) {
        continue;
      }
      addLink(feature, reader, relation);
      if (relation === 'sends') {
        shownIn(reader, origin, feature.facts, context, knowledge);
      }
      if (relation === 'acts-on') {
        const mapping = deps.mappings.find(({ from }) => from.kind === reader.ref.kind);
        const acting = mapping && (await actingOn(origin, feature, reader, { ...deps, mapping }));
        readTexts(feature.facts, reader.enabled ? (acting?.texts ?? []) : [], knowledge);
        if (acting?.own && !carriers.has(`${reader.ref.kind}:${reader.ref.externalId}`)) {
          own.push(acting.own);
        }
      }
    }
  }
  const unique = new Map([...own, ...features].map((feature) => [feature.key, feature]));
  return [...unique.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function holdersOf(origins: readonly Origin[]): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  origins.forEach(({ properties }, index) => {
    for (const id of properties) {
      holders.set(id, [...(holders.get(id) ?? []), index]);
    }
  });
  return holders;
}

const RELATION: Record<Reader['reads'][number]['how'], Relation> = {
  branch: 'acts-on',
  enrolment: 'acts-on',
  filter: 'reads',
  input: 'reads',
  forecast: 'reads',
  formula: 'feeds',
  token: 'sends',
};

/** The features an asset reads, each once, by the strongest relation. */
function relationsOf(reader: Reader, holders: ReadonlyMap<string, readonly number[]>): Map<number, Relation> {
  const relations = new Map<number, Relation>();
  for (const { id, how } of reader.reads) {
    for (const index of holders.get(id) ?? []) {
      if (relations.get(index) !== 'acts-on') {
        relations.set(index, RELATION[how]);
      }
    }
  }
  return relations;
}

function carriersAsReaders({ carriers }: Normalised): Reader[] {
  return carriers.flatMap(({ stream, ref, references, facts }) => {
    const reads = (references?.reads ?? []).map(({ objectType, property, how }) => ({
      id: propertyId(objectType, property),
      how,
    }));
    const enabled = !(facts.enabled?.known && !facts.enabled.value);
    return reads.length === 0 ? [] : [{ stream, ref, enabled, reads, copies: [] }];
  });
}

function sameAsset({ asset }: AiFeature, { ref }: Reader): boolean {
  return asset.kind === ref.kind && asset.externalId === ref.externalId;
}

function addLink(feature: AiFeature, reader: Reader, relation: Relation): void {
  const { kind, externalId, name } = reader.ref;
  const known = feature.links.some(
    (link: Link) => link.relation === relation && link.asset.kind === kind && link.asset.externalId === externalId,
  );
  if (!known && feature.links.length < MAX_LINKS) {
    feature.links.push({
      relation,
      asset: { kind, externalId, name },
      at: relation === 'acts-on' ? 'enrolment and branches' : 'reads',
    });
  }
}
