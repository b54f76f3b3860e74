import type { Knowledge } from '../model/knowledge.ts';
import type { Crm, RawAsset } from '../model/raw-asset.ts';
import type { Context } from './context.ts';
import { VALUE_KIND, VALUE_STREAM, type Reader } from './normalised.ts';

/**
 * Values of the vendor's AI that something in the account acts on while their definitions could not be read (refused, or
 * not among the imported files). That the vendor names them is enough: what acts on one must not be taken for plain rules.
 */
export function valuesUsedUnseen(
  crm: Crm,
  readers: readonly Reader[],
  { complete, properties }: Context,
  knowledge: Knowledge,
): RawAsset[] {
  const stream = VALUE_STREAM[crm];
  const read = readers.flatMap(({ enabled, reads }) => (enabled ? reads.map(({ id }) => id) : []));
  const unseen = complete.has(stream) ? [] : [...new Set(read)].filter((id) => !properties.has(id));
  return unseen.flatMap((externalId) => {
    const end = externalId.indexOf('/');
    const [object, name] = [externalId.slice(0, end), externalId.slice(end + 1)];
    const hit = knowledge.byProperty(object, name);
    if (!hit || hit.entry.ai === 'no') {
      return [];
    }
    const label = hit.sign.label ?? hit.entry.name;
    const payload = { name, label, objectType: object, module: object, hubspotDefined: true };
    return [{ crm, stream, kind: VALUE_KIND[crm], externalId, payload }];
  });
}
