import { z } from 'zod';
import type { HubSpotClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { isInvalid, isNotFound } from './errors.ts';
import type { ObjectType } from './object-types.ts';
import type { SearchBody, SearchFilter } from './sdk.ts';

/** Groups that one search may hold; a record counts when any of them fits. */
export const MAX_GROUPS = 5;

// The records that come along are not read: nothing of a person leaves this function.
const Counted = z.object({ total: z.number().int().nonnegative() });

/** Records of a type that fit any of the filters; `undefined` when HubSpot cannot search by one of them. */
export async function countAny(
  client: HubSpotClient,
  type: ObjectType,
  filters: readonly SearchFilter[],
): Promise<number | undefined> {
  const json = {
    filterGroups: filters.map((filter) => ({ filters: [filter] })),
    properties: [],
    sorts: [],
    limit: 1,
    after: '0',
  } satisfies SearchBody;
  const options = { scopes: type.recordScopes, params: { objectType: type.name }, json };
  try {
    const { total } = await client.call(endpoints.search, Counted, options);
    return total;
  } catch (error) {
    if (isInvalid(error) || isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Whether the last of five groups counts too. An answer that heeds only the first would clear properties that nobody
 * asked about, so four groups that fit no record go before one that fits all. False also when there is no record.
 */
export async function heedsAllGroups(client: HubSpotClient, type: ObjectType): Promise<boolean> {
  const nobody: SearchFilter[] = Array.from({ length: MAX_GROUPS - 1 }, () => ({
    propertyName: 'hs_object_id',
    operator: 'EQ',
    value: '0',
  }));
  const total = await countAny(client, type, [...nobody, { propertyName: 'hs_object_id', operator: 'HAS_PROPERTY' }]);
  return (total ?? 0) > 0;
}
