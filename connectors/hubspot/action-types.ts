import { z } from 'zod';
import type { Stream } from '../../src/pull/connector.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { endpoints } from './endpoints.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { Id, optionalText, optionalWords, text, words } from '../../src/pull/text.ts';

const scopes = ['automation'];

const Field = z.object({ name: text(200) });

const ActionType = z.object({
  actionTypeId: Id,
  actionName: words(300),
  description: optionalWords(2000),
  groupId: optionalText(200),
  inputFieldDefinitions: z.array(Field.nullable().catch(null)).optional().catch(undefined),
});

const Named = z.object({ actionTypeId: z.string() });
const nameOf = (raw: unknown) => Named.safeParse(raw).data?.actionTypeId ?? '';

/** Every workflow action this account can use, with HubSpot's own name for it. */
export const actionTypes: Stream<HubSpotClient> = {
  name: 'action-types',
  few: true,
  kinds: ['action-type'],
  scopes,
  async *pull({ client, kept }) {
    const listed = await client.list(endpoints.actionTypes, ActionType, { scopes, itemName: nameOf });
    const assets = listed.items.map(({ inputFieldDefinitions, ...type }) => {
      const fields = (inputFieldDefinitions ?? []).flatMap((field) => field?.name ?? []).slice(0, 100);
      return assetOf('action-type', type.actionTypeId, compact({ ...type, fields }));
    });
    yield { ...(await sift(kept, 'action-type', assets)), quarantined: listed.quarantined };
  },
};
