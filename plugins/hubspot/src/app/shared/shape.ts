/**
 * Readers for what came over the wire. A card that breaks shows nothing at all, so a part that is odd is read as
 * missing, and never as a good sign.
 */
export type Fields = Record<string, unknown>;

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
export const count = (value: unknown): number => countOrNull(value) ?? 0;
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const texts = (value: unknown): string[] => list(value).map(text).filter(Boolean);

export function countOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

export const yesNoOrNull = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

/** An address that a click may open. */
export function webAddress(value: unknown): string | null {
  return typeof value === 'string' && /^https?:\/\//i.test(value) ? value : null;
}

export function counts(value: unknown): Map<string, number> {
  return new Map(Object.entries(fields(value)).map(([name, many]) => [name, count(many)]));
}
