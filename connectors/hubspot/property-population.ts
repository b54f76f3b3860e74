import { AccessDenied } from '../../src/kit/errors.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import type { Kept, Page, PullContext, Stream } from '../../src/pull/connector.ts';
import { ahead } from '../../src/pull/ahead.ts';
import type { AiProperty } from './ai-property.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { type ObjectType, objectTypes } from './object-types.ts';
import { refusal } from '../../src/pull/refusal.ts';
import type { SearchFilter } from './sdk.ts';
import { countAny, heedsAllGroups, MAX_GROUPS } from './search-count.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';

const kind = 'property-population';

/** Object types counted at once. The limit of searches sets the pace, so what counts is that none ever waits for another. */
const DEPTH = 8;

/** How many records hold a value in each AI property of the catalogue that this account has. Counts, never records. */
export function makePropertyPopulation(catalogued: readonly AiProperty[]): Stream<HubSpotClient> {
  return {
    name: kind,
    kinds: [kind],
    scopes: ['crm.objects.contacts.read'],
    after: ['properties'],
    bucket: 'search',
    async *pull({ client, kept, tellLeft }: PullContext<HubSpotClient>) {
      const existing = await existingOf(catalogued, kept);
      const denials: AccessDenied[] = [];
      let readable = 0;
      const types = (await objectTypes(kept)).filter((type) => existing.has(type.name));
      const asked = (type: ObjectType) => existing.get(type.name) ?? [];
      const counter = new Counter(client, tellLeft);
      counter.expect(types.reduce((sum, type) => sum + groupsOf(asked(type)).length, 0));
      for await (const { type, read } of ahead(types, DEPTH, async (type) => ({
        type,
        read: await countType(counter, type, asked(type), kept),
      }))) {
        if (read instanceof AccessDenied) {
          denials.push(read);
          yield { assets: [], refused: [refusal(`records of ${type.name}`, read)], left: counter.left };
        } else {
          readable += 1;
          yield { ...read, left: counter.left };
        }
      }
      if (readable === 0 && denials[0]) {
        throw denials[0];
      }
    },
  };
}

/** Those of the catalogue's properties that this account has and whose values prove something, by object type. */
async function existingOf(catalogued: readonly AiProperty[], kept: Kept): Promise<Map<string, AiProperty[]>> {
  const wanted = new Map(
    catalogued
      .filter(({ proof }) => proof !== 'writer')
      .map((property) => [`${property.object}/${property.name}`, property]),
  );
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
  const [first = [], ...rest] = groupsOf(asked);
  try {
    // A type that is refused costs one call.
    const counted = [await counter.count(type, first)];
    counted.push(...(await Promise.all(rest.map((group) => counter.count(type, group)))));
    return await sift(kept, kind, counted.flat());
  } catch (error) {
    if (error instanceof AccessDenied) {
      counter.expect(-rest.length);
      return error;
    }
    throw error;
  }
}

function groupsOf(asked: readonly AiProperty[]): (readonly AiProperty[])[] {
  return Array.from({ length: Math.ceil(asked.length / MAX_GROUPS) }, (_, index) =>
    asked.slice(index * MAX_GROUPS, (index + 1) * MAX_GROUPS),
  );
}

/** Counts as few times as it can: five empty properties cost one search. */
class Counter {
  readonly #client: HubSpotClient;
  /** Proven once an account has shown that every group counts; asked of one type after the other until then. */
  #heedsAll = Promise.resolve(false);

  /** Searches that are still needed at least: one a group, and one a property where a group turned out to hold values. */
  left = 0;
  readonly #tellLeft: ((searches: number) => void) | undefined;

  constructor(client: HubSpotClient, tellLeft?: (searches: number) => void) {
    this.#client = client;
    this.#tellLeft = tellLeft;
  }

  expect(more: number): void {
    this.left += more;
    this.#tellLeft?.(this.left);
  }

  async count(type: ObjectType, asked: readonly AiProperty[]): Promise<PulledAsset[]> {
    if (asked.length > 1 && (await this.#noneOf(type, asked).finally(() => this.expect(-1)))) {
      return asked.map((property) => populationOf(property, 0));
    }
    this.expect(asked.length > 1 ? asked.length : 0);
    return Promise.all(
      asked.map(async (property) => {
        const total = await countAny(this.#client, type, [filterOf(property)]).finally(() => this.expect(-1));
        return populationOf(property, total);
      }),
    );
  }

  async #noneOf(type: ObjectType, asked: readonly AiProperty[]): Promise<boolean> {
    const before = this.#heedsAll.catch(() => false);
    this.#heedsAll = before.then((proven) => proven || heedsAllGroups(this.#client, type));
    return (await this.#heedsAll) && (await countAny(this.#client, type, asked.map(filterOf))) === 0;
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
