import { sugarcrmMappings } from '../../../mappings/sugarcrm/index.ts';
import { makeAssess } from '../../../src/assess/assess.ts';
import { loadMessages } from '../../../src/knowledge/load-messages.ts';
import type { StreamReport } from '../../../src/model/coverage.ts';
import type { Inventory } from '../../../src/model/inventory.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { RawAsset } from '../../../src/model/raw-asset.ts';
import { makeInventory } from '../../../src/normalise/make-inventory.ts';
import { euAiAct } from '../../../rules/eu-ai-act/index.ts';
import { knowledge, readToEnd, sourceOf } from '../../support/build.ts';

export { knowledge };
export const messages = loadMessages('en');

export type Seed = readonly [kind: string, externalId: string, payload?: JsonObject];

const assetOf = ([kind, externalId, payload = {}]: Seed): RawAsset => ({
  crm: 'sugarcrm',
  stream: kind,
  kind,
  externalId,
  payload,
});

/** What a tenant that holds just these assets comes to. */
export function inventoryOf(
  seeds: readonly Seed[],
  reports: readonly StreamReport[] = readToEnd('process-definitions', 'business-rules', 'legacy-workflows'),
  standing: ReadonlySet<string> = new Set(),
): Promise<Inventory> {
  return makeInventory(sourceOf(seeds.map(assetOf)), reports, {
    crm: 'sugarcrm',
    mappings: sugarcrmMappings,
    knowledge,
    standing,
  });
}

const assess = makeAssess(euAiAct);

/** One line a feature, and the reasons of what was cleared: what a table of cases compares. */
export async function outcomeOf(seeds: readonly Seed[]): Promise<{ features: string[]; cleared: string[] }> {
  const { features, cleared } = await inventoryOf(seeds);
  const said = [...features.flatMap(({ because, evidence }) => [because, ...evidence.map(({ claim }) => claim)])];
  const unworded = [...said, ...cleared.map(({ because }) => because)].filter((item) => item && !messages.has(item.id));
  if (unworded.length > 0) {
    throw new Error(`No words for ${unworded.map((item) => item?.id).join(', ')}`);
  }
  return {
    features: features.map((feature) => {
      const { tier, flags, dormant, notice } = assess(feature);
      return [
        feature.key.replace('sugarcrm:', ''),
        feature.verdict,
        tier,
        ...flags,
        ...(dormant ? ['dormant'] : []),
        ...(notice === 'not-needed' ? [] : [`notice-${notice}`]),
      ].join(' ');
    }),
    cleared: cleared.map(({ key, because }) => `${key.replace('sugarcrm:', '')} ${because.id}`),
  };
}

/** A field of the metadata, with what counting it gave. */
export function field(id: string, total?: number | 'not-licensed' | 'not-checkable', more: JsonObject = {}): Seed[] {
  const [module = '', name = ''] = id.split('/');
  const payload = { module, name, label: name, type: 'enum', custom: name.endsWith('_c'), calculated: false, ...more };
  return [
    ['field', id, payload],
    ...(total === undefined
      ? []
      : ([
          ['field-usage', id, typeof total === 'number' ? { state: 'counted', total } : { state: total }],
        ] satisfies Seed[])),
  ];
}
