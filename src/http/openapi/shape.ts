import type { OpenApiDocument } from './document.ts';

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: boolean | Schema;
  description?: string;
}

/** A schema in short: `{ "id": string, "flags"?: [a | b] }`, one key a line. */
export function shapeOf(schema: unknown, document: OpenApiDocument, indent = ''): string {
  const {
    $ref,
    enum: values,
    const: constant,
    anyOf,
    oneOf,
    allOf,
    items,
    properties,
    ...rest
  } = (schema ?? {}) as Schema;
  if ($ref !== undefined) {
    return shapeOf(document.components?.schemas?.[$ref.split('/').at(-1) ?? ''], document, indent);
  }
  if (constant !== undefined || values) {
    return (values ?? [constant]).map((value) => JSON.stringify(value)).join(' | ');
  }
  const ways = anyOf ?? oneOf;
  if (ways) {
    return ways.map((way) => shapeOf(way, document, indent)).join(' | ');
  }
  if (allOf) {
    return allOf.map((part) => shapeOf(part, document, indent)).join(' & ');
  }
  if (items) {
    return `[${shapeOf(items, document, indent)}]`;
  }
  if (properties) {
    return objectOf(properties, rest.required ?? [], document, indent);
  }
  if (typeof rest.additionalProperties === 'object') {
    return `{ ‹name›: ${shapeOf(rest.additionalProperties, document, indent)} }`;
  }
  return [rest.type ?? 'anything'].flat().join(' | ');
}

function objectOf(properties: Record<string, Schema>, required: string[], document: OpenApiDocument, indent: string) {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([name, schema]) => {
    const note = schema.description === undefined ? '' : `  // ${schema.description}`;
    return `${inner}"${name}"${required.includes(name) ? '' : '?'}: ${shapeOf(schema, document, inner)}${note}`;
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}
