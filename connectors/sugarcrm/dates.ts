import { textOf } from './shapes.ts';

/** The moment in `2025-05-14T21:02:38+05:00`, written alike whatever the user's time zone; undefined when there is none. */
export function momentOf(value: unknown): string | undefined {
  const text = textOf(value);
  const at = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
