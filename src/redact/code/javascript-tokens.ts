import { MAX_NESTING, readEscape, type Cursor, type Token } from './token.ts';

const NAME = /[\p{ID_Start}$_#][\p{ID_Continue}$]*/uy;
const NUMBER = /\.?\d[\w.]*/y;
const OPERATOR = /=>|\?\.(?!\d)|\?\?=?|\.\.\.|===?|!==?|&&=?|\|\|=?|[+*/%&|^-]=|\+\+|--|\*\*|<=|>=|[^\s]/uy;
const REGEX = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/\w*/y;
/** After these a slash starts a regular expression, not a division. */
const BEFORE_VALUE = /^(?:return|typeof|case|in|of|new|delete|void|throw|do|else|await|yield|instanceof)$/;

/** Splits JavaScript or TypeScript, correct or not, into tokens. Linear; never throws. */
export function javascriptTokens(source: string): Token[] {
  const start = source.startsWith('#!') ? Math.max(0, source.indexOf('\n')) : 0;
  return scan({ source, at: start, line: 1, nesting: 0 }, false);
}

function scan(cursor: Cursor, inTemplate: boolean): Token[] {
  const { source } = cursor;
  const tokens: Token[] = [];
  let braces = 0;
  while (cursor.at < source.length) {
    const sign = source[cursor.at] ?? '';
    const two = source.slice(cursor.at, cursor.at + 2);
    if (/\s/.test(sign)) {
      cursor.line += sign === '\n' ? 1 : 0;
      cursor.at += 1;
    } else if (two === '//' || two === '/*') {
      skipComment(cursor, two);
    } else if (sign === '"' || sign === "'") {
      tokens.push(readString(cursor, sign));
    } else if (sign === '`') {
      tokens.push(readTemplate(cursor));
    } else if (sign === '/' && startsRegex(tokens.at(-1)) && take(cursor, REGEX)) {
      tokens.push({ type: 'number', value: '//', line: cursor.line });
    } else {
      const token = readWord(cursor, sign);
      braces += token.value === '{' ? 1 : token.value === '}' ? -1 : 0;
      if (inTemplate && braces < 0) {
        return tokens;
      }
      tokens.push(token);
    }
  }
  return tokens;
}

function readWord(cursor: Cursor, sign: string): Token & { value: string } {
  const { line } = cursor;
  const name = take(cursor, NAME);
  if (name) {
    return { type: 'name', value: name, line };
  }
  const number = take(cursor, NUMBER);
  if (number) {
    return { type: 'number', value: number, line };
  }
  return { type: 'op', value: take(cursor, OPERATOR) ?? sign, line };
}

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.source)?.[0];
  cursor.at += found?.length ?? 0;
  return found;
}

function startsRegex(before: Token | undefined): boolean {
  if (!before || before.type === 'line') {
    return true;
  }
  if (before.type === 'name') {
    return BEFORE_VALUE.test(before.value);
  }
  return before.type === 'op' && !/^[)\]}]$/.test(before.value);
}

function skipComment(cursor: Cursor, opening: string): void {
  const end = cursor.source.indexOf(opening === '//' ? '\n' : '*/', cursor.at + 2);
  const next = end < 0 ? cursor.source.length : end + (opening === '//' ? 0 : 2);
  for (let at = cursor.at; at < next; at += 1) {
    cursor.line += cursor.source[at] === '\n' ? 1 : 0;
  }
  cursor.at = next;
}

/** An unclosed string ends with its line, as an apostrophe in JSX would else hide the rest. */
function readString(cursor: Cursor, quote: string): Token {
  const { source, line } = cursor;
  let value = '';
  cursor.at += 1;
  while (cursor.at < source.length && source[cursor.at] !== quote && source[cursor.at] !== '\n') {
    if (source[cursor.at] === '\\') {
      value += readEscape(cursor);
    } else {
      value += source[cursor.at];
      cursor.at += 1;
    }
  }
  cursor.at += source[cursor.at] === quote ? 1 : 0;
  return { type: 'text', parts: [value], line };
}

function readTemplate(cursor: Cursor): Token {
  const { source, line } = cursor;
  const parts: (string | Token[])[] = [];
  let value = '';
  cursor.at += 1;
  while (cursor.at < source.length && source[cursor.at] !== '`') {
    if (source.startsWith('${', cursor.at) && cursor.nesting < MAX_NESTING) {
      parts.push(value);
      value = '';
      cursor.at += 2;
      cursor.nesting += 1;
      parts.push(scan(cursor, true));
      cursor.nesting -= 1;
    } else if (source[cursor.at] === '\\') {
      value += readEscape(cursor);
    } else {
      cursor.line += source[cursor.at] === '\n' ? 1 : 0;
      value += source[cursor.at];
      cursor.at += 1;
    }
  }
  cursor.at += 1;
  return { type: 'text', parts: [...parts, value], line };
}
