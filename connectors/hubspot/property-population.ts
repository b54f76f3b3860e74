import { AccessDenied } from '../../src/kit/errors.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import type { Kept, Page, PullContext, Stream } from '../../src/pull/connector.ts';
import type { AiProperty } from './ai-property.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { type ObjectType, objectTypes } from './object-types.ts';
import { refusal } from '../../src/pull/refusal.ts';
import type { SearchFilter } from './sdk.ts';
import { countAny, heedsAllGroups, MAX_GROUPS } from './search-count.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';

const kind = 'property-population';

/** How many records hold a value in each AI property of the catalogue that this account has. Counts, never records. */
export function makePropertyPopulation(catalogued: readonly AiProperty[]): Stream<HubSpotClient> {
  return {
    name: kind,
    kinds: [kind],
    scopes: ['crm.objects.contacts.read'],
    after: ['properties'],
    async *pull({ client, kept }: PullContext<HubSpotClient>) {
      const existing = await existingOf(catalogued, kept);
      const counter = new Counter(client);
      const denials: AccessDenied[] = [];
      let readable = 0;
      for (const type of await objectTypes(kept)) {
        const asked = existing.get(type.name) ?? [];
        const read = asked.length > 0 ? await countType(counter, type, asked, kept) : undefined;
        if (read instanceof AccessDenied) {
          denials.push(read);
          yield { assets: [], refused: [refusal(`records of ${type.name}`, read)] };
        } else if (read) {
          readable += 1;
          yield read;
        }
      }
      if (readable === 0 && denials[0]) {
        throw denials[0];
      }
    },
  };
}

/** Those of the catalogue's properties that this account has, by object type. */
async function existingOf(catalogued: readonly AiProperty[], kept: Kept): Promise<Map<string, AiProperty[]>> {
  const wanted = new Map(catalogued.map((property) => [`${property.object}/${property.name}`, property]));
  const existing = new Map<string, AiProperty[]>();
  for await (const { externalId } of kept.assets('property')) {
    const property = wanted.get(externalId);
    if (property) {
      existing.set(property.object, [...(existing.get(property.object) ?? []), property]);
    }
  }
  return existing;
}

async function countType(
  counter: Counter,
  type: ObjectType,
  asked: readonly AiProperty[],
  kept: Kept,
): Promise<Page | AccessDenied> {
  try {
    const assets: PulledAsset[] = [];
    for (let start = 0; start < asked.length; start += MAX_GROUPS) {
      assets.push(...(await counter.count(type, asked.slice(start, start + MAX_GROUPS))));
    }
    return await sift(kept, kind, assets);
  } catch (error) {
    if (error instanceof AccessDenied) {
      return error;
    }
    throw error;
  }
}

/** Counts as few times as it can: five empty properties cost one search. */
class Counter {
  readonly #client: HubSpotClient;
  /** Proven once an account has shown that every group counts. */
  #heedsAll = false;

  constructor(client: HubSpotClient) {
    this.#client = client;
  }

  async count(type: ObjectType, asked: readonly AiProperty[]): Promise<PulledAsset[]> {
    if (asked.length > 1 && (await this.#noneOf(type, asked))) {
      return asked.map((property) => populationOf(property, 0));
    }
    const assets: PulledAsset[] = [];
    for (const property of asked) {
      assets.push(populationOf(property, await countAny(this.#client, type, [filterOf(property)])));
    }
    return assets;
  }

  async #noneOf(type: ObjectType, asked: readonly AiProperty[]): Promise<boolean> {
    this.#heedsAll ||= await heedsAllGroups(this.#client, type);
    return this.#heedsAll && (await countAny(this.#client, type, asked.map(filterOf))) === 0;
  }
}

function filterOf({ name, proof, values }: AiProperty): SearchFilter {
  if (proof !== 'value' || !values || values.length === 0) {
    return { propertyName: name, operator: 'HAS_PROPERTY' };
  }
  return values.length === 1
    ? { propertyName: name, operator: 'EQ', value: values[0]! }
    : { propertyName: name, operator: 'IN', values: [...values] };
}

/** `total` null: HubSpot cannot search by it, so nothing is known. */
function populationOf({ object, name, proof, values }: AiProperty, total: number | undefined): PulledAsset {
  const payload = compact({ objectType: object, name, ...(proof === 'value' && values && { values: [...values] }) });
  return assetOf(kind, `${object}/${name}`, { ...payload, total: total ?? null });
}
