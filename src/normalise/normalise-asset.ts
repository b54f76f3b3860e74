import { featureKey, type ClearedAsset } from '../model/feature.ts';
import type { FactName, Facts } from '../model/facts.ts';
import type { Detection, FactRule, Mapping, MappingInput } from './mapping.ts';
import { addFact } from './merge-facts.ts';
import { propertyId, type Carrier, type Reader } from './normalised.ts';
import { readFact } from './read-fact.ts';
import type { References } from './references.ts';
import { clip, valueAt } from './values.ts';

const MAX_NAME = 300;

export interface Examined {
  carrier?: Carrier;
  cleared?: ClearedAsset;
  reader?: Reader;
}

/** Pure: the same asset, mapping, context and knowledge give the same answer, so stored assets can be read again at any time. */
export function normaliseAsset(input: MappingInput, examine: NonNullable<Mapping['examine']>): Examined {
  const { asset } = input;
  const named = examine.asset(input);
  const ref = { ...named, name: clip(named.name, MAX_NAME) };
  const detection = examine.detect(input);
  const references = examine.references?.(input);

  if (detection.result === 'ai' || detection.result === 'undetermined') {
    return { carrier: carrierOf(input, examine, ref, detection, references) };
  }
  const reader = references && readerOf(input, ref, references);
  if (detection.result === 'plain') {
    return reader ? { reader } : {};
  }
  const cleared = {
    key: featureKey(asset.crm, ref.kind, ref.externalId),
    crm: asset.crm,
    stream: asset.stream,
    name: ref.name,
    asset: ref,
    because: detection.because,
  };
  return { cleared, ...(reader && { reader }) };
}

function carrierOf(
  input: MappingInput,
  examine: NonNullable<Mapping['examine']>,
  ref: Carrier['ref'],
  detection: Extract<Detection, { systems: unknown }>,
  references: References | undefined,
): Carrier {
  const facts: Facts = {};
  for (const [name, rule] of Object.entries(examine.facts) as [FactName, FactRule<never>][]) {
    addFact(facts, name, readFact(input, name, rule));
  }
  return {
    stream: input.asset.stream,
    crm: input.asset.crm,
    ref,
    verdict: detection.result,
    ...(detection.result === 'undetermined' && { because: detection.because }),
    systems: detection.systems,
    facts,
    texts: examine.texts?.(input) ?? [],
    ...(references && { references }),
  };
}

/** Nothing is held for an asset that reads no property and copies none. */
export function readerOf(
  { asset }: Pick<MappingInput, 'asset'>,
  ref: Reader['ref'],
  references: References,
): Reader | undefined {
  const seen = new Map<string, Reader['reads'][number]>();
  for (const { objectType, property, how } of references.reads) {
    const id = propertyId(objectType, property);
    seen.set(`${how} ${id}`, { id, how });
  }
  const copies = references.writes.flatMap((write) =>
    write.fromProperty === undefined
      ? []
      : [
          {
            from: propertyId(references.objectType ?? write.objectType, write.fromProperty),
            to: propertyId(write.objectType, write.property),
          },
        ],
  );
  if (seen.size === 0 && copies.length === 0) {
    return undefined;
  }
  const enabled = references.live ?? ['isEnabled', 'active'].every((at) => valueAt(asset.payload, at) !== false);
  return { stream: asset.stream, ref, enabled, reads: [...seen.values()], copies };
}
