import type { JsonObject } from '../../src/model/json.ts';
import type { Context } from '../../src/normalise/context.ts';
import type { RuleReferences } from '../../src/normalise/references.ts';
import { objectsAt, textAt, valueAt } from '../../src/normalise/values.ts';
import { moduleNamed } from './modules.ts';

/** What a business rule looks at and what it sets; a result that it returns is the calling process's to use. */
export function refsOfRule(payload: JsonObject, context: Context): RuleReferences {
  const own = textAt(payload, 'module') ?? 'unknown';
  const module = (ref: JsonObject) => moduleNamed(textAt(ref, 'module') ?? own, context);
  const reads = new Map<string, RuleReferences['reads'][number]>();
  for (const condition of objectsAt(payload, 'conditions')) {
    const property = textAt(condition, 'field');
    if (property !== undefined) {
      reads.set(`${module(condition)}/${property}`, { objectType: module(condition), property });
    }
  }
  const writes = new Map<string, RuleReferences['writes'][number]>();
  for (const conclusion of objectsAt(payload, 'conclusions')) {
    const property = textAt(conclusion, 'field');
    if (property !== undefined && textAt(conclusion, 'kind') !== 'return') {
      const given = valueAt(conclusion, 'value');
      const value = ['string', 'number', 'boolean'].includes(typeof given) ? { value: String(given) } : {};
      writes.set(`${module(conclusion)}/${property}=${value.value ?? ''}`, {
        objectType: module(conclusion),
        property,
        ...value,
      });
    }
  }
  return { reads: [...reads.values()], writes: [...writes.values()].slice(0, 100) };
}
