import { AccessDenied } from '../../src/kit/errors.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import type { Kept, Page, Stream } from '../../src/pull/connector.ts';
import type { AiProperty } from './ai-property.ts';
import { leftAfter } from '../../src/pull/left.ts';
import { ahead } from '../../src/pull/ahead.ts';
import type { HubSpotClient } from './client.ts';
import { chunksOf } from './history-chunks.ts';
import { wantedNames, type WantedNames } from './history-names.ts';
import { HistorySampler } from './history-sample.ts';
import { type ObjectType, objectTypes } from './object-types.ts';
import { refusal } from '../../src/pull/refusal.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';

const kind = 'property-history';

/** Object types sampled at once. */
const DEPTH = 8;

/** Who writes the AI properties and the account's own ones: source types counted over a sample of records. */
export function makePropertyHistory(catalogued: readonly AiProperty[]): Stream<HubSpotClient> {
  return {
    name: kind,
    kinds: [kind],
    scopes: ['crm.objects.contacts.read'],
    after: ['properties', 'property-population'],
    few: true,
    async *pull(context) {
      const wanted = await wantedNames(catalogued, context.kept);
      const types = (await objectTypes(context.kept)).filter(({ name }) => chunksOf(wanted.get(name)).length > 0);
      const sampler = new HistorySampler(context.client);
      const denials: AccessDenied[] = [];
      let readable = 0;
      const left = leftAfter(types.map(({ name }) => chunksOf(wanted.get(name)).length));
      let at = 0;
      for await (const read of ahead(types, DEPTH, (type) =>
        readType(type, wanted.get(type.name), context.kept, sampler),
      )) {
        if (read.denied) {
          denials.push(read.denied);
        } else {
          readable += 1;
        }
        yield { ...read.page, left: left[at] ?? 0 };
        at += 1;
      }
      if (readable === 0 && denials[0]) {
        throw denials[0];
      }
    },
  };
}

async function readType(
  type: ObjectType,
  names: WantedNames | undefined,
  kept: Kept,
  sampler: HistorySampler,
): Promise<{ page: Page; denied?: AccessDenied }> {
  const assets: PulledAsset[] = [];
  const quarantined: NonNullable<Page['quarantined']> = [];
  try {
    for (const chunk of chunksOf(names)) {
      const sample = await sampler.sample(type, chunk);
      quarantined.push(...sample.quarantined);
      for (const [name, { sampled, sources, flows }] of sample.writers) {
        const found = { sampled, sources: Object.fromEntries(sources), ...(flows.size > 0 && { flows: [...flows] }) };
        assets.push(assetOf(kind, `${type.name}/${name}`, { objectType: type.name, name, ...found }));
      }
    }
    return { page: { ...(await sift(kept, kind, assets)), quarantined } };
  } catch (error) {
    if (error instanceof AccessDenied) {
      return { denied: error, page: { assets: [], refused: [refusal(`history of ${type.name}`, error)] } };
    }
    throw error;
  }
}
