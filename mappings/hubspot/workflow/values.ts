import type { Json } from '#src/model/json.ts';
import { isObject, textAt, visit } from '#src/normalise/values.ts';

/** What the inputs of a step are made of. */
export interface Inputs {
  /** Steps whose output is used (`FIELD_DATA`). */
  steps: string[];
  /** Properties of the enrolled or a fetched record. */
  properties: string[];
  /** Constant texts, in order, at most 12 of 300 characters. */
  texts: string[];
}

/** Keys whose strings name something; they are no text of the step. */
const STRUCTURE = new Set(['type', 'actionId', 'dataKey', 'propertyName', 'propertyToken', 'property_name']);

const TOKEN = /\{\{\s*([^{}]{1,200}?)\s*\}\}/g;

export function inputsOf(value: Json): Inputs {
  const inputs: Inputs = { steps: [], properties: [], texts: [] };
  visit(value, 5_000, (node, key) => {
    if (isObject(node)) {
      readTyped(node, inputs);
    } else if (typeof node === 'string' && !STRUCTURE.has(key)) {
      readText(node, inputs);
    }
  });
  return inputs;
}

function readTyped(value: { [key: string]: Json }, inputs: Inputs): void {
  const step = textAt(value, 'actionId');
  const property = textAt(value, 'propertyName') ?? lastPart(textAt(value, 'propertyToken'));
  if (step !== undefined && textAt(value, 'dataKey') !== undefined) {
    inputs.steps.push(step);
  } else if (property !== undefined && textAt(value, 'type') !== undefined) {
    inputs.properties.push(property);
  }
}

/** Texts may hold tokens of properties or of an earlier step's output: `{{ enrolled_object.x }}`, `{{ action_output.2.y }}`. */
function readText(text: string, inputs: Inputs): void {
  if (inputs.texts.length < 12) {
    inputs.texts.push(text.slice(0, 300));
  }
  // Most texts hold none, and this one is asked of every text of every step.
  if (!text.includes('{{')) {
    return;
  }
  for (const [, token] of text.slice(0, 8_000).matchAll(TOKEN)) {
    const parts = (token ?? '').split(/[.[\]"'|\s]+/).filter(Boolean);
    const stepAt = parts.findIndex((part) => /^(action(_?outputs?)?|step)$/i.test(part));
    const step = stepAt >= 0 ? parts[stepAt + 1] : undefined;
    if (step !== undefined) {
      inputs.steps.push(step);
    } else if (parts.length > 1) {
      inputs.properties.push(parts[1] ?? '');
    }
  }
}

function lastPart(token: string | undefined): string | undefined {
  return token
    ?.replace(/[{}\s]/g, '')
    .split('.')
    .pop();
}
