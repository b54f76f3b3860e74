import { bind, fn, itemOf, other, ownAttributes, type Code } from './code-tree.ts';
import { ExpressionReader } from './expression-reader.ts';
import { javascriptTokens } from './javascript-tokens.ts';
import type { Token } from './token.ts';

const PASSED_OVER = new Set(
  'if for while switch catch else try finally do default case break continue debugger export extends'.split(' '),
);

/** JavaScript or TypeScript that no parser accepts, as a code tree; scopes are those of functions that could be told. */
export function javascriptTokensTree(source: string): Code[] {
  return new JavaScriptReader(javascriptTokens(source)).program();
}

class JavaScriptReader extends ExpressionReader {
  protected readonly isPython = false;

  program(): Code[] {
    const codes = this.until('', () => this.expression());
    return [...codes, ...this.takeLoose()];
  }

  protected inner(tokens: readonly Token[]): ExpressionReader {
    return new JavaScriptReader(tokens);
  }

  protected keyword(word: string, line: number): Code | undefined {
    switch (word) {
      case 'const':
      case 'let':
      case 'var':
        return this.#declaration(line);
      case 'function':
        return this.#function(line);
      case 'class':
        return this.#class(line);
      case 'return':
        this.next();
        return /^[;}]$/.test(this.sign()) ? other([], line) : { is: 'return', value: this.expression(), line };
      case 'throw':
        this.next();
        return { is: 'compare', parts: [this.expression()], line };
      case 'import':
        return /^[(.]$/.test(this.sign(1)) ? undefined : this.#import(line);
      case 'from':
        return this.peek(1)?.type === 'text' ? this.#reexport(line) : undefined;
    }
    if (PASSED_OVER.has(word)) {
      this.next();
      return other([], line);
    }
    return undefined;
  }

  #declaration(line: number): Code {
    const sets: Code[] = [];
    do {
      this.next();
      const target = this.#target();
      if (this.skip(':')) {
        this.#skipType();
      }
      const isLoop = this.sign() === 'of';
      if (isLoop || this.sign() === '=') {
        this.next();
        const value = this.expression();
        sets.push(...bind(target, isLoop ? itemOf(value, line) : value, true));
      }
    } while (this.sign() === ',' && this.peek(1)?.type === 'name' && /^[=:]$/.test(this.sign(2)));
    return other(sets, line);
  }

  /** A name or a pattern, not what is assigned to it. */
  #target(): Code {
    const { line } = this;
    const sign = this.sign();
    const token = this.next();
    if (token?.type === 'name') {
      return { is: 'name', name: token.value, line };
    }
    if (sign === '[') {
      return { is: 'list', items: this.until(']', () => this.expression()), line };
    }
    return sign === '{' ? this.record(line) : other([], line);
  }

  #skipType(): void {
    for (let length = 0; length < 40 && this.peek() && !/^[=;]$/.test(this.sign()); length += 1) {
      this.next();
    }
  }

  #function(line: number): Code {
    this.next();
    this.skip('*');
    const own = this.peek()?.type === 'name' ? this.sign() : null;
    if (own !== null) {
      this.next();
    }
    this.skip('(');
    const params = this.until(')', () => this.expression());
    for (let length = 0; length < 40 && this.peek() && this.sign() !== '{'; length += 1) {
      this.next();
    }
    return fn(own, params, this.sign() === '{' ? this.block() : [], line);
  }

  #class(line: number): Code {
    this.next();
    const head: Code[] = [];
    for (let length = 0; length < 40 && this.peek() && this.sign() !== '{'; length += 1) {
      this.next();
    }
    const body = this.sign() === '{' ? this.block() : [];
    return other([...head, ...body, ...ownAttributes(body)], line);
  }

  /** `import a, { b as c } from 'm'`, `import 'm'`, `import a = require('m')`: all names up to the module. */
  #import(line: number): Code {
    this.next();
    const names: string[] = [];
    for (let length = 0; length < 400; length += 1) {
      const token = this.next();
      if (token?.type === 'text') {
        const module = typeof token.parts[0] === 'string' ? token.parts[0] : '';
        return { is: 'import', module, names, bare: names.length === 0, line };
      }
      if (!token || (token.type === 'op' && token.value === ';')) {
        break;
      }
      if (token.type === 'name' && this.sign() !== 'as' && !/^(?:from|type|as|require)$/.test(token.value)) {
        names.push(token.value);
      }
    }
    return other([], line);
  }

  #reexport(line: number): Code {
    this.next();
    const token = this.next();
    const module = token?.type === 'text' && typeof token.parts[0] === 'string' ? token.parts[0] : '';
    return { is: 'import', module, names: [], bare: true, line };
  }
}
