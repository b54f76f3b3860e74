import type { HubSpotClient } from '../connectors/hubspot/client.ts';
import { objectTypeNamed } from '../connectors/hubspot/object-types.ts';
import { chatsOf, filledOn, isSuperAdmin, segmentsWith } from '../connectors/hubspot/record.ts';
import type { App } from './app.ts';
import type { FoundOnRecord, Live, Wanted } from './http/hubspot/card/live.ts';
import { AppError, AuthFailed } from './kit/errors.ts';
import type { Log } from './kit/log.ts';

interface Needs {
  askHubSpot: App['askHubSpot'];
  log: Log;
  /** For all that one call of a card asks. */
  budgetMs?: number;
}

/** Somebody looks at the card and waits. */
const BUDGET_MS = 3_000;

/** What is asked of HubSpot while somebody looks at a record. What cannot be asked is unknown, and the rest goes on. */
export function hubspotLive({ askHubSpot, log, budgetMs = BUDGET_MS }: Needs): Live {
  async function within<T>(
    tenant: Parameters<typeof askHubSpot>[0],
    ask: (client: HubSpotClient) => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await askHubSpot(tenant, AbortSignal.timeout(budgetMs), ask);
    } catch (error) {
      if (error instanceof AuthFailed || !(error instanceof AppError)) {
        throw error;
      }
      log.warn({ code: error.code }, 'HubSpot could not be asked for a card');
      return undefined;
    }
  }

  return {
    async record(tenant, wanted) {
      return (await within(tenant, (client) => found(client, wanted))) ?? nothing(wanted);
    },
    async isSuperAdmin(tenant, user) {
      const told = await within(tenant, (client) => isSuperAdmin(client, user));
      return told?.known ? told.superAdmin : null;
    },
  };
}

async function found(client: HubSpotClient, wanted: Wanted): Promise<FoundOnRecord> {
  const { objectTypeId, type, objectId, properties } = wanted;
  const objectType = objectTypeNamed(type);
  const about = CHATS[type];
  const [values, chats, segments] = await Promise.all([
    properties.length > 0 && objectType ? filledOn(client, objectType, objectId, properties) : undefined,
    wanted.chats && about ? chatsOf(client, about, objectId) : undefined,
    wanted.segments ? segmentsWith(client, objectTypeId, objectId) : undefined,
  ]);
  return { ...(values && { properties: values }), ...(chats && { chats }), ...(segments && { segments }) };
}

const CHATS: Record<string, 'contact' | 'ticket' | undefined> = { contacts: 'contact', tickets: 'ticket' };
const FAILED = { known: false, reason: 'failed' } as const;

function nothing({ properties, chats, segments }: Wanted): FoundOnRecord {
  return {
    ...(properties.length > 0 && { properties: FAILED }),
    ...(chats && { chats: FAILED }),
    ...(segments && { segments: FAILED }),
  };
}
