import type { CatalogueEntry, PropertySign } from '#src/model/catalogue.ts';
import type { Evidence } from '#src/model/feature.ts';
import { known } from '#src/model/fact.ts';
import { factsFrom } from '#src/model/facts-schema.ts';
import type { Facts } from '#src/model/facts.ts';
import { message } from '#src/model/message.ts';
import { factsOfEntry } from '#src/normalise/entry-facts.ts';
import type { Context } from '#src/normalise/context.ts';
import type { DetectedSystem, Detection, MappingInput } from '#src/normalise/mapping.ts';
import { isStanding, propertyId } from '#src/normalise/normalised.ts';
import { textAt } from '#src/normalise/values.ts';
import { evidence } from '#src/normalise/finding.ts';

/** Available is not used: a vendor's AI property counts when a record holds a value, AI wrote it, or something acts on it. */
export function detectProperty(input: MappingInput): Detection {
  const { asset, context, knowledge } = input;
  const objectType = textAt(asset.payload, 'objectType') ?? '';
  const name = asset.externalId.slice(objectType.length + 1);
  const hit = knowledge.byProperty(objectType, name);
  if (hit) {
    return catalogued(input, hit.entry, objectType, name);
  }
  const writer = aiWriter(input, asset.externalId);
  // A workflow step of the same vendor that fills it is the entry already.
  if (writer && !context.aiWrites.get(asset.externalId)?.has(writer.entry.vendor)) {
    return { result: 'ai', systems: [writtenBy(writer.entry, writer.source, writer.count)] };
  }
  return customScore(input, objectType, name);
}

/**
 * Properties that one model fills are one feature, named by the first that is in use; the others are its evidence. A name
 * once given stays, though a new scope shows more: what people decided hangs on its key.
 */
function catalogued(
  { context, knowledge }: MappingInput,
  entry: CatalogueEntry,
  objectType: string,
  name: string,
): Detection {
  if (entry.ai === 'no') {
    return { result: 'plain' };
  }
  const signs = entry.recognise.properties.filter((sign) => sign.object === objectType);
  const seen = signs.flatMap((sign) => {
    const found = use(sign, context, (source) => knowledge.bySource(source) !== undefined);
    return found ? [{ sign, found }] : [];
  });
  const named = seen.find(({ sign }) => isStanding('hubspot', propertyId(sign.object, sign.name), context)) ?? seen[0];
  if (named?.sign.name !== name) {
    return { result: 'plain' };
  }
  const facts: Facts = {
    ...factsOfEntry(entry),
    inUse: known(true, 'observed', named.found.at),
  };
  return {
    result: 'ai',
    systems: [
      systemFrom(
        entry,
        facts,
        seen.slice(0, 10).map((item) => item.found),
      ),
    ],
  };
}

function use(sign: PropertySign, context: Context, isAi: (source: string) => boolean): Evidence | undefined {
  const id = propertyId(sign.object, sign.name);
  const total = context.population.get(id) ?? 0;
  if (sign.proof !== 'writer' && total > 0) {
    return evidence(
      sign.proof === 'value' ? 'evidence.property-value' : 'evidence.property-filled',
      id,
      String(total),
      'proven',
      { count: total },
    );
  }
  const source = Object.entries(context.writers.get(id) ?? {}).find(([type]) => isAi(type));
  if (source) {
    return evidence('evidence.property-written', id, source[0], 'proven', { source: source[0], count: source[1] });
  }
  const readers = context.readBy.get(id) ?? 0;
  // A property that people fill too proves nothing by being read.
  return sign.proof === 'population' && readers > 0
    ? evidence('evidence.property-read', id, String(readers), 'likely', { count: readers })
    : undefined;
}

function aiWriter({ context, knowledge }: MappingInput, id: string) {
  for (const [source, count] of Object.entries(context.writers.get(id) ?? {})) {
    const entry = knowledge.bySource(source);
    if (entry) {
      return { entry, source, count };
    }
  }
  return undefined;
}

function writtenBy(entry: CatalogueEntry, source: string, count: number): DetectedSystem {
  const facts: Facts = {
    ...factsOfEntry(entry),
    inUse: known(true, 'observed', 'property history'),
  };
  return systemFrom(entry, facts, [
    evidence('evidence.property-written', 'property history', source, 'proven', { source, count }),
  ]);
}

function systemFrom(entry: CatalogueEntry, facts: Facts, seen: Evidence[]): DetectedSystem {
  return {
    system: { id: entry.id, vendor: entry.vendor, name: entry.name, catalogueId: entry.id },
    kind: entry.kind,
    ownKey: false,
    facts,
    evidence: seen,
  };
}

const OUTSIDE = ['INTEGRATION', 'API', 'INTEGRATIONS_PLATFORM', 'INTEGRATIONS_SYNC'];

/** A score of the account's own: a formula is no AI; one that comes from outside is asked about; a name alone says nothing. */
function customScore({ asset, context, knowledge }: MappingInput, objectType: string, name: string): Detection {
  const fieldType = textAt(asset.payload, 'fieldType') ?? '';
  const defined = context.properties.get(asset.externalId);
  if (defined?.vendorDefined !== false) {
    return { result: 'plain' };
  }
  if (fieldType === 'calculation_score') {
    return { result: 'not-ai', because: message('because.score-by-rules') };
  }
  const label = textAt(asset.payload, 'label') ?? name;
  const scoreLike =
    SCORE_NAME.test(`${label} ${name.replaceAll('_', ' ')}`) || knowledge.byActionName(label)?.strength === 'strong';
  if (!scoreLike) {
    return { result: 'plain' };
  }
  if (fieldType.startsWith('calculation_')) {
    return { result: 'not-ai', because: message('because.score-formula') };
  }
  const outside = Object.entries(context.writers.get(asset.externalId) ?? {}).find(([source]) =>
    OUTSIDE.includes(source),
  );
  if (!outside) {
    return { result: 'plain' };
  }
  return {
    result: 'undetermined',
    because: message('because.score-from-outside', { source: outside[0] }),
    systems: [
      {
        system: { id: 'external-score', vendor: 'unknown', name: label },
        kind: 'score',
        ownKey: false,
        facts: factsFrom({ technique: 'unknown-external', output: ['score'] }, 'observed', 'property history'),
        evidence: [
          evidence('evidence.property-written', 'property history', outside[0], 'hint', {
            source: outside[0],
            count: outside[1],
          }),
        ],
      },
    ],
  };
}

/** Names that scores carry, whole words, in the languages we read. */
const SCORE_NAME =
  /(^|[^\p{L}])(score|scoring|rating|ranking|likelihood|probability|propensity|churn|prediction|predicted|bewertung|wahrscheinlichkeit|probabilit[éàa]|puntuaci[oó]n|puntaje|punteggio|waarschijnlijkheid)($|[^\p{L}])/iu;
