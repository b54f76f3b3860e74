import { z } from 'zod';
import { AccessDenied, Unavailable } from '../../src/kit/errors.ts';
import type { Page, PullContext, Stream } from '../../src/pull/connector.ts';
import { ahead } from '../../src/pull/ahead.ts';
import type { HubSpotClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { isInvalid, isNotFound } from './errors.ts';
import { type ObjectType, objectTypes } from './object-types.ts';
import { refusal } from '../../src/pull/refusal.ts';
import { payloadOf, Property } from './schema-property.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';

/** Object types read at once: the answers are large, and the streams that ask about the properties wait for them. */
const DEPTH = 8;

const Named = z.object({ name: z.string() });
const nameOf = (raw: unknown) => Named.safeParse(raw).data?.name ?? '';

/** The definitions of all properties of the object types that can carry AI; HubSpot sends each type's in one piece. */
export const properties: Stream<HubSpotClient> = {
  name: 'properties',
  kinds: ['property'],
  scopes: ['crm.schemas.contacts.read', 'crm.objects.contacts.read'],
  after: ['object-schemas'],
  async *pull(context) {
    const denials: AccessDenied[] = [];
    let readable = 0;
    const types = await objectTypes(context.kept);
    let left = types.length;
    context.tellLeft?.(left);
    for await (const read of ahead(types, DEPTH, (type) => readType(type, context))) {
      left -= 1;
      if (read.denied) {
        denials.push(read.denied);
      }
      if (read.page) {
        readable += read.denied ? 0 : 1;
        yield { ...read.page, left };
      }
    }
    if (readable === 0) {
      throw denials[0] ?? new Unavailable('properties', 'HubSpot knows none of the object types.');
    }
  },
};

async function readType(
  type: ObjectType,
  { client, kept }: PullContext<HubSpotClient>,
): Promise<{ page?: Page; denied?: AccessDenied }> {
  try {
    const { items, quarantined } = await client.list(endpoints.properties, Property, {
      scopes: type.schemaScopes,
      params: { objectType: type.name },
      itemName: (raw) => `${type.name}/${nameOf(raw)}`,
    });
    const assets = items.map((item) => assetOf('property', `${type.name}/${item.name}`, payloadOf(type.name, item)));
    return { page: { ...(await sift(kept, 'property', assets)), quarantined } };
  } catch (error) {
    if (error instanceof AccessDenied) {
      return { denied: error, page: { assets: [], refused: [refusal(`properties of ${type.name}`, error)] } };
    }
    // The account has no such object type, which is no refusal.
    if (isNotFound(error) || isInvalid(error)) {
      return {};
    }
    throw error;
  }
}
