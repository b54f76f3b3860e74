import { createHash } from 'node:crypto';

/** A short fingerprint of a JSON text: equal means nothing needs to be written. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** JSON with sorted keys, so that the order in which a vendor lists them changes nothing. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** A copy is faster than a replacer, which is called for every value. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).sort()) {
    copy[key] = sorted((value as Record<string, unknown>)[key]);
  }
  return copy;
}
