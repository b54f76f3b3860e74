/** A member of a JSON text: where its value stands, to be parsed alone. */
export interface Member {
  key: string;
  start: number;
  end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = new Set([0x7b, 0x5b]);
const CLOSE = new Set([0x7d, 0x5d]);
const GAP = new Set([0x20, 0x09, 0x0a, 0x0d]);
const END_OF_WORD = new Set([0x2c, 0x7d, 0x5d, ...GAP]);

/**
 * The members of the object or list at `start`, found without parsing their values: a text of 60 MB costs no more memory
 * than itself. A list's members are named by their position, as PHP names them. Throws `SyntaxError` where the text breaks off.
 */
export function* membersOf(bytes: Buffer, start = 0): Generator<Member> {
  let at = skipGap(bytes, start === 0 && bytes[0] === 0xef ? 3 : start);
  if (!OPEN.has(byteAt(bytes, at))) {
    return;
  }
  const isObject = bytes[at] === 0x7b;
  at = skipGap(bytes, at + 1);
  for (let index = 0; !CLOSE.has(byteAt(bytes, at)); index += 1) {
    let key = String(index);
    if (isObject) {
      const end = skipString(bytes, at);
      key = String(JSON.parse(bytes.toString('utf8', at, end)));
      at = skipGap(bytes, expect(bytes, skipGap(bytes, end), 0x3a));
    }
    const end = skipValue(bytes, at);
    yield { key, start: at, end };
    at = skipGap(bytes, end);
    if (!CLOSE.has(byteAt(bytes, at))) {
      at = skipGap(bytes, expect(bytes, at, 0x2c));
    }
  }
}

/** Whether the text goes on to the end of what it begins with. Values are not looked into. */
export function isWhole(bytes: Buffer): boolean {
  try {
    skipValue(bytes, skipGap(bytes, bytes[0] === 0xef ? 3 : 0));
    return true;
  } catch {
    return false;
  }
}

/** The value of one member. Throws `SyntaxError` like `JSON.parse`. */
export function parseMember(bytes: Buffer, { start, end }: Pick<Member, 'start' | 'end'>): unknown {
  return JSON.parse(bytes.toString('utf8', start, end));
}

function skipValue(bytes: Buffer, start: number): number {
  const first = byteAt(bytes, start);
  if (first === QUOTE) {
    return skipString(bytes, start);
  }
  let at = start;
  if (!OPEN.has(first)) {
    while (at < bytes.length && !END_OF_WORD.has(bytes[at] ?? 0)) {
      at += 1;
    }
    return at;
  }
  for (let depth = 0; ;) {
    const byte = byteAt(bytes, at);
    if (byte === QUOTE) {
      at = skipString(bytes, at);
      continue;
    }
    at += 1;
    depth += OPEN.has(byte) ? 1 : CLOSE.has(byte) ? -1 : 0;
    if (depth === 0) {
      return at;
    }
  }
}

function skipString(bytes: Buffer, start: number): number {
  for (let at = expect(bytes, start, QUOTE); ;) {
    const quote = bytes.indexOf(QUOTE, at);
    if (quote < 0) {
      throw new SyntaxError('A text does not end.');
    }
    let slashes = 0;
    while (bytes[quote - 1 - slashes] === BACKSLASH) {
      slashes += 1;
    }
    if (slashes % 2 === 0) {
      return quote + 1;
    }
    at = quote + 1;
  }
}

function skipGap(bytes: Buffer, start: number): number {
  let at = start;
  while (GAP.has(bytes[at] ?? 0)) {
    at += 1;
  }
  return at;
}

function expect(bytes: Buffer, at: number, byte: number): number {
  if (bytes[at] !== byte) {
    throw new SyntaxError(`Unexpected byte at ${at}.`);
  }
  return at + 1;
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) {
    throw new SyntaxError('The text breaks off.');
  }
  return byte;
}
