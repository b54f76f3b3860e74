import type { Stream } from '../../src/pull/connector.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import type { AiField } from './ai-field.ts';
import { BULK, type SugarClient } from './client.ts';
import { countAll, type CountOf, gapsOf } from './counts.ts';
import { ADMIN } from './errors.ts';
import { gapUnlessAdmin } from './rights.ts';

const NAMED =
  /(?:^|_)(?:ai|gpt|llm|genai|predict\w*|sentiment|propensity|likelihood|churn|score|scoring)(?:_|$)|sicon-sugar-predict/i;
const NUMBER = /^(?:int|integer|decimal|float|double|currency|long|tinyint)$/i;
/** Of fields that nobody knows: more is not worth the calls. */
const MAX_UNKNOWN = 200;

/**
 * AI fields exist in every instance, used or not: whether records hold a value is what counts. Asked for are the catalogue's
 * and those whose name or icon speaks of AI or of a score that no formula makes.
 */
export function makeAiFields(aiFields: readonly AiField[]): Stream<SugarClient> {
  return {
    name: 'ai-fields',
    kinds: ['field-usage'],
    scopes: [ADMIN],
    after: ['metadata'],
    async *pull({ client, kept, tellLeft }) {
      const types = new Map<string, string>();
      const wanted = new Map(aiFields.map(({ object, name, values }) => [`${object}/${name}`, { values }]));
      for await (const { externalId, payload } of kept.assets('field')) {
        types.set(externalId, String(payload['type'] ?? ''));
        const speaks = NAMED.test(`${String(payload['name'])} ${String(payload['icon'] ?? '')}`);
        if (speaks && payload['calculated'] !== true && wanted.size < aiFields.length + MAX_UNKNOWN) {
          wanted.set(externalId, wanted.get(externalId) ?? { values: undefined });
        }
      }
      const counts = [...wanted].map(([id, { values }]) => countOf(id, types.get(id) ?? '', values));
      tellLeft?.(Math.ceil(counts.length / BULK));
      for (let at = 0; at < counts.length; at += 50) {
        const some = counts.slice(at, at + 50);
        const counted = await countAll(client, some);
        const assets = some.map(({ module, field }, index) =>
          assetOf('field-usage', `${module}/${field}`, counted[index]?.result ?? {}),
        );
        const left = Math.ceil(Math.max(0, counts.length - at - 50) / BULK);
        yield { ...(await sift(kept, 'field-usage', assets)), ...gapsOf(counted), total: counts.length, left };
      }
      yield* gapUnlessAdmin(client, 'records that this user may not see');
    },
  };
}

/** A number of nought is a value, an empty text is none. */
function countOf(id: string, type: string, values: readonly string[] | undefined): CountOf {
  const [module = '', field = ''] = id.split('/');
  if (values) {
    return { module, field, operator: '$in', values };
  }
  return /^bool/i.test(type)
    ? { module, field, operator: '$equals', values: ['1'] }
    : { module, field, operator: NUMBER.test(type) ? '$not_null' : '$not_empty' };
}
