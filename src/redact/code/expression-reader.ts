import { bind, fn, itemOf, member, name, other, text, type Code, type Entry } from './code-tree.ts';
import { ANDS, COMPARES, ORS, PREFIXES, PRODUCTS } from './operators.ts';
import { TokenStream } from './token-stream.ts';
import type { Token } from './token.ts';

/** Deeper expressions are skipped piece by piece: nobody writes them, and the stack is finite. */
const MAX_DEPTH = 120;

/**
 * Reads expressions from tokens without insisting on a grammar: enough to see what is called with which values, in
 * JavaScript and Python alike, even when the source does not parse. Every step consumes a token: linear, never throws.
 */
export abstract class ExpressionReader extends TokenStream {
  #depth = 0;
  /** Parts that are read but stand in nobody's value (the start of a chain that is too long). */
  #loose: Code[] = [];

  /** A reader of the same language, for the tokens inside a template. */
  protected abstract inner(tokens: readonly Token[]): ExpressionReader;
  /** Reads what a keyword starts; undefined when the name is an ordinary one. The keyword is not yet consumed. */
  protected abstract keyword(word: string, line: number): Code | undefined;
  /** Are neighbouring strings one? Are `a=1` in a call named arguments? */
  protected abstract readonly isPython: boolean;

  protected takeLoose(): Code[] {
    return this.#loose.splice(0);
  }

  expression(): Code {
    const { line } = this;
    if (this.#depth >= MAX_DEPTH) {
      this.next();
      return other([], line);
    }
    this.#depth += 1;
    const code = this.#assignment(line);
    this.#depth -= 1;
    return code;
  }

  #assignment(line: number): Code {
    const left = this.#choice(line);
    const sign = this.sign();
    if (sign === '=' || sign === ':=' || sign === '||=' || sign === '??=') {
      this.next();
      return other(bind(left, this.expression(), this.isPython), line);
    }
    if (/^[+*/%&|^-]=$/.test(sign)) {
      this.next();
      return other([left, this.expression()], line);
    }
    if (sign === 'of') {
      this.next();
      return other(bind(left, itemOf(this.expression(), line), true), line);
    }
    return left;
  }

  #choice(line: number): Code {
    const left = this.#either(line);
    if (this.sign() === '?' && !this.isPython) {
      this.next();
      if (this.sign() === ':' || this.sign() === ',' || this.sign() === ')') {
        return left;
      }
      const yes = this.expression();
      this.skip(':');
      return { is: 'either', options: [yes, this.expression()], when: left, line };
    }
    if (this.sign() === 'if' && this.isPython) {
      this.next();
      const when = this.#either(line);
      return { is: 'either', options: this.skip('else') ? [left, this.expression()] : [left], when, line };
    }
    return left;
  }

  #either(line: number): Code {
    const options = [this.#both(line)];
    while (ORS.has(this.sign())) {
      this.next();
      options.push(this.#both(line));
    }
    return options.length === 1 ? options[0]! : { is: 'either', options, line };
  }

  #both(line: number): Code {
    const parts = [this.#comparison(line)];
    while (ANDS.has(this.sign())) {
      this.next();
      parts.push(this.#comparison(line));
    }
    const last = parts.pop()!;
    return parts.length === 0 ? last : { is: 'either', options: [last], when: other(parts, line), line };
  }

  #comparison(line: number): Code {
    const parts = [this.#sum(line)];
    while (COMPARES.has(this.sign()) || (this.sign() === 'not' && this.sign(1) === 'in')) {
      this.skip('not');
      this.next();
      this.skip('not');
      parts.push(this.#sum(line));
    }
    return parts.length === 1 ? parts[0]! : { is: 'compare', parts, line };
  }

  #sum(line: number): Code {
    const parts = [this.#product(line)];
    while (this.sign() === '+') {
      this.next();
      parts.push(this.#product(line));
    }
    return parts.length === 1 ? parts[0]! : { is: 'join', parts, line };
  }

  #product(line: number): Code {
    let left = this.#unary(line);
    const parts = [left];
    while (PRODUCTS.has(this.sign()) || this.sign() === '%') {
      const sign = this.sign();
      this.next();
      const right = this.#unary(line);
      if (sign === '%' && parts.length === 1) {
        left = { is: 'call', callee: member(left, '%', line), args: [right], line };
        parts[0] = left;
      } else {
        parts.push(right);
      }
    }
    return parts.length === 1 ? left : other(parts, line);
  }

  #unary(line: number): Code {
    while (PREFIXES.has(this.sign()) && !this.#isPlainName()) {
      this.next();
    }
    return this.#postfix(this.#primary(line), line);
  }

  /** `async`, `new` … may also be names of properties and arguments. */
  #isPlainName(): boolean {
    return this.peek()?.type === 'name' && /^(?:[,;)\]}:.]|=>?)?$/.test(this.sign(1)) && this.peek(1)?.type !== 'text';
  }

  #postfix(start: Code, line: number): Code {
    let code = start;
    for (let length = 1; ; length += 1) {
      if (length % 100 === 0) {
        this.#loose.push(code);
        code = other([], line);
      }
      this.#skipTypes();
      const sign = this.sign();
      if (sign === '.' || sign === '?.') {
        this.next();
        const token = this.peek();
        if (token?.type === 'name') {
          this.next();
          code = member(code, token.value, token.line);
        }
      } else if (sign === '[') {
        this.next();
        const key = this.until(']', () => this.expression());
        code = { is: 'member', of: code, key: key.length === 1 ? key[0]! : other(key, line), line };
      } else if (sign === '(') {
        const at = this.line;
        this.next();
        code = { is: 'call', callee: code, args: this.#arguments(), line: at };
      } else {
        return code;
      }
    }
  }

  /** TypeScript's `post<Answer[]>(…)`: else the call would read as a comparison. */
  #skipTypes(): void {
    let depth = 0;
    for (let ahead = 0; ahead < 30 && this.sign() === '<' && !this.isPython; ahead += 1) {
      const sign = this.sign(ahead);
      depth += sign === '<' ? 1 : sign === '>' ? -1 : 0;
      if (depth === 0 || !/^(?:[\w$]+|[<>,.|&[\]])$/.test(sign)) {
        const isCalled = depth === 0 && this.sign(ahead + 1) === '(';
        for (let passed = 0; isCalled && passed <= ahead; passed += 1) {
          this.next();
        }
        return;
      }
    }
  }

  #arguments(): Code[] {
    const { line } = this;
    const named: Entry[] = [];
    const args = this.until(')', () => {
      const token = this.peek();
      if (this.isPython && token?.type === 'name' && this.sign(1) === '=') {
        this.next();
        this.next();
        named.push({ key: token.value, value: this.expression() });
        return undefined;
      }
      if (this.isPython && this.skip('**')) {
        named.push({ key: null, value: this.expression() });
        return undefined;
      }
      return this.expression();
    });
    return named.length > 0 ? [...args, { is: 'record', entries: named, line }] : args;
  }

  #primary(line: number): Code {
    const token = this.peek();
    if (!token || token.type === 'line') {
      return other([], line);
    }
    if (token.type === 'text') {
      return this.#text();
    }
    if (token.type === 'name') {
      return this.keyword(token.value, token.line) ?? this.#name(token.value, token.line);
    }
    this.next();
    if (token.value === '(') {
      const items = this.until(')', () => this.expression());
      if (this.sign() === '=>') {
        return this.arrow(items, line);
      }
      return items.length === 1 ? items[0]! : { is: 'list', items, line };
    }
    if (token.value === '[') {
      return { is: 'list', items: this.until(']', () => this.expression()), line };
    }
    return token.value === '{' ? this.record(line) : other([], line);
  }

  #name(word: string, line: number): Code {
    this.next();
    const code = name(word, line);
    return this.sign() === '=>' ? this.arrow([code], line) : code;
  }

  protected arrow(params: Code[], line: number): Code {
    this.next();
    const body: Code[] = this.sign() === '{' ? this.block() : [{ is: 'return', value: this.expression(), line }];
    return fn(null, params, body, line);
  }

  /** `{ … }` of statements. */
  protected block(): Code[] {
    const { line } = this;
    this.next();
    const record = this.record(line);
    return record.is === 'record' ? record.entries.map((entry) => entry.value) : [record];
  }

  /** What stands in braces: pairs of an object, statements of a block; the opening brace is consumed. */
  protected record(line: number): Code {
    const entries: Entry[] = [];
    this.until('}', () => {
      const spread = this.skip('...') || this.skip('**');
      entries.push(spread ? { key: null, value: this.expression() } : this.#entry());
      return undefined;
    });
    return { is: 'record', entries, line };
  }

  #entry(): Entry {
    const token = this.peek();
    if (token?.type === 'name' && this.sign(1) === ':') {
      this.next();
      this.next();
      return { key: token.value, value: this.expression() };
    }
    if (token?.type === 'name' && (this.sign(1) === ',' || this.sign(1) === '}')) {
      this.next();
      return { key: token.value, value: name(token.value, token.line) };
    }
    const code = this.expression();
    if (this.skip(':')) {
      return { key: code.is === 'text' ? code.value : null, value: this.expression() };
    }
    if (code.is === 'call' && code.callee.is === 'name' && this.sign() === '{') {
      return { key: code.callee.name, value: fn(code.callee.name, code.args, this.block(), code.line) };
    }
    return { key: null, value: code };
  }

  #text(): Code {
    const { line } = this;
    const parts: Code[] = [];
    do {
      const token = this.next();
      for (const part of token?.type === 'text' ? token.parts : []) {
        parts.push(typeof part === 'string' ? text(part, token?.line ?? line) : this.inner(part).expression());
      }
    } while (this.isPython && this.peek()?.type === 'text');
    return parts.length === 1 ? parts[0]! : { is: 'join', parts, line };
  }
}
