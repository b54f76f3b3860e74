import { factsFrom } from '#src/model/facts-schema.ts';
import type { CatalogueEntry } from '#src/model/catalogue.ts';
import { message } from '#src/model/message.ts';
import { factsOfEntry } from '#src/normalise/entry-facts.ts';
import type { MappingInput } from '#src/normalise/mapping.ts';
import { evidence, rules, type StepFinding } from '#src/normalise/finding.ts';
import type { Step } from './steps.ts';

/** Field keys that only an action with a language model asks for. */
const MODEL_FIELDS = ['prompt', 'model', 'outputDataType'];

/** A native or app action: the catalogue decides; a name given by the API may prove or only ask; else it is unknown. */
export function judgeSingleAction(step: Step, { context, knowledge }: MappingInput): StepFinding {
  const id = step.actionTypeId ?? '';
  const at = `${step.at}.actionTypeId`;
  const entry = knowledge.byAction(id);
  const named = context.actionTypes.get(id);
  const name = named?.name ?? (id || 'an action without a type');
  const system = `action-${id || 'unknown'}`;

  if (entry && entry.ai !== 'no') {
    return ai(entry, entry.id, named?.name ?? entry.name, 'proven', at, id);
  }
  const known = knowledge.actionType(id);
  if (known || entry) {
    return rules('because.action-known', { name: known?.name ?? entry?.name ?? id });
  }
  const byName = named && knowledge.byActionName(named.name);
  if (named && byName?.strength === 'strong') {
    return ai(byName.entry, system, named.name, 'likely', at, named.name);
  }
  const fields = new Set([...Object.keys(step.fields), ...(named?.fields ?? [])]);
  const telling = MODEL_FIELDS.filter((field) => fields.has(field));
  if (telling.includes('prompt') || telling.length > 1) {
    return ai(undefined, system, name, 'likely', `${step.at}.fields`, telling.join(', '));
  }
  if (named && !byName) {
    return rules('because.action-named', { name: named.name });
  }
  return {
    result: 'undetermined',
    because: message(named ? 'because.action-name-asks' : 'because.action-unknown', { name, id }),
    system: { id: system, vendor: id.startsWith('1-') ? 'unknown app' : 'HubSpot', name },
    kind: 'automation',
    facts: {},
    evidence: [evidence('evidence.action-unknown', at, name, 'hint')],
  };
}

function ai(
  entry: CatalogueEntry | undefined,
  id: string,
  name: string,
  certainty: 'proven' | 'likely',
  at: string,
  value: string,
): StepFinding {
  return {
    result: 'ai',
    system: {
      id: entry?.id ?? id,
      vendor: entry?.vendor ?? 'unknown app',
      name: entry?.name ?? name,
      ...(entry && { catalogueId: entry.id }),
    },
    kind: entry?.kind ?? 'automation',
    facts: entry ? factsOfEntry(entry) : UNNAMED,
    evidence: [
      evidence(certainty === 'proven' ? 'evidence.ai-action' : 'evidence.ai-action-by-name', at, value, certainty, {
        name,
      }),
    ],
  };
}

/** An AI action that the catalogue does not know: that it generates is what its name or its prompt field says. */
const UNNAMED = factsFrom({ technique: 'generative' }, 'observed', 'action');
