import type { Knowledge } from '../../model/knowledge.ts';
import type { DetectedSystem } from '../mapping.ts';
import { holdsValue, propertyId, type Carrier, type Reader } from '../normalised.ts';
import { followOutput, type Followed } from './follow-output.ts';

/** One system in one asset: what becomes a feature. */
export interface Origin {
  carrier: Carrier;
  system: DetectedSystem;
  /** Where its output goes inside its own asset. */
  inside?: Followed;
  /** Properties (and segments) that hold its output, copies and formulas over it included. */
  properties: Set<string>;
}

/** Copies of copies are followed this far: enough for what people build, and an end for what they build in circles. */
const ROUNDS = 4;

export function originsOf(carriers: readonly Carrier[], readers: readonly Reader[], knowledge: Knowledge): Origin[] {
  const origins = carriers.flatMap((carrier) => carrier.systems.map((system) => originOf(carrier, system, knowledge)));
  const sources = passedOnBy(readers);
  for (const origin of origins) {
    spread(origin.properties, sources);
  }
  return origins;
}

function originOf(carrier: Carrier, system: DetectedSystem, knowledge: Knowledge): Origin {
  const { references, ref } = carrier;
  if (references && system.steps) {
    const inside = followOutput(references, { steps: system.steps, properties: new Set() });
    return { carrier, system, inside, properties: inside.properties };
  }
  if (!holdsValue(ref)) {
    return { carrier, system, properties: new Set() };
  }
  // All that one model fills on this object type is its output, not only the property that names the feature.
  const signs = knowledge.entry(system.system.catalogueId ?? '')?.recognise.properties ?? [];
  const same = signs
    .filter((sign) => sign.object === ref.objectType && sign.proof !== 'writer')
    .map((sign) => propertyId(sign.object, sign.name));
  return { carrier, system, properties: new Set([ref.externalId, ...same]) };
}

/** What hands a property on: copying workflows, formulas, and segments that filter on it. */
function passedOnBy(readers: readonly Reader[]): Map<string, string[]> {
  const edges = new Map<string, string[]>();
  const add = (from: string, to: string) => {
    const known = edges.get(from);
    if (known) {
      known.push(to);
    } else {
      edges.set(from, [to]);
    }
  };
  for (const { ref, reads, copies } of readers) {
    for (const { from, to } of copies) {
      add(from, to);
    }
    const holder = ref.kind === 'segment' ? `segment/${ref.externalId}` : holdsValue(ref) ? ref.externalId : undefined;
    for (const { id, how } of holder === undefined ? [] : reads) {
      if (how === 'filter' || how === 'formula') {
        add(id, holder as string);
      }
    }
  }
  return edges;
}

function spread(properties: Set<string>, edges: ReadonlyMap<string, readonly string[]>): void {
  let frontier = [...properties];
  for (let round = 0; round < ROUNDS && frontier.length > 0; round += 1) {
    const next = frontier.flatMap((id) => edges.get(id) ?? []).filter((id) => !properties.has(id));
    next.forEach((id) => properties.add(id));
    frontier = next;
  }
}
