import { Worker } from 'node:worker_threads';
import type { PGlite, PGliteQueryResults, PGliteTransaction } from 'kysely';
import { type Answer, type Call, errorOf, type Order, type Result } from './messages.ts';

/** What is used of the embedded database, in whichever thread it runs. */
export interface EmbeddedDatabase extends PGlite {
  exec(text: string): Promise<Result[]>;
}

/** PostgreSQL's word for a server that went away. */
const GONE = '57P01';
const ABORTED = '25P02';

type Waiting = PromiseWithResolvers<Result[]>;

/** PGlite in a thread of its own, so that the database and the rest of the process work side by side. */
export class DatabaseThread implements EmbeddedDatabase {
  readonly ready = true;
  readonly waitReady = Promise.resolve();
  closed = false;
  readonly #thread: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  /** Why it works no more. */
  #end: Error | undefined;

  constructor(dataDir: string) {
    // Options of this process, such as `--input-type`, are not meant for a file.
    this.#thread = new Worker(new URL('thread.ts', import.meta.url), { workerData: dataDir, execArgv: [] });
    this.#thread.unref();
    this.#thread.on('message', (answer: Answer) => {
      this.#answered(answer);
    });
    this.#thread.on('error', (error) => {
      this.#stop(error);
    });
    this.#thread.on('exit', () => {
      this.#stop();
    });
  }

  async query<R>(text: string, values?: unknown[]): Promise<PGliteQueryResults<R>> {
    const [result] = await this.#ask({ kind: 'query', text, values });
    return result as PGliteQueryResults<R>;
  }

  exec(text: string): Promise<Result[]> {
    return this.#ask({ kind: 'exec', text });
  }

  /** The caller sees to it that nobody else asks meanwhile: Kysely does, as there is one connection. */
  async transaction<T>(act: (transaction: PGliteTransaction) => Promise<T>): Promise<T> {
    await this.exec('begin');
    try {
      const result = await act({ query: (text, values) => this.query(text, values), rollback: () => this.#rollback() });
      const [end] = await this.exec('commit');
      if (end?.command === 'ROLLBACK') {
        throw Object.assign(new Error('The transaction had failed before.'), { code: ABORTED });
      }
      return result;
    } catch (error) {
      await this.#rollback();
      throw error;
    }
  }

  async close(): Promise<void> {
    try {
      if (!this.#end) {
        await this.#ask({ kind: 'close' });
      }
    } finally {
      this.closed = true;
      await this.#thread.terminate();
    }
  }

  async #rollback(): Promise<void> {
    await this.exec('rollback');
  }

  #ask(order: Order): Promise<Result[]> {
    if (this.#end) {
      return Promise.reject(this.#end);
    }
    const id = ++this.#calls;
    const waiting: Waiting = Promise.withResolvers();
    this.#thread.postMessage({ ...order, id } satisfies Call);
    this.#waiting.set(id, waiting);
    // Whoever waits for an answer keeps the process alive; the thread by itself does not.
    this.#thread.ref();
    return waiting.promise;
  }

  #answered(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) {
      this.#thread.unref();
    }
    if ('error' in answer) {
      waiting?.reject(errorOf(answer.error));
    } else {
      waiting?.resolve(answer.results);
    }
  }

  #stop(cause?: unknown): void {
    this.#end ??= Object.assign(new Error('The embedded database has stopped.', { cause }), { code: GONE });
    for (const waiting of this.#waiting.values()) {
      waiting.reject(this.#end);
    }
    this.#waiting.clear();
  }
}
