import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';

/** The number of a step by the name that `as` gave it. */
export type ActionIdOf = (label: string) => string;

/** `text`, `{property: x}` or `{from: step, key: x}` as one of HubSpot's typed input values. */
export function inputValueOf(value: unknown, actionIdOf: ActionIdOf): Body {
  const reference = referenceOf(value, actionIdOf);
  if (reference !== undefined) return reference;
  if (isBody(value)) return value;
  return { type: 'STATIC_VALUE', staticValue: String(value) };
}

/** `fields` is a free map: references in it are typed, everything else stays as it is written. */
export function fieldsOf(fields: unknown, actionIdOf: ActionIdOf): unknown {
  const reference = referenceOf(fields, actionIdOf);
  if (reference !== undefined) return reference;
  if (Array.isArray(fields)) return fields.map((item) => fieldsOf(item, actionIdOf));
  if (!isBody(fields)) return fields;
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, fieldsOf(value, actionIdOf)]));
}

function referenceOf(value: unknown, actionIdOf: ActionIdOf): Body | undefined {
  if (!isBody(value)) return undefined;
  const keys = Object.keys(value).join();
  if (keys === 'from,key') return { type: 'FIELD_DATA', actionId: actionIdOf(String(value.from)), dataKey: value.key };
  if (keys === 'property') return { type: 'OBJECT_PROPERTY', propertyName: value.property };
  return undefined;
}
