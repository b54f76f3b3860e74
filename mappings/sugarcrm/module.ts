import type { JsonObject } from '../../src/model/json.ts';
import { message } from '../../src/model/message.ts';
import { evidence } from '../../src/normalise/finding.ts';
import type { Detection, Mapping, MappingInput } from '../../src/normalise/mapping.ts';
import { propertyId } from '../../src/normalise/normalised.ts';
import { isObject, numberAt, textAt, valueAt } from '../../src/normalise/values.ts';
import { typeOf } from './field/type.ts';
import { asCatalogued, catalogueSystem } from './findings.ts';
import { moduleTexts } from './modules.ts';

export const module: Mapping = {
  version: 2,
  from: { crm: 'sugarcrm', kind: 'module' },
  contributes({ payload, externalId }, context) {
    const label = textAt(payload, 'labelSingular') ?? textAt(payload, 'label') ?? externalId;
    context.objects.set(externalId, { objectType: externalId, label, texts: moduleTexts(payload, externalId) });
    for (const [type, fields] of Object.entries(objectIn(payload['plain']))) {
      for (const [name, called] of Object.entries(objectIn(fields))) {
        const property = { label: String(called) || name, description: '', ...typeOf(type), vendorDefined: false };
        context.properties.set(propertyId(externalId, name), property);
      }
    }
  },
  examine: {
    asset: ({ asset }) => ({
      kind: 'module',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'label') ?? asset.externalId,
      objectType: asset.externalId,
    }),
    detect: detectModule,
    // Its fields that have nothing to say are no assets of their own.
    standsFor: ({ asset }) => numberAt(asset.payload, 'counted') ?? 0,
    facts: {},
  },
};

const objectIn = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The vendor's module of recommendations is an AI result; one of the account's own that is called so is asked about. */
function detectModule({ asset, knowledge }: MappingInput): Detection {
  const custom = valueAt(asset.payload, 'custom') === true;
  const named = [asset.externalId, asset.externalId.replace(/^[a-z0-9]{2,5}_/i, ''), textAt(asset.payload, 'label')];
  const entry = named.flatMap((name) => (name === undefined ? [] : (knowledge.byModule(name) ?? [])))[0];
  if (!entry) {
    return { result: 'plain' };
  }
  const system = catalogueSystem(entry, [
    evidence('evidence.module', 'name', asset.externalId, custom ? 'hint' : 'likely'),
  ]);
  const because = message('because.module-name-asks', { name: entry.name });
  return custom ? { result: 'undetermined', because, systems: [system] } : asCatalogued(entry, system, because);
}
