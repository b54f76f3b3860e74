import type { Json, JsonObject } from '#src/model/json.ts';
import type { Write } from '#src/normalise/references.ts';
import { isObject, objectsAt, textAt } from '#src/normalise/values.ts';
import { objectPath } from '../object-types.ts';
import type { Step } from './steps.ts';
import { inputsOf } from './values.ts';

/** The properties a step writes. Shapes differ by action and are only known in part (BEHAVIOR.md): both are read. */
export function writesOf(step: Step, role: string | undefined, objectType: string): Write[] {
  if (role === 'create-record') {
    const created = objectPath(textAt(step.fields, 'object_type_id')) ?? objectType;
    return objectsAt(step.fields, 'properties').flatMap((item) => {
      const property = textAt(item, 'targetProperty') ?? textAt(item, 'name');
      return property === undefined ? [] : [write(step, created, property, item['value'])];
    });
  }
  if (role === 'copy-property') {
    const target = fieldLike(step.fields, /target|destination|to_property/i);
    const source = fieldLike(step.fields, /source|from_property/i);
    return target === undefined
      ? []
      : [{ ...write(step, objectType, target, undefined), ...(source !== undefined && { fromProperty: source }) }];
  }
  if (role === 'set-property') {
    return setWrites(step, objectType);
  }
  return role === undefined && step.type === 'SINGLE_CONNECTION' ? ownWrites(step, objectType) : [];
}

/** `{property_name, value}` as portals show it, or `{<name>: {type, …}}` as the action's reference says. */
function setWrites(step: Step, objectType: string): Write[] {
  const name =
    textAt(step.fields, 'property_name') ?? textAt(step.fields, 'propertyName') ?? textAt(step.fields, 'property');
  if (name !== undefined) {
    return [write(step, objectType, name, step.fields['value'] ?? step.fields['propertyValue'])];
  }
  return Object.entries(step.fields).flatMap(([key, value]) =>
    isObject(value) && textAt(value, 'type') !== undefined ? [write(step, objectType, key, value)] : [],
  );
}

/** AI actions that fill a property by themselves name it in a field called `property…`; the output is their own. */
function ownWrites(step: Step, objectType: string): Write[] {
  const target = objectPath(textAt(step.fields, 'targetObject')) ?? objectType;
  return Object.entries(step.fields).flatMap(([key, value]) => {
    const name = /(^|_)(target_?|output_?|smart_?)?property(_?name)?$/i.test(key) ? stringIn(value) : undefined;
    return name === undefined
      ? []
      : [{ objectType: target, property: name, at: `${step.at}.fields.${key}`, step: step.id, fromStep: step.id }];
  });
}

function write(step: Step, objectType: string, property: string, value: Json | undefined): Write {
  const { steps, properties, texts } = inputsOf(value ?? null);
  return {
    objectType,
    property,
    at: `${step.at}.fields`,
    step: step.id,
    ...(texts[0] !== undefined && { value: texts[0] }),
    ...(steps[0] !== undefined && { fromStep: steps[0] }),
    ...(properties[0] !== undefined && { fromProperty: properties[0] }),
  };
}

function fieldLike(fields: JsonObject, name: RegExp): string | undefined {
  const key = Object.keys(fields).find((field) => name.test(field));
  return key === undefined ? undefined : stringIn(fields[key]);
}

function stringIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== ''
    ? value
    : (textAt(value, 'propertyName') ?? textAt(value, 'staticValue'));
}
