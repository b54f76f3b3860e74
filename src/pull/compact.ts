import type { Json, JsonObject } from '../model/json.ts';

/** The keys that have a value: an absent key says "not returned", and is not stored as null. */
export function compact(object: Record<string, Json | undefined>): JsonObject {
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    if (value !== undefined && value !== null) {
      kept[key] = value;
    }
  }
  return kept;
}
