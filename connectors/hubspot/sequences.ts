import { z } from 'zod';
import { Unavailable } from '../../src/kit/errors.ts';
import type { Kept, Stream } from '../../src/pull/connector.ts';
import type { CallOptions, HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { endpoints, type Endpoint } from './endpoints.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { Id, optionalText, optionalWords } from '../../src/pull/text.ts';

const scopes = ['automation.sequences.read'];

const Sequence = z.object({
  id: Id,
  name: optionalWords(500),
  createdAt: optionalText(40),
  updatedAt: optionalText(40),
});

/** Sequences by name. The numbered path wants a user to ask for; any one of the account's will do. */
export const sequences: Stream<HubSpotClient> = {
  name: 'sequences',
  few: true,
  kinds: ['sequence'],
  scopes,
  after: ['users'],
  async *pull({ client, kept }) {
    for await (const page of pagesOf(client, kept)) {
      const assets = page.items.map((item) => assetOf('sequence', item.id, compact(item)));
      yield { ...(await sift(kept, 'sequence', assets)), quarantined: page.quarantined };
    }
  },
};

async function* pagesOf(client: HubSpotClient, kept: Kept) {
  const read = (endpoint: Endpoint, query: NonNullable<CallOptions['query']>) =>
    client.pages(endpoint, Sequence, { scopes, query });
  try {
    yield* read(endpoints.serviceSequences, {});
  } catch (error) {
    const user = error instanceof Unavailable ? await anyUser(kept) : undefined;
    if (user === undefined) {
      throw error;
    }
    yield* read(endpoints.userSequences, { userId: user });
  }
}

async function anyUser(kept: Kept): Promise<string | undefined> {
  for await (const user of kept.assets('user')) {
    return user.externalId;
  }
  return undefined;
}
