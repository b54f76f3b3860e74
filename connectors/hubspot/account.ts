import { z } from 'zod';
import type { Account, Stream } from '../../src/pull/connector.ts';
import type { HubSpotClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { Id, optionalText } from '../../src/pull/text.ts';
import { compact } from '../../src/pull/compact.ts';

const scopes = ['oauth'];

const Details = z.object({
  portalId: Id,
  accountType: optionalText(50),
  timeZone: optionalText(60),
  uiDomain: optionalText(100),
  dataHostingLocation: optionalText(20),
});

/** The portal; also teaches the client the account's time zone, by whose midnight HubSpot counts days. */
export async function readAccount(client: HubSpotClient): Promise<z.infer<typeof Details>> {
  const details = await client.call(endpoints.account, Details, { scopes });
  client.timeZone = details.timeZone ?? undefined;
  return details;
}

export async function identify(client: HubSpotClient): Promise<Account> {
  const { portalId } = await readAccount(client);
  // No endpoint names the account: the portal id is what HubSpot's own pages show.
  return { id: portalId, name: `HubSpot ${portalId}` };
}

export const account: Stream<HubSpotClient> = {
  name: 'account',
  few: true,
  kinds: ['account'],
  scopes,
  async *pull({ client, kept }) {
    const details = await readAccount(client);
    yield await sift(kept, 'account', [assetOf('account', details.portalId, compact(details))]);
  },
};
