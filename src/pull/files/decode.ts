import { gunzipSync } from 'node:zlib';
import type { Json } from '../../model/json.ts';
import { MAX_FILE } from './source-files.ts';

export type Decoded = { json: Json } | { error: string };

/** The JSON of a file: UTF-8 or UTF-16, with or without a mark, packed by gzip or not; also one JSON text a line. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return { error: 'is a zip inside a zip: unpack it first.' };
  }
  const plain = unpacked(bytes);
  if (!plain) {
    return { error: 'is packed by gzip and damaged, or grows too large when it is unpacked.' };
  }
  const text = textOf(plain);
  if (text === undefined) {
    return { error: 'is no text: save it as JSON in UTF-8.' };
  }
  if (text.trim() === '') {
    return { error: 'is empty.' };
  }
  const json = parse(text) ?? parseLines(text);
  return json ?? { error: 'is not valid JSON.' };
}

function unpacked(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    return bytes;
  }
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_FILE });
  } catch {
    // Damaged or too large: zlib throws for both, and nothing else.
    return undefined;
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  // JSON begins with an ASCII character, so a zero beside it tells UTF-16 and its byte order.
  const little = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  const encoding = little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // The only error of a decoder is that the bytes are no such text.
    return undefined;
  }
}

function parse(text: string): { json: Json } | undefined {
  try {
    return { json: JSON.parse(text) as Json };
  } catch {
    // A parser's message quotes the text, which may hold anything: ours is said instead.
    return undefined;
  }
}

function parseLines(text: string): { json: Json } | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const parsed = lines.length > 1 ? lines.map(parse) : [];
  const whole = parsed.filter((line) => line !== undefined);
  return whole.length > 0 && whole.length === lines.length ? { json: whole.map(({ json }) => json) } : undefined;
}
