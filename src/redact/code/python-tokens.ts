import { MAX_NESTING, readEscape, type Cursor, type Token } from './token.ts';

const STRING = /([rbuft]{0,3})("""|'''|"|')/iy;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const NUMBER = /\.?\d[\w.]*/y;
const OPERATOR = /\*\*=?|\/\/=?|:=|->|[=!<>+*/%&|^@-]=|<<|>>|\.\.\.|[^\s]/uy;

/** Splits Python, correct or not, into tokens; `line` tokens only where a statement can end. Linear; never throws. */
export function pythonTokens(source: string): Token[] {
  const cursor: Cursor = { source: source.replace(/\r\n?/g, '\n'), at: 0, line: 1, nesting: 0 };
  return [{ type: 'line', indent: indentAt(cursor), line: 1 }, ...scan(cursor, false)];
}

/** `inField`: inside the braces of an f-string, up to the closing brace, the conversion or the format. */
function scan(cursor: Cursor, inField: boolean): Token[] {
  const { source } = cursor;
  const tokens: Token[] = [];
  let depth = 0;
  while (cursor.at < source.length) {
    const sign = source[cursor.at] ?? '';
    if (sign === '\n') {
      cursor.at += 1;
      cursor.line += 1;
      if (depth === 0 && !inField) {
        tokens.push({ type: 'line', indent: indentAt(cursor), line: cursor.line });
      }
    } else if (sign === '\\' && source[cursor.at + 1] === '\n') {
      cursor.at += 2;
      cursor.line += 1;
    } else if (/\s/.test(sign)) {
      cursor.at += 1;
    } else if (sign === '#') {
      const end = source.indexOf('\n', cursor.at);
      cursor.at = end < 0 ? source.length : end;
    } else if (inField && depth === 0 && (sign === '}' || endsField(source, cursor.at))) {
      return tokens;
    } else {
      const token = readString(cursor) ?? readWord(cursor, sign);
      depth += token.type !== 'op' ? 0 : '([{'.includes(token.value) ? 1 : ')]}'.includes(token.value) ? -1 : 0;
      depth = Math.max(0, depth);
      tokens.push(token);
    }
  }
  return tokens;
}

function endsField(source: string, at: number): boolean {
  const sign = source[at];
  return (sign === ':' && source[at + 1] !== '=') || (sign === '!' && source[at + 1] !== '=');
}

function indentAt({ source, at }: Cursor): number {
  let indent = 0;
  for (; source[at] === ' ' || source[at] === '\t'; at += 1) {
    indent += source[at] === '\t' ? 8 - (indent % 8) : 1;
  }
  return indent;
}

function readWord(cursor: Cursor, sign: string): Token {
  const { line } = cursor;
  const name = take(cursor, NAME)?.[0];
  if (name) {
    return { type: 'name', value: name, line };
  }
  const number = take(cursor, NUMBER)?.[0];
  if (number) {
    return { type: 'number', value: number, line };
  }
  return { type: 'op', value: take(cursor, OPERATOR)?.[0] ?? sign, line };
}

function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.source);
  cursor.at += found?.[0].length ?? 0;
  return found;
}

function readString(cursor: Cursor): Token | undefined {
  const { line, source } = cursor;
  const opening = take(cursor, STRING);
  if (!opening) {
    return undefined;
  }
  const [, prefix = '', quote = ''] = opening;
  const raw = /r/i.test(prefix);
  const format = /[ft]/i.test(prefix);
  const parts: (string | Token[])[] = [];
  let value = '';
  while (cursor.at < source.length && !source.startsWith(quote, cursor.at)) {
    const sign = source[cursor.at] ?? '';
    if (sign === '\n' && quote.length === 1) {
      break;
    }
    if (sign === '\\') {
      value += raw ? readRaw(cursor) : readEscape(cursor);
    } else if (format && sign === '{' && source[cursor.at + 1] !== '{' && cursor.nesting < MAX_NESTING) {
      parts.push(value, readField(cursor));
      value = '';
    } else {
      cursor.line += sign === '\n' ? 1 : 0;
      value += sign;
      cursor.at += format && /[{}]/.test(sign) && source[cursor.at + 1] === sign ? 2 : 1;
    }
  }
  cursor.at += source.startsWith(quote, cursor.at) ? quote.length : 0;
  return { type: 'text', parts: [...parts, value], line };
}

function readRaw(cursor: Cursor): string {
  const both = cursor.source.slice(cursor.at, cursor.at + 2);
  cursor.line += both.endsWith('\n') ? 1 : 0;
  cursor.at += 2;
  return both;
}

function readField(cursor: Cursor): Token[] {
  const { source } = cursor;
  cursor.at += 1;
  cursor.nesting += 1;
  const tokens = scan(cursor, true);
  cursor.nesting -= 1;
  // The format after a colon may hold fields of its own; none of them is part of an address.
  for (let depth = 1; cursor.at < source.length && source[cursor.at] !== '\n'; cursor.at += 1) {
    depth += source[cursor.at] === '{' ? 1 : source[cursor.at] === '}' ? -1 : 0;
    if (depth === 0) {
      cursor.at += 1;
      break;
    }
  }
  return tokens;
}
