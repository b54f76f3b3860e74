import { KnowledgeInvalid } from '../kit/errors.ts';

/** A map for look-ups in which nothing may stand twice: of two owners one would silently win. */
export function uniqueMap<T>(file: string, entries: Iterable<readonly [key: string, value: T]>): Map<string, T> {
  const map = new Map<string, T>();
  for (const [key, value] of entries) {
    if (map.has(key)) {
      throw new KnowledgeInvalid(file, `“${key}” stands twice`);
    }
    map.set(key, value);
  }
  return map;
}
