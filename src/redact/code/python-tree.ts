import { bind, fn, itemOf, name, other, ownAttributes, type Code } from './code-tree.ts';
import { ExpressionReader } from './expression-reader.ts';
import { pythonTokens } from './python-tokens.ts';
import type { Token } from './token.ts';

/** Packages whose parts come from different vendors: `google` alone says nothing. */
const NAMESPACES = /^(?:google|google\.cloud|azure|azure\.ai|azure\.cognitiveservices|ibm|ibm_watson)$/;
const PASSED_OVER = new Set(
  'if elif else while try except finally pass break continue global nonlocal del assert in as is with'.split(' '),
);

/** Python as a code tree. Texts that stand alone (docstrings) are comments and left out. */
export function pythonTree(source: string): Code[] {
  return new PythonReader(withoutBlankLines(pythonTokens(source))).program();
}

/** Of several line ends in a row only the last says how the next statement is indented. */
function withoutBlankLines(tokens: readonly Token[]): Token[] {
  return tokens.filter((token, index) => token.type !== 'line' || tokens[index + 1]?.type !== 'line');
}

class PythonReader extends ExpressionReader {
  protected readonly isPython = true;
  #nesting = 0;

  program(): Code[] {
    return this.#block(-1);
  }

  protected inner(tokens: readonly Token[]): ExpressionReader {
    return new PythonReader(tokens);
  }

  protected keyword(word: string, line: number): Code | undefined {
    if (word === 'lambda') {
      this.next();
      const params = this.until(':', () => this.expression());
      return fn(null, params, [{ is: 'return', value: this.expression(), line }], line);
    }
    if (word === 'return') {
      this.next();
      return { is: 'return', value: this.expression(), line };
    }
    if (word === 'import' || (word === 'from' && this.#isImport())) {
      this.next();
      return other(word === 'import' ? this.#import(line) : this.#from(line), line);
    }
    if (word === 'for') {
      this.next();
      return other(this.#loop(line), line);
    }
    if (PASSED_OVER.has(word)) {
      this.next();
      return other([], line);
    }
    return undefined;
  }

  /** Statements that are indented deeper than `outer`. */
  #block(outer: number): Code[] {
    const found: Code[] = [];
    let indent = outer + 1;
    this.#nesting += 1;
    for (let token = this.peek(); token; token = this.peek()) {
      if (token.type === 'line') {
        if (token.indent <= outer) {
          break;
        }
        indent = token.indent;
        this.next();
      } else if (this.#nesting > 60) {
        this.next();
      } else {
        found.push(...this.#statement(indent));
      }
    }
    this.#nesting -= 1;
    return found;
  }

  #statement(indent: number): Code[] {
    const { line } = this;
    this.skip('async');
    const word = this.sign();
    switch (word) {
      case 'def':
        return [this.#function(indent, line)];
      case 'class':
        return this.#class(indent);
      case 'raise':
        this.next();
        return [{ is: 'compare', parts: this.#rest(), line }];
      case 'for':
        this.next();
        return [...this.#loop(line), ...this.#rest()];
      case 'with':
        this.next();
        return this.#with(line);
      default:
        return this.#plain();
    }
  }

  /** A statement of expressions, up to the end of its line. */
  #plain(): Code[] {
    const start = this.peek();
    const codes = this.#rest();
    const isComment = start?.type === 'text' && codes.length === 1 && /^(?:text|join)$/.test(codes[0]!.is);
    return isComment ? [] : codes;
  }

  #rest(): Code[] {
    const codes: Code[] = [];
    for (let token = this.peek(); token && token.type !== 'line'; token = this.peek()) {
      if (token.type === 'op' && /^[,;:)\]}]$/.test(token.value)) {
        this.next();
        // `url: str = "…"`: the type stands between the name and its value.
        if (token.value === ':' && codes.length === 1 && /^(?:name|member)$/.test(codes[0]!.is)) {
          codes.push(...this.#annotated(codes.pop()!));
        }
        continue;
      }
      const before = this.peek();
      codes.push(this.expression());
      if (this.peek() === before) {
        this.next();
      }
    }
    return [...codes, ...this.takeLoose()];
  }

  /** The type between a name and its value is passed over. */
  #annotated(target: Code): Code[] {
    let depth = 0;
    for (let token = this.peek(); token && token.type !== 'line'; token = this.peek()) {
      const sign = this.sign();
      depth += '([{'.includes(sign || ' ') ? 1 : ')]}'.includes(sign || ' ') ? -1 : 0;
      if (depth < 0 || (depth === 0 && sign === ',')) {
        break;
      }
      this.next();
      if (sign === '=' && depth === 0) {
        return bind(target, this.expression(), true);
      }
    }
    return [target];
  }

  #function(indent: number, line: number): Code {
    this.next();
    const own = this.sign();
    this.next();
    this.skip('(');
    const params = this.until(')', () => {
      const param = this.expression();
      return this.skip(':') ? other(this.#annotated(param), line) : param;
    });
    this.#toColon();
    return fn(own, params, this.#block(indent), line);
  }

  #class(indent: number): Code[] {
    this.next();
    this.next();
    const bases = this.#toColon();
    const body = this.#block(indent);
    return [...bases, ...body, ...ownAttributes(body)];
  }

  #toColon(): Code[] {
    const passed: Code[] = [];
    for (let token = this.peek(); token && token.type !== 'line' && !this.skip(':'); token = this.peek()) {
      const before = this.peek();
      passed.push(this.expression());
      if (this.peek() === before) {
        this.next();
      }
    }
    return passed;
  }

  /** `x in list`, of a statement or inside brackets. */
  #loop(line: number): Code[] {
    const targets: Code[] = [];
    for (let token = this.peek(); token && token.type !== 'line' && !this.skip('in'); token = this.peek()) {
      this.next();
      if (token.type === 'name') {
        targets.push(name(token.value, line));
      }
    }
    const list = this.expression();
    return targets.flatMap((target) => bind(target, itemOf(list, line), true));
  }

  #with(line: number): Code[] {
    const found: Code[] = [];
    while (this.peek() && this.peek()?.type !== 'line') {
      const value = this.expression();
      if (this.skip('as')) {
        found.push(...bind(name(this.sign(), line), value, true));
        this.next();
      } else {
        found.push(value);
      }
      if (!this.skip(',') && !this.skip(')')) {
        break;
      }
    }
    this.skip(':');
    return [...found, ...this.#rest()];
  }

  #isImport(): boolean {
    for (let ahead = 1; ahead < 20 && this.peek(ahead)?.type !== 'line'; ahead += 1) {
      if (this.sign(ahead) === 'import') {
        return true;
      }
    }
    return false;
  }

  #import(line: number): Code[] {
    const found: Code[] = [];
    do {
      const module = this.#dotted();
      const alias = this.skip('as') ? this.#word() : module.split('.')[0]!;
      found.push({ is: 'import', module, names: [alias], bare: false, line });
    } while (this.skip(','));
    return found;
  }

  #from(line: number): Code[] {
    const module = this.#dotted();
    this.skip('import');
    this.skip('(');
    const found: Code[] = [];
    for (let token = this.peek(); token && token.type !== 'line'; token = this.peek()) {
      if (token.type !== 'name') {
        this.next();
        if (token.type === 'op' && token.value === '*') {
          found.push({ is: 'import', module, names: [], bare: true, line });
        }
        if (token.type === 'op' && (token.value === ')' || token.value === ';')) {
          break;
        }
        continue;
      }
      const own = this.#word();
      const alias = this.skip('as') ? this.#word() : own;
      const full = NAMESPACES.test(module) ? `${module}.${own}` : module;
      found.push({ is: 'import', module: full, names: [alias], bare: false, line });
    }
    return found;
  }

  #dotted(): string {
    let dotted = '';
    while (this.sign() === '.' || this.sign() === '...' || (this.peek()?.type === 'name' && !/\w$/.test(dotted))) {
      dotted += this.#word();
      if (this.sign() === 'import' || this.sign() === 'as') {
        break;
      }
    }
    return dotted;
  }

  #word(): string {
    const sign = this.sign();
    this.next();
    return sign;
  }
}
