import { z } from 'zod';
import { AccessDenied, Unavailable } from '../../src/kit/errors.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Page, PullContext, Stream } from '../../src/pull/connector.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { endpoints, type Endpoint } from './endpoints.ts';
import { refusal } from '../../src/pull/refusal.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { Id, optionalText } from '../../src/pull/text.ts';

const User = z.object({
  id: Id,
  superAdmin: z.boolean().optional().catch(undefined),
  roleIds: z.array(Id).max(200).optional().catch(undefined),
});
const Owner = z.object({
  id: Id,
  type: optionalText(20),
  userId: Id.nullish().catch(undefined),
  archived: z.boolean().optional().catch(undefined),
});

/** Who could answer for a feature: ids and roles only, no name and no address. */
export const users: Stream<HubSpotClient> = {
  name: 'users',
  few: true,
  kinds: ['user', 'owner'],
  scopes: ['settings.users.read'],
  async *pull(context) {
    const denied = [
      yield* read(context, 'user', endpoints.users, User, ['settings.users.read']),
      yield* read(context, 'owner', endpoints.owners, Owner, ['crm.objects.owners.read']),
    ].filter((error) => error !== undefined);
    if (denied.length === 2 && denied[0]) {
      throw denied[0];
    }
  },
};

async function* read<T extends { id: string }>(
  { client, kept }: PullContext<HubSpotClient>,
  kind: string,
  endpoint: Endpoint,
  shape: z.ZodType<T>,
  scopes: readonly string[],
): AsyncGenerator<Page, AccessDenied | Unavailable | undefined> {
  try {
    for await (const page of client.pages(endpoint, shape, { scopes })) {
      const assets = page.items.map((item) => assetOf(kind, item.id, compact(item as unknown as JsonObject)));
      yield { ...(await sift(kept, kind, assets)), quarantined: page.quarantined };
    }
    return undefined;
  } catch (error) {
    if (error instanceof AccessDenied) {
      yield { assets: [], refused: [refusal(`${kind}s`, error)] };
      return error;
    }
    if (error instanceof Unavailable) {
      return error;
    }
    throw error;
  }
}
