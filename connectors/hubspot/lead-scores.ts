import { z } from 'zod';
import { AppError, AuthFailed } from '../../src/kit/errors.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import type { Stream } from '../../src/pull/connector.ts';
import { ahead } from '../../src/pull/ahead.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { endpoints } from './endpoints.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { Id, optionalText, optionalWords } from '../../src/pull/text.ts';
import { stringsAt } from '../../src/pull/tree.ts';

const scopes = ['mh-lead-scoring-view'];

const Listed = z.object({ id: Id, name: optionalWords(300) });
const Detail = z.looseObject({
  id: Id,
  name: optionalWords(300),
  objectTypeId: optionalText(40),
  scoreStatus: optionalText(40),
  scoreType: optionalText(80),
});

/** The lead scoring tool: points that people have set. The detail names the properties it reads and the one it fills. */
export const leadScores: Stream<HubSpotClient> = {
  name: 'lead-scores',
  few: true,
  kinds: ['lead-score'],
  scopes,
  async *pull({ client, kept }) {
    for await (const page of client.pages(endpoints.leadScores, Listed, { scopes })) {
      const assets: PulledAsset[] = [];
      const quarantined = [...page.quarantined];
      for await (const read of ahead(page.items, 4, (item) => readScore(client, item.id))) {
        if ('payload' in read) {
          assets.push(assetOf('lead-score', read.id, read.payload));
        } else {
          quarantined.push({ item: read.id, reason: read.reason });
        }
      }
      yield { ...(await sift(kept, 'lead-score', assets)), quarantined };
    }
  },
};

async function readScore(
  client: HubSpotClient,
  id: string,
): Promise<{ id: string; payload: JsonObject } | { id: string; reason: string }> {
  try {
    const detail = await client.call(endpoints.leadScore, Detail, { scopes, params: { scoreId: id } });
    const { name, objectTypeId, scoreStatus, scoreType } = detail;
    const tree = detail as unknown as JsonObject;
    const outputs = stringsAt(tree['outputConfiguration'] ?? null, 'propertyName').map((propertyName) => ({
      propertyName,
    }));
    const payload = compact({
      id,
      name,
      objectTypeId,
      scoreStatus,
      scoreType,
      outputs,
      reads: stringsAt(tree['groupConfigs'] ?? null, 'property'),
      calculators: stringsAt(tree['groupConfigs'] ?? null, 'type'),
      groups: stringsAt(tree['groupConfigs'] ?? null, 'groupName').map((group) => redactText(group, 200)),
    });
    return { id, payload };
  } catch (error) {
    if (error instanceof AppError && !(error instanceof AuthFailed)) {
      return { id, reason: error.message };
    }
    throw error;
  }
}
