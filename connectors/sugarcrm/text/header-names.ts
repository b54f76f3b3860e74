import { redactText } from '#src/redact/redact-text.ts';
import { isObject } from '../shapes.ts';
import { decodeEntities, embeddedJson } from './embedded-json.ts';

/** Names of HTTP headers, however they are written down; never a value, which may be a password. */
export function headerNames(raw: unknown): string[] {
  const json = embeddedJson(raw);
  const names = isObject(json)
    ? Object.keys(json)
    : Array.isArray(json)
      ? json.flatMap(nameIn)
      : typeof raw === 'string'
        ? decodeEntities(raw)
            .split(/[\r\n]+/)
            .flatMap(nameIn)
        : [];
  return [...new Set(names)]
    .filter((name) => /^[\w-]{1,60}$/.test(name))
    .slice(0, 30)
    .map((name) => redactText(name, 60));
}

function nameIn(header: unknown): string[] {
  if (typeof header === 'string') {
    return header.includes(':') ? [header.slice(0, header.indexOf(':')).trim()] : [];
  }
  const name = isObject(header) ? (header['name'] ?? header['key'] ?? header['header']) : undefined;
  return typeof name === 'string' ? [name] : [];
}
