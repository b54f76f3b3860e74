import { keepSignatures } from './card-gate.ts';
import { KEPT_MIN, type Seen } from './seen-signatures.ts';
import type { Often } from './statements.ts';

/** What a crash may forget: as long as this somebody could send again what he overheard just before it. */
const WRITTEN_AFTER_MS = 250;
const SEEN = 'select digest from seen_signatures where until > now()';
const KEPT_MS = KEPT_MIN * 60_000;

/**
 * The same where one process alone has the database: it knows what it has seen, and tells the database a moment later
 * for the process that comes after it.
 */
export class RememberedSignatures implements Seen {
  readonly #often: Often;
  /** Two halves that take turns: what is in neither was used longer ago than any signature is valid. */
  #new = new Set<string>();
  #old = new Set<string>();
  #turnedAt = performance.now();
  #unwritten: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  #known: Promise<void> | undefined;

  constructor(often: Often) {
    this.#often = often;
  }

  async isFirst(digest: string): Promise<boolean> {
    await (this.#known ??= this.#recall().catch((error: unknown) => {
      this.#known = undefined;
      throw error;
    }));
    this.#turn();
    if (this.#new.has(digest) || this.#old.has(digest)) {
      return false;
    }
    this.#new.add(digest);
    this.#unwritten.push(digest);
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), WRITTEN_AFTER_MS).unref();
    return true;
  }

  /** Throws when the database does not take them; they are tried again with the next. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const digests = this.#unwritten.splice(0);
    if (digests.length > 0) {
      this.#writing = keepSignatures(this.#often, digests).catch((error: unknown) => {
        this.#unwritten.push(...digests);
        throw error;
      });
    }
    await this.#writing;
  }

  /** What the process before this one has seen. */
  async #recall(): Promise<void> {
    const rows = await this.#often<{ digest: string }>('seen-signatures', SEEN, []);
    rows.forEach(({ digest }) => this.#new.add(digest));
  }

  #turn(): void {
    const now = performance.now();
    if (now - this.#turnedAt > KEPT_MS) {
      this.#old = this.#new;
      this.#new = new Set();
      this.#turnedAt = now;
    }
  }
}
