import type { Knowledge } from '../model/knowledge.ts';
import type { Context } from './context.ts';
import type { Mapping } from './mapping.ts';
import { normaliseAsset } from './normalise-asset.ts';
import { propertyId, VALUE_KIND, type AssetSource, type Carrier, type Normalised, type Reader } from './normalised.ts';
import { valuesUsedUnseen } from './values-used-unseen.ts';

/** First what gives the others their meaning, then every asset by itself. */
export async function readAssets(
  source: AssetSource,
  mappings: readonly Mapping[],
  context: Context,
  knowledge: Knowledge,
): Promise<Normalised> {
  for (const { from, contributes } of mappings) {
    if (contributes) {
      for await (const asset of source.assets(from.kind)) {
        contributes(asset, context, knowledge);
      }
    }
  }
  const found: Normalised = { carriers: [], cleared: [], readers: [], assets: 0 };
  async function* assetsOf({ from, contributes }: Mapping) {
    const unseen =
      from.kind === VALUE_KIND[from.crm] ? valuesUsedUnseen(from.crm, found.readers, context, knowledge) : [];
    unseen.forEach((asset) => contributes?.(asset, context, knowledge));
    for await (const asset of source.assets(from.kind)) {
      context.read.add(asset.stream);
      yield asset;
    }
    yield* unseen;
  }
  for (const mapping of mappings) {
    const { examine } = mapping;
    if (!examine) {
      continue;
    }
    for await (const asset of assetsOf(mapping)) {
      const input = { asset, context, knowledge };
      if (examine.only?.(input) === false) {
        continue;
      }
      const { carrier, cleared, reader } = normaliseAsset(input, examine);
      found.assets += 1 + (examine.standsFor?.(input) ?? 0);
      if (carrier) {
        found.carriers.push(carrier);
        noteCarrier(carrier, context);
      }
      if (cleared) {
        found.cleared.push(cleared);
      }
      if (reader) {
        found.readers.push(reader);
        noteReader(reader, context);
      }
    }
  }
  return found;
}

/** Properties are read last: by then it is known which of them something acts on, and which an AI step writes. */
function noteReader(reader: Reader, context: Context): void {
  if (!reader.enabled) {
    return;
  }
  for (const id of new Set(reader.reads.filter((read) => read.how !== 'formula').map((read) => read.id))) {
    context.readBy.set(id, (context.readBy.get(id) ?? 0) + 1);
  }
}

function noteCarrier(carrier: Carrier, context: Context): void {
  const references = carrier.references;
  if (!references) {
    return;
  }
  for (const id of new Set(references.reads.map((read) => propertyId(read.objectType, read.property)))) {
    context.readBy.set(id, (context.readBy.get(id) ?? 0) + 1);
  }
  for (const { steps = [], system } of carrier.systems) {
    for (const write of references.writes) {
      if (write.fromStep !== undefined && steps.includes(write.fromStep)) {
        const id = propertyId(write.objectType, write.property);
        context.aiWrites.set(id, (context.aiWrites.get(id) ?? new Set()).add(system.vendor));
      }
    }
  }
}
