import { message } from '#src/model/message.ts';
import type { Detection, MappingInput } from '#src/normalise/mapping.ts';
import { textAt } from '#src/normalise/values.ts';
import { aiButton } from './button.ts';
import { cataloguedField, entryOf } from './catalogued.ts';
import { calculatedField, customField } from './custom.ts';
import { markedField } from './marked.ts';

/** AI fields are defined in every tenant: what counts is whether records hold a value or something acts on one. */
export function detectField(input: MappingInput): Detection {
  const { asset, knowledge } = input;
  const module = textAt(asset.payload, 'module') ?? '';
  const name = asset.externalId.slice(module.length + 1);
  const entry = entryOf(module, name, knowledge);
  if (entry) {
    return cataloguedField(input, entry, module);
  }
  const reason = knowledge.notAiProperty(module, name);
  if (reason !== undefined) {
    return { result: 'not-ai', because: message('because.field-not-ai', { reason }) };
  }
  return (
    aiButton(input) ??
    calculatedField(input) ??
    customField(input, name) ??
    markedField(input, name) ?? { result: 'plain' }
  );
}
