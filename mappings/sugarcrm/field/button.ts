import type { Detection, MappingInput } from '#src/normalise/mapping.ts';
import { objectsAt, textAt } from '#src/normalise/values.ts';
import { aiPage } from '../ai-page.ts';

/** A button on the record whose click opens an AI page. */
export function aiButton(input: MappingInput): Detection | undefined {
  for (const [index, action] of objectsAt(input.asset.payload, 'actions').entries()) {
    const page = aiPage(textAt(action, 'url') ?? '', `actions[${index}].url`, input);
    if (page) {
      return { result: 'ai', systems: [page] };
    }
  }
  return undefined;
}
