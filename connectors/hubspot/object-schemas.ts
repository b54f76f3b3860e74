import { z } from 'zod';
import type { Stream } from '../../src/pull/connector.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { endpoints } from './endpoints.ts';
import type { Reads, SdkObjectSchema } from './sdk.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { Id, optionalText, optionalWords } from '../../src/pull/text.ts';

const scopes = ['crm.schemas.custom.read'];

const Labels = z
  .object({ singular: optionalWords(200), plural: optionalWords(200) })
  .optional()
  .catch(undefined);

const ObjectSchema = z.object({
  objectTypeId: Id,
  name: optionalText(200),
  fullyQualifiedName: optionalText(300),
  labels: Labels,
  description: optionalWords(2000),
} satisfies Reads<SdkObjectSchema>);

const Named = z.object({ name: z.string() });
const nameOf = (raw: unknown) => Named.safeParse(raw).data?.name ?? '';

/** The account's own object types. An account whose edition has none answers with an empty list. */
export const objectSchemas: Stream<HubSpotClient> = {
  name: 'object-schemas',
  few: true,
  kinds: ['object-schema'],
  scopes,
  async *pull({ client, kept }) {
    const listed = await client.list(endpoints.schemas, ObjectSchema, { scopes, itemName: nameOf });
    const assets = listed.items.map(({ labels, ...schema }) => {
      const payload = compact({ ...schema, ...(labels && { labels: compact(labels) }) });
      return assetOf('object-schema', schema.objectTypeId, payload);
    });
    yield { ...(await sift(kept, 'object-schema', assets)), quarantined: listed.quarantined };
  },
};
