import { createHash } from 'node:crypto';

/** Longer names do not fit into an index row of PostgreSQL (2,704 bytes for all its columns) in every alphabet. */
const MAX_INDEXED = 500;

/** A short fingerprint of a JSON text: equal means nothing needs to be written. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** Without what PostgreSQL's text cannot hold: NUL, and half of a surrogate pair. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** The same for a column with an index: what is too long ends in a fingerprint of the whole. */
export function indexable(text: string): string {
  const whole = storable(text);
  return whole.length <= MAX_INDEXED ? whole : `${whole.slice(0, MAX_INDEXED - 30).toWellFormed()}~${digestOf(whole)}`;
}

/** JSON with sorted keys and storable texts: the order in which a vendor lists them changes nothing. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** A copy is faster than a replacer, which is called for every value. */
function sorted(value: unknown): unknown {
  if (typeof value === 'string') {
    return storable(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).sort()) {
    copy[storable(key)] = sorted((value as Record<string, unknown>)[key]);
  }
  return copy;
}

export function* chunksOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let i = 0; i < items.length; i += size) {
    yield items.slice(i, i + size);
  }
}
