import { z } from 'zod';
import { AccessDenied, AppError, AuthFailed } from '../../src/kit/errors.ts';
import { Id } from '../../src/pull/text.ts';
import type { HubSpotClient } from './client.ts';
import { Thread } from './conversations/shapes.ts';
import { endpoints } from './endpoints.ts';
import type { ObjectType } from './object-types.ts';
import { Envelope } from './paging.ts';

/** What one call told, or why it told nothing. `failed`: also when there was no time left. */
export type Told<T> = ({ known: true } & T) | { known: false; reason: 'denied' | 'failed'; grant?: string };

/** More than any account has chats with one person; HubSpot's most for a page. */
const PAGE = 500;

// Read for whether there is one, and left behind here.
const Properties = z.object({ properties: z.record(z.string(), z.unknown()) });

/** Which of these properties hold a value on one record. What HubSpot leaves out of its answer is in neither list. */
export function filledOn(
  client: HubSpotClient,
  { name, recordScopes: scopes }: ObjectType,
  objectId: string,
  properties: readonly string[],
): Promise<Told<{ filled: string[]; empty: string[] }>> {
  return told(async () => {
    const { properties: found } = await client.call(endpoints.object, Properties, {
      scopes,
      params: { objectType: name, objectId },
      query: { properties: properties.join(',') },
    });
    const named = properties.filter((property) => Object.hasOwn(found, property));
    const holds = (property: string) => found[property] !== null && found[property] !== '';
    return { filled: named.filter(holds), empty: named.filter((property) => !holds(property)) };
  });
}

/**
 * How many chats there are with a contact, or of a ticket, and in which channel accounts. `everyAccount`: each chat told
 * its own, so that one which is not named had none.
 */
export function chatsOf(
  client: HubSpotClient,
  about: 'contact' | 'ticket',
  objectId: string,
): Promise<Told<{ count: number; atLeast: boolean; accounts: string[]; everyAccount: boolean }>> {
  return told(async () => {
    const { results, paging } = await client.call(endpoints.threads, Envelope, {
      scopes: ['conversations.read'],
      query: { [about === 'contact' ? 'associatedContactId' : 'associatedTicketId']: objectId, limit: PAGE },
    });
    const accounts = results.map((raw) => Thread.safeParse(raw).data?.originalChannelAccountId ?? undefined);
    const atLeast = paging?.next?.after !== undefined;
    return {
      count: results.length,
      atLeast,
      accounts: [...new Set(accounts)].filter((account) => account !== undefined),
      everyAccount: !atLeast && !accounts.includes(undefined),
    };
  });
}

const Memberships = z.object({ results: z.array(z.object({ listId: Id })) });

/** The segments that a record is in, by their ids. */
export function segmentsWith(
  client: HubSpotClient,
  objectTypeId: string,
  recordId: string,
): Promise<Told<{ segments: string[] }>> {
  return told(async () => {
    const { results } = await client.call(endpoints.recordLists, Memberships, {
      scopes: ['crm.lists.read'],
      params: { objectTypeId, recordId },
    });
    return { segments: results.map(({ listId }) => listId) };
  });
}

const User = z.object({ superAdmin: z.boolean() });

/** Only a clear word of HubSpot counts, either way. */
export function isSuperAdmin(client: HubSpotClient, userId: string): Promise<Told<{ superAdmin: boolean }>> {
  return told(() => client.call(endpoints.user, User, { scopes: ['settings.users.read'], params: { userId } }));
}

/** Throws `AuthFailed` alone: then nothing of the account can be asked. */
async function told<T>(ask: () => Promise<T>): Promise<Told<T>> {
  try {
    return { known: true, ...(await ask()) };
  } catch (error) {
    if (error instanceof AuthFailed) {
      throw error;
    }
    if (error instanceof AccessDenied) {
      const [grant] = error.grants;
      return { known: false, reason: 'denied', ...(grant !== undefined && { grant }) };
    }
    if (error instanceof AppError || isCut(error)) {
      return { known: false, reason: 'failed' };
    }
    throw error;
  }
}

/** Whoever asks gave it no more time, or went away. */
function isCut(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError');
}
