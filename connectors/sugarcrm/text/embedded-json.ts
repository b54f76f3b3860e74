import type { Json } from '#src/model/json.ts';

const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: ' ',
};
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(quot|amp|lt|gt|apos|nbsp));/gi;

/** `&quot;` and the like as the characters they stand for: Sugar stores texts as it would print them on a page. */
export function decodeEntities(text: string): string {
  return text.replace(ENTITY, (all, decimal?: string, hex?: string, name?: string) => {
    const code = decimal ? Number(decimal) : hex ? parseInt(hex, 16) : undefined;
    if (code === undefined) {
      return NAMED[name?.toLowerCase() ?? ''] ?? all;
    }
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** JSON that stands inside a text, entities and all; `undefined` when the text is none. What is JSON already is returned. */
export function embeddedJson(value: unknown): Json | undefined {
  if (typeof value !== 'string') {
    return value === undefined ? undefined : (value as Json);
  }
  if (!/^\s*(?:[[{"]|&(?:quot|#0?34);)/i.test(value)) {
    return undefined;
  }
  // As it stands first: a `&quot;` inside a text must not end that text.
  let text = value;
  for (let round = 0; round < 3; round += 1) {
    const read = parse(text);
    if (read !== undefined) {
      return read;
    }
    text = decodeEntities(text);
  }
  return undefined;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
