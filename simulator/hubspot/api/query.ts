import { invalid } from './refusal.ts';

export function listIn(query: URLSearchParams, name: string): string[] {
  const items: string[] = [];
  for (const value of query.getAll(name)) {
    items.push(...value.split(',').filter((item) => item !== ''));
  }
  return items;
}

export function flagIn(query: URLSearchParams, name: string): boolean {
  return query.get(name) === 'true';
}

/** A point in time in milliseconds, or nothing; other text is refused. */
export function timeIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(at)) throw invalid(`Invalid value for ${name}: must be a date-time`, name, 'INVALID_DATE');
  return at;
}

export interface Limit {
  default: number;
  max: number;
}

export function limitIn(query: URLSearchParams, limit: Limit): number {
  const text = query.get('limit');
  if (text === null) return limit.default;
  const wanted = Number(text);
  if (!Number.isInteger(wanted) || wanted < 1) {
    throw invalid('Invalid integer for limit: must be greater than 0', 'limit', 'INVALID_INTEGER');
  }
  if (wanted > limit.max) {
    throw invalid(`limit must be less than or equal to ${limit.max}`, 'limit', 'LIMIT_TOO_LARGE');
  }
  return wanted;
}
