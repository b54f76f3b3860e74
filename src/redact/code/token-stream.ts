import type { Token } from './token.ts';

/** Tokens with a place in them. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  protected peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  protected next(): Token | undefined {
    this.#at += 1;
    return this.#tokens[this.#at - 1];
  }

  /** The operator or name that comes, as written; empty for strings, ends of lines and the end. */
  protected sign(ahead = 0): string {
    const token = this.peek(ahead);
    return token?.type === 'op' || token?.type === 'name' ? token.value : '';
  }

  protected skip(sign: string): boolean {
    if (this.sign() !== sign || sign === '') {
      return false;
    }
    this.#at += 1;
    return true;
  }

  protected get line(): number {
    return this.peek()?.line ?? this.peek(-1)?.line ?? 1;
  }

  /** Reads with `read` until `end` or the end; whatever is not understood is passed over. */
  protected until<T>(end: string, read: () => T | undefined): T[] {
    const found: T[] = [];
    while (this.peek() && !this.skip(end)) {
      const before = this.#at;
      const item = this.skip(',') || this.skip(';') ? undefined : read();
      if (item !== undefined) {
        found.push(item);
      }
      if (this.#at === before) {
        this.#at += 1;
      }
    }
    return found;
  }
}
