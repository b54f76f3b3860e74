import type { Json, JsonObject } from '../model/json.ts';

/** The value at a dotted path, or `undefined` where the vendor is silent. */
export function valueAt(from: unknown, path: string): unknown {
  let node: unknown = from;
  for (const key of path.split('.')) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) {
      return undefined;
    }
    node = (node as Record<string, unknown>)[key];
  }
  return node;
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

/** Visits every object and string below a value, depth first, at most `limit` nodes: a payload is as large as its author likes. */
export function* walk(root: Json, at = '', limit = 20_000): Generator<{ value: Json; at: string; key: string }> {
  const stack: { value: Json; at: string; key: string }[] = [{ value: root, at, key: '' }];
  for (let seen = 0; stack.length > 0 && seen < limit; seen += 1) {
    const node = stack.pop();
    if (!node) {
      return;
    }
    yield node;
    if (Array.isArray(node.value)) {
      for (let i = node.value.length - 1; i >= 0; i -= 1) {
        stack.push({ value: node.value[i] ?? null, at: `${node.at}[${i}]`, key: node.key });
      }
    } else if (isObject(node.value)) {
      for (const [key, value] of Object.entries(node.value).reverse()) {
        stack.push({ value, at: node.at ? `${node.at}.${key}` : key, key });
      }
    }
  }
}

/** Keeps a string within what a list or a screen can bear. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}
