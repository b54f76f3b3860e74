import type { Body } from '../../shared/body.ts';

/** What a PHP file assigns, when it does nothing else: `$manifest = [...]; $platforms[] = 'x';`. */
export class NotStatic extends Error {}

/** Throws `NotStatic` at the first thing that is no assignment of a value that stands there. */
export function readAssignments(source: string): Body {
  return new Reader(tokensOf(source)).file();
}

const TOKEN =
  /\s+|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|(\$\w+)|('(?:[^'\\]|\\[\s\S])*')|("(?:[^"\\$]|\\[\s\S])*")|(-?\d+(?:\.\d+)?)|(true|false|null)\b|(array\s*\(|=>|[[\]();,=])/giy;

type Kind = 'variable' | 'single' | 'double' | 'number' | 'word' | 'mark';
interface Token {
  kind: Kind;
  text: string;
}
const KINDS: readonly Kind[] = ['variable', 'single', 'double', 'number', 'word', 'mark'];

function tokensOf(source: string): Token[] {
  const begins = /^\uFEFF?\s*<\?php\b/.exec(source);
  if (begins === null) throw new NotStatic('It does not begin with <?php');
  const text = source.slice(begins[0].length).replace(/\?>\s*$/, '');
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) throw new NotStatic(`Not a value: ${text.slice(at, at + 40)}`);
    const kind = KINDS[match.slice(1).findIndex((group) => group !== undefined)];
    if (kind !== undefined) tokens.push({ kind, text: match[0] });
    at = TOKEN.lastIndex;
  }
  return tokens;
}

/** PHP's one kind of array. */
class PhpArray {
  readonly entries = new Map<string, unknown>();
  #next = 0;

  set(key: string | undefined, value: unknown): void {
    const name = key ?? String(this.#next);
    this.entries.set(name, value);
    if (/^\d+$/.test(name)) this.#next = Math.max(this.#next, Number(name) + 1);
  }
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #variables = new Map<string, unknown>();
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  file(): Body {
    while (this.#at < this.#tokens.length) this.#assignment();
    return Object.fromEntries([...this.#variables].map(([name, value]) => [name, plain(value)]));
  }

  #assignment(): void {
    const name = this.#take('variable').text.slice(1);
    const keys: (string | undefined)[] = [];
    while (this.#skip('[')) {
      keys.push(this.#peek()?.text === ']' ? undefined : String(this.#value()));
      this.#demand(']');
    }
    this.#demand('=');
    const value = this.#value();
    this.#demand(';');
    if (keys.length === 0) this.#variables.set(name, value);
    else this.#inner(name, keys.slice(0, -1)).set(keys.at(-1), value);
  }

  #inner(name: string, keys: readonly (string | undefined)[]): PhpArray {
    const held = this.#variables.get(name);
    let array = held instanceof PhpArray ? held : new PhpArray();
    this.#variables.set(name, array);
    for (const key of keys) {
      const inner = key === undefined ? undefined : array.entries.get(key);
      const next = inner instanceof PhpArray ? inner : new PhpArray();
      array.set(key, next);
      array = next;
    }
    return array;
  }

  #value(): unknown {
    const token = this.#tokens[this.#at++];
    switch (token?.kind) {
      case 'single':
        return token.text.slice(1, -1).replaceAll(/\\([\\'])/g, '$1');
      case 'double':
        return JSON.parse(token.text) as unknown;
      case 'number':
        return Number(token.text);
      case 'word':
        return WORDS[token.text.toLowerCase()];
      case 'variable':
        return this.#variables.get(token.text.slice(1));
      default:
        if (token?.text === '[') return this.#array(']');
        if (/^array/i.test(token?.text ?? '')) return this.#array(')');
        throw new NotStatic(`Not a value: ${token?.text ?? 'the end'}`);
    }
  }

  #array(end: string): PhpArray {
    const array = new PhpArray();
    while (!this.#skip(end)) {
      const first = this.#value();
      if (this.#skip('=>')) array.set(String(first), this.#value());
      else array.set(undefined, first);
      if (this.#peek()?.text !== end) this.#demand(',');
    }
    return array;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #skip(text: string): boolean {
    const isThere = this.#peek()?.text === text;
    if (isThere) this.#at++;
    return isThere;
  }

  #demand(text: string): void {
    if (!this.#skip(text)) throw new NotStatic(`${text} is missing before ${this.#peek()?.text ?? 'the end'}`);
  }

  #take(kind: Kind): Token {
    const token = this.#tokens[this.#at++];
    if (token?.kind !== kind) throw new NotStatic(`Not an assignment: ${token?.text ?? 'the end'}`);
    return token;
  }
}

const WORDS: Record<string, unknown> = { true: true, false: false, null: null };

function plain(value: unknown): unknown {
  if (!(value instanceof PhpArray)) return value;
  const entries = [...value.entries].map(([key, inner]) => [key, plain(inner)] as const);
  const isList = entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
