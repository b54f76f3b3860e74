import type { Json } from '../model/json.ts';

/** Distinct strings that stand under a key anywhere in a tree, at most 200; a tree is read to 20,000 nodes. */
export function stringsAt(root: Json, key: string): string[] {
  const found = new Set<string>();
  for (const [name, value] of leaves(root)) {
    if (name === key && found.size < 200) {
      found.add(value.slice(0, 200));
    }
  }
  return [...found];
}

/** Every string in a tree with the key it stands under. */
export function* leaves(root: Json, limit = 20_000): Generator<[key: string, value: string]> {
  const stack: [string, Json][] = [['', root]];
  for (let seen = 0; stack.length > 0 && seen < limit; seen += 1) {
    const [key, value] = stack.pop() as [string, Json];
    if (typeof value === 'string') {
      yield [key, value];
    } else if (Array.isArray(value)) {
      for (const item of value.toReversed()) {
        stack.push([key, item]);
      }
    } else if (typeof value === 'object' && value !== null) {
      stack.push(...Object.entries(value).reverse());
    }
  }
}
