import { z } from 'zod';
import { AccessDenied } from '../../src/kit/errors.ts';
import type { Stream } from '../../src/pull/connector.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { endpoints } from './endpoints.ts';
import { isInvalid, isNotFound } from './errors.ts';
import { objectTypes } from './object-types.ts';
import { refusal } from '../../src/pull/refusal.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { Id, optionalWords } from '../../src/pull/text.ts';

const Pipeline = z.object({
  id: Id,
  label: optionalWords(300),
  stages: z
    .array(z.object({ id: Id, label: optionalWords(300) }).transform(compact))
    .optional()
    .catch(undefined),
});

const WITH_PIPELINES = new Set(['deals', 'tickets', 'leads']);

/** Pipelines give stage ids their meaning: a workflow that moves a record to a stage names only the id. */
export const pipelines: Stream<HubSpotClient> = {
  name: 'pipelines',
  few: true,
  kinds: ['pipeline'],
  scopes: ['crm.objects.deals.read'],
  after: ['object-schemas'],
  async *pull({ client, kept }) {
    const denials: AccessDenied[] = [];
    let readable = 0;
    for (const type of await objectTypes(kept)) {
      if (!WITH_PIPELINES.has(type.name) && !type.name.startsWith('2-')) {
        continue;
      }
      try {
        const listed = await client.list(endpoints.pipelines, Pipeline, {
          scopes: type.recordScopes,
          params: { objectType: type.name },
        });
        const assets = listed.items.map((item) =>
          assetOf('pipeline', `${type.name}/${item.id}`, compact({ objectType: type.name, ...item })),
        );
        readable += 1;
        yield { ...(await sift(kept, 'pipeline', assets)), quarantined: listed.quarantined };
      } catch (error) {
        if (error instanceof AccessDenied) {
          denials.push(error);
          yield { assets: [], refused: [refusal(`pipelines of ${type.name}`, error)] };
        } else if (!isNotFound(error) && !isInvalid(error)) {
          throw error;
        }
      }
    }
    if (readable === 0 && denials[0]) {
      throw denials[0];
    }
  },
};
