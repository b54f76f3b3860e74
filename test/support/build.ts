import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { CodeDigest } from '../../src/model/code-digest.ts';
import type { StreamReport } from '../../src/model/coverage.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { RawAsset } from '../../src/model/raw-asset.ts';
import { emptyContext, type Context } from '../../src/normalise/context.ts';
import { makeInventory } from '../../src/normalise/make-inventory.ts';
import type { Mapping, MappingInput } from '../../src/normalise/mapping.ts';
import { normaliseAsset, type Examined } from '../../src/normalise/normalise-asset.ts';
import type { AssetSource } from '../../src/normalise/normalised.ts';
import { hubspotMappings } from '../../mappings/hubspot/index.ts';

/** The real knowledge, read once a test file: what a test says of it is said of what ships. */
export const knowledge = loadKnowledge();

export function contextOf(parts: Partial<Context> = {}): Context {
  return { ...emptyContext(), ...parts };
}

export function assetOf(kind: string, externalId: string, payload: JsonObject = {}): RawAsset {
  return { crm: 'hubspot', stream: `${kind}s`, kind, externalId, payload };
}

export function inputOf(asset: RawAsset, context: Partial<Context> = {}): MappingInput {
  return { asset, context: contextOf(context), knowledge };
}

/** What a mapping says of a payload: the detection, and what becomes of the asset. */
export function examine(mapping: Mapping, payload: JsonObject, context: Partial<Context> = {}, externalId = '1') {
  const input = inputOf(assetOf(mapping.from.kind, externalId, payload), context);
  if (!mapping.examine) {
    throw new Error(`${mapping.from.kind} is context only`);
  }
  const examined: Examined = normaliseAsset(input, mapping.examine);
  return { input, detection: mapping.examine.detect(input), ...examined };
}

/** What mappings contribute to the context, in their order. */
export function contributed(mapping: Mapping, assets: readonly RawAsset[]): Context {
  const context = emptyContext();
  for (const asset of assets) {
    mapping.contributes?.(asset, context, knowledge);
  }
  return context;
}

export function sourceOf(assets: readonly RawAsset[]): AssetSource {
  return {
    async *assets(kind) {
      yield* assets.filter((asset) => asset.kind === kind);
    },
    asset: (kind, externalId) =>
      Promise.resolve(assets.find((asset) => asset.kind === kind && asset.externalId === externalId)),
  };
}

/** Reports of streams that were read to their end. */
export const readToEnd = (...streams: string[]): StreamReport[] =>
  streams.map((stream) => ({ stream, status: 'complete', assets: 0 }));

/** The whole way from stored assets to the inventory, for what only neighbours can tell. */
export function inventoryOf(
  assets: readonly RawAsset[],
  reports: readonly StreamReport[] = readToEnd('workflows', 'segments'),
  standing: ReadonlySet<string> = new Set(),
): Promise<Inventory> {
  return makeInventory(sourceOf(assets), reports, { crm: 'hubspot', mappings: hubspotMappings, knowledge, standing });
}

// --- workflows -------------------------------------------------------------------------------------------------

type Fields = JsonObject;
const goOn = (next?: string) => (next === undefined ? {} : { connection: { nextActionId: next } });

/** A native or app action. */
export function action(actionId: string, actionTypeId: string, fields: Fields = {}, next?: string): JsonObject {
  return { type: 'SINGLE_CONNECTION', actionId, actionTypeId, fields, ...goOn(next) };
}

export function webhook(actionId: string, webhookUrl: string, next?: string): JsonObject {
  return { type: 'WEBHOOK', actionId, webhookUrl, ...goOn(next) };
}

export function code(actionId: string, digest: Partial<CodeDigest> = {}, next?: string): JsonObject {
  return { type: 'CUSTOM_CODE', actionId, code: digestOf(digest) as unknown as JsonObject, ...goOn(next) };
}

export function digestOf(parts: Partial<CodeDigest> = {}): CodeDigest {
  return {
    language: 'javascript',
    read: 'parsed',
    lines: 10,
    imports: [],
    urls: [],
    models: [],
    secretNames: [],
    inputs: [],
    outputs: [],
    texts: [],
    dynamicUrl: false,
    ...parts,
  };
}

/** A branch on properties of the enrolled record: one way by its filter, one by default. */
export function branch(actionId: string, property: string, yes: string, no?: string): JsonObject {
  return {
    type: 'LIST_BRANCH',
    actionId,
    listBranches: [{ branchName: 'Yes', filterBranch: reading(property), connection: { nextActionId: yes } }],
    ...(no !== undefined && { defaultBranch: { nextActionId: no } }),
  };
}

/** A filter tree that reads one property. */
export function reading(property: string): JsonObject {
  return { filterBranchType: 'AND', filters: [{ filterType: 'PROPERTY', property }] };
}

export function flow(actions: readonly JsonObject[], more: JsonObject = {}): JsonObject {
  const startActionId = actions[0]?.['actionId'];
  return {
    objectTypeId: '0-1',
    isEnabled: true,
    ...(startActionId !== undefined && { startActionId }),
    actions: [...actions],
    ...more,
  };
}

export const workflowOf = (externalId: string, actions: readonly JsonObject[], more: JsonObject = {}) =>
  assetOf('workflow', externalId, flow(actions, { name: `Flow ${externalId}`, ...more }));

/** The output of an earlier step, as later steps name it. */
export const outputOf = (actionId: string, dataKey = 'response') => ({ type: 'FIELD_DATA', actionId, dataKey });
export const setProperty = (actionId: string, property: string, value: JsonObject | string, next?: string) =>
  action(actionId, '0-5', { property_name: property, value }, next);

export const propertyOf = (id: string, payload: JsonObject = {}) =>
  assetOf('property', id, {
    objectType: id.split('/')[0] ?? '',
    label: id,
    type: 'string',
    hubspotDefined: true,
    ...payload,
  });
