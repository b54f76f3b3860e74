import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import type { Json } from '../../model/json.ts';

const TEXT_BYTES = 2048;

/** The body is larger than we take. Asking again would not make it smaller. */
export class TooLarge extends Error {}

/** Reads to the end; throws `TooLarge` and ends the connection after `maxBytes`. */
export async function readBytes(stream: Readable, maxBytes: number, onChunk: () => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    onChunk();
    size += chunk.length;
    if (size > maxBytes) {
      throw tooLarge(maxBytes);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

const UNPACK = { gzip: promisify(gunzip), br: promisify(brotliDecompress) };

export function isUnpackable(encoding: string): encoding is keyof typeof UNPACK {
  return Object.hasOwn(UNPACK, encoding);
}

/** Throws `TooLarge`, and an error with a code for what is cut off or broken: half a packed answer is none. */
export async function unpack(bytes: Buffer, encoding: keyof typeof UNPACK, maxBytes: number): Promise<Buffer> {
  try {
    return bytes.length === 0 ? bytes : await UNPACK[encoding](bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    throw (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(maxBytes) : error;
  }
}

function tooLarge(maxBytes: number): TooLarge {
  return new TooLarge(`more than ${maxBytes} bytes`);
}

export type Parsed = { kind: 'json'; value: Json } | { kind: 'none' } | { kind: 'html' } | { kind: 'broken' };

export function parseBody(bytes: Buffer): Parsed {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') {
    return { kind: 'none' };
  }
  try {
    return { kind: 'json', value: JSON.parse(text) as Json };
  } catch {
    return { kind: /^\s*</.test(text) ? 'html' : 'broken' };
  }
}

/** Decoded on its own, so that an error does not keep a whole body alive. */
export function beginningOf(bytes: Buffer): string {
  return bytes.toString('utf8', 0, TEXT_BYTES);
}
