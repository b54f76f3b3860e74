import { z } from 'zod';

/** PHP writes an empty object as `[]`, and a list with gaps as an object. */
export const phpObject = <T extends z.ZodType>(shape: T) =>
  z.preprocess((value) => (Array.isArray(value) && value.length === 0 ? {} : value), shape);
export const phpList = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (isObject(value) ? Object.values(value) : value), z.array(item));

/** true, 1, "1" and "true" are all written for yes; what is none of these and none of their opposites is not known. */
export function booleanOf(value: unknown): boolean | undefined {
  if (value === true || value === 1 || value === '1' || value === 'true' || value === 'on') {
    return true;
  }
  return value === false || value === 0 || value === '0' || value === 'false' || value === '' || value === 'off'
    ? false
    : undefined;
}
export const flag = z.unknown().transform(booleanOf);

/** A text that is there and says something. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== ''
    ? value
    : typeof value === 'number'
      ? String(value)
      : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
