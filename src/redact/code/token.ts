/** A piece of source; comments are gone. `line` ends a statement in Python and says how far the next is indented. */
export type Token =
  | { type: 'name' | 'number' | 'op'; value: string; line: number }
  | { type: 'text'; parts: (string | Token[])[]; line: number }
  | { type: 'line'; indent: number; line: number };

/** Where a scanner stands. */
export interface Cursor {
  readonly source: string;
  at: number;
  line: number;
  /** Templates inside templates. */
  nesting: number;
}

export const MAX_NESTING = 40;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0' };

/** Reads the escape that starts at the cursor's backslash: `\x68ttps` is written to be overlooked. */
export function readEscape(cursor: Cursor): string {
  const rest = cursor.source.slice(cursor.at, cursor.at + 12);
  const code = /^\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|U([0-9a-f]{8}))/i.exec(rest);
  if (code) {
    cursor.at += code[0].length;
    const point = parseInt(code[1] ?? code[2] ?? code[3] ?? code[4] ?? '0', 16);
    return point > 0x10ffff ? '' : String.fromCodePoint(point);
  }
  const sign = rest[1] ?? '';
  cursor.at += 2;
  if (sign === '\n') {
    cursor.line += 1;
    return '';
  }
  return ESCAPES[sign] ?? sign;
}
