import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';

/** Arguments as PHP reads a query: `filter[0][name][$starts]=A` is a list of one object. */
export function argsOf(query: URLSearchParams): Body {
  const args: Body = {};
  for (const [key, value] of query) put(args, pathOf(key), value);
  return Object.fromEntries(Object.entries(args).map(([key, value]) => [key, listed(value)]));
}

function pathOf(key: string): string[] {
  const [name = '', ...rest] = key.split('[');
  return [name, ...rest.map((part) => part.replace(/\]$/, ''))];
}

function put(target: Body, [key = '', ...rest]: string[], value: string): void {
  const name = key === '' ? String(Object.keys(target).length) : key;
  if (name === '__proto__') return;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const held = target[name];
  const inner: Body = isBody(held) ? held : {};
  target[name] = inner;
  put(inner, rest, value);
}

/** Objects whose keys are 0, 1, 2 … are lists. */
function listed(value: unknown): unknown {
  if (!isBody(value)) return value;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key, index) => key === String(index))) return Object.values(value).map(listed);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, listed(inner)]));
}

export function textIn(args: Body, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** A comma-separated list, or an array. */
export function listIn(args: Body, name: string): string[] {
  const value = args[name];
  const items = Array.isArray(value) ? value.map(String) : (textIn(args, name) ?? '').split(',');
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

export function flagIn(args: Body, name: string): boolean {
  return ['true', '1'].includes(String(args[name]));
}
