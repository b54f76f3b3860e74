/** What was made of one revision of a tenant's inventory. */
interface Made<T> {
  stamp: string;
  content: T;
  bytes: number;
}

/** Of all that is kept: some thousand answers, far less than an inventory takes. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Answers that are made once a revision, least used first to go. Whether one still stands is decided by whoever asks,
 * with the stamp of the moment: what another process changed is never shown as it was.
 */
export class MadeOnce<T> {
  readonly #kept = new Map<string, Made<T>>();
  readonly #making = new Map<string, Promise<T>>();
  readonly #most: number;
  #bytes = 0;

  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  /** `make`: tells the stamp of what it found, which may be newer than the one asked for. Those who ask at once wait for one. */
  async get(key: string, stamp: string, make: () => Promise<Made<T>>): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept?.stamp === stamp) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept.content;
    }
    const asked = `${key} ${stamp}`;
    const making = this.#making.get(asked) ?? this.#make(key, make).finally(() => this.#making.delete(asked));
    this.#making.set(asked, making);
    return making;
  }

  async #make(key: string, make: () => Promise<Made<T>>): Promise<T> {
    const made = await make();
    this.#forget(key);
    this.#kept.set(key, made);
    this.#bytes += made.bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most) {
        break;
      }
      this.#forget(oldest);
    }
    return made.content;
  }

  #forget(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0;
    this.#kept.delete(key);
  }
}
