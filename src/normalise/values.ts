import type { Json, JsonObject } from '../model/json.ts';

/** The value at a dotted path, or `undefined` where the vendor is silent. */
export function valueAt(from: unknown, path: string): unknown {
  // Most paths are one key, and every step of every flow is asked for several.
  if (!path.includes('.')) {
    return ownValue(from, path);
  }
  let node: unknown = from;
  for (const key of path.split('.')) {
    node = ownValue(node, key);
  }
  return node;
}

function ownValue(from: unknown, key: string): unknown {
  return typeof from === 'object' && from !== null && Object.hasOwn(from, key)
    ? (from as Record<string, unknown>)[key]
    : undefined;
}

export function textAt(from: unknown, path: string): string | undefined {
  const value = valueAt(from, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberAt(from: unknown, path: string): number | undefined {
  const value = valueAt(from, path);
  return typeof value === 'number' ? value : undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; anything else in it, or no list at all, is passed over. */
export function objectsAt(from: unknown, path: string): JsonObject[] {
  const value = valueAt(from, path);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textsAt(from: unknown, path: string): string[] {
  const value = valueAt(from, path);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Visits a value and all that is in it, depth first, at most `limit` nodes: a payload is as large as its author likes. */
export function visit(root: Json, limit: number, see: (value: Json, key: string) => void): void {
  const values: Json[] = [root];
  const keys: string[] = [''];
  for (let seen = 0; values.length > 0 && seen < limit; seen += 1) {
    const value = values.pop() as Json;
    const key = keys.pop() as string;
    see(value, key);
    if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i -= 1) {
        values.push(value[i] ?? null);
        keys.push(key);
      }
    } else if (isObject(value)) {
      const names = Object.keys(value);
      for (let i = names.length - 1; i >= 0; i -= 1) {
        const name = names[i] as string;
        values.push(value[name] ?? null);
        keys.push(name);
      }
    }
  }
}

/** Keeps a string within what a list or a screen can bear. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}
