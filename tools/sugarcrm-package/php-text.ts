import type { Static } from './lint-manifest.ts';

/** A value as PHP writes it, in texts that nothing is computed from. */
export function phpOf(value: Static, indent = ''): string {
  if (typeof value === 'string') {
    return `'${value.replace(/[\\']/g, '\\$&')}'`;
  }
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  const deeper = `${indent}    `;
  const items = Array.isArray(value)
    ? value.map((item) => phpOf(item, deeper))
    : Object.entries(value).map(([key, item]) => `${phpOf(key)} => ${phpOf(item, deeper)}`);
  return items.length === 0 ? '[]' : `[\n${items.map((item) => `${deeper}${item},\n`).join('')}${indent}]`;
}
