import { known } from '#src/model/fact.ts';
import { message } from '#src/model/message.ts';
import { evidence } from '#src/normalise/finding.ts';
import type { DetectedSystem, Detection, MappingInput } from '#src/normalise/mapping.ts';
import { textAt } from '#src/normalise/values.ts';
import { identifierSpeaksOfAi } from '../ai-words.ts';

/** The vendor's own mark on fields that a model fills. */
const AI_ICON = /^sicon-(sugar-predict|(.*-)?ai(-.*)?)$/i;

/** A field of the vendor that our catalogue does not know yet: its mark says that it is AI, its name only asks. */
export function markedField({ asset, context }: MappingInput, name: string): Detection | undefined {
  const icon = textAt(asset.payload, 'icon') ?? '';
  const marked = AI_ICON.test(icon);
  if (!marked && !identifierSpeaksOfAi(name)) {
    return undefined;
  }
  const id = asset.externalId;
  const total = context.population.get(id) ?? 0;
  const readers = context.readBy.get(id) ?? 0;
  if (total + readers === 0) {
    return { result: 'plain' };
  }
  const label = textAt(asset.payload, 'label') ?? name;
  const system: DetectedSystem = {
    system: { id: 'sugar-ai-field', vendor: 'SugarCRM', name: label },
    kind: 'other',
    ownKey: false,
    facts: { ...(total > 0 && { inUse: known(true, 'observed' as const, id) }) },
    evidence: [
      marked
        ? evidence('evidence.field-icon', `${id}.icon`, icon, 'likely')
        : evidence('evidence.field-name', id, name, 'hint'),
      ...(total > 0 ? [evidence('evidence.field-filled', id, String(total), 'proven', { count: total })] : []),
    ],
  };
  return marked
    ? { result: 'ai', systems: [system] }
    : { result: 'undetermined', because: message('because.field-name-asks', { name: label }), systems: [system] };
}
