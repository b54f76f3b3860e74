/** As many as a statement may name; the next ones wait for the next statement. */
const MOST = 200;

interface Waiting<K, V> {
  key: K;
  answer: PromiseWithResolvers<V>;
}

/**
 * Questions that come while one is under way are asked together in the next: under load one statement serves many, and
 * a single one never waits for others to come.
 */
export class Together<K, V> {
  readonly #ask: (keys: K[]) => Promise<readonly V[]>;
  #waiting: Waiting<K, V>[] = [];
  #isAsking = false;

  /** `ask`: one answer a key, in the order of the keys. */
  constructor(ask: (keys: K[]) => Promise<readonly V[]>) {
    this.#ask = ask;
  }

  one(key: K): Promise<V> {
    const answer = Promise.withResolvers<V>();
    this.#waiting.push({ key, answer });
    if (!this.#isAsking) {
      void this.#askAll();
    }
    return answer.promise;
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true;
    // What is asked in the same breath goes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const asked = this.#waiting.splice(0, MOST);
      try {
        const answers = await this.#ask(asked.map(({ key }) => key));
        asked.forEach(({ answer }, index) => {
          answer.resolve(answers[index] as V);
        });
      } catch (error) {
        asked.forEach(({ answer }) => {
          answer.reject(error);
        });
      }
    }
    this.#isAsking = false;
  }
}
