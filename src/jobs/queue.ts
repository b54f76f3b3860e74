import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import type { Statements } from '../store/statements.ts';

/** Work that is done later, by any process on the same database. */
export interface Queue {
  /** `key`: nothing is added while a job with the same key still waits. `after`: not before then. */
  add(name: QueueName, data: object, options?: { key?: string; after?: Date }): Promise<void>;
  /** Does the jobs of a queue, `side` of them at a time. One that throws is tried again as its queue says. */
  work<T extends object>(name: QueueName, handler: Handler<T>, side?: number): Promise<void>;
  /** Once for every time that the cron expression names (UTC), by one process of all. */
  every(name: QueueName, cron: string, handler: () => Promise<void>): Promise<void>;
  /** Jobs that were given up, newest first. */
  dead(): Promise<DeadJob[]>;
  /** True when the database answers. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

export interface Job<T> {
  data: T;
  /** How often it was tried before. */
  retries: number;
  /** Aborted when the process ends before the job does. */
  signal: AbortSignal;
}
export type Handler<T> = (job: Job<T>) => Promise<void>;

export interface DeadJob {
  queue: string;
  data: unknown;
  tries: number;
  at: Date;
  error: string;
}

interface QueueSettings {
  retryLimit: number;
  retryDelay?: number;
  retryDelayMax?: number;
  expireInSeconds: number;
}

/** Deliveries are tried for about a day, from half a minute to four hours apart. */
const PATIENT: QueueSettings = { retryLimit: 15, retryDelay: 30, retryDelayMax: 14_400, expireInSeconds: 300 };
const ONCE: QueueSettings = { retryLimit: 0, expireInSeconds: 86_400 };

/** A scan is tried again by its own row in `scans`, not by the queue: see the decision on the queue. */
const QUEUES = { scan: ONCE, tick: ONCE, prune: ONCE, push: ONCE, delivery: PATIENT } as const;
export type QueueName = keyof typeof QUEUES;
/** How often a delivery is tried in all. */
export const DELIVERY_TRIES = PATIENT.retryLimit + 1;

const DEAD = 'dead';
const SCHEMA = 'jobs';

interface QueueOptions {
  /** A process that only adds leaves the upkeep of the queue to the workers. */
  works: boolean;
  onError(error: unknown): void;
}

export async function openQueue(statements: Statements, { works, onError }: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    db: statements,
    schema: SCHEMA,
    backend: statements.embedded ? 'pglite' : 'postgres',
    supervise: works,
    schedule: works,
  });
  boss.on('error', onError);
  await boss.start();
  await settleQueues(boss);
  return new BossQueue(boss, statements);
}

/** Those that are missing are made, and those that an earlier release made get the settings of this one. */
async function settleQueues(boss: PgBoss): Promise<void> {
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  if (!known.has(DEAD)) {
    await boss.createQueue(DEAD, { retryLimit: 0 });
  }
  for (const [name, own] of Object.entries<QueueSettings>(QUEUES)) {
    const settings = { retryBackoff: true, deadLetter: DEAD, ...own };
    const queue = known.get(name);
    if (!queue) {
      // `short`: of jobs with one key only one waits at a time.
      await boss.createQueue(name, { policy: 'short', ...settings });
    } else if (Object.entries(settings).some(([one, value]) => queue[one as keyof typeof settings] !== value)) {
      await boss.updateQueue(name, settings);
    }
  }
}

class BossQueue implements Queue {
  readonly #boss: PgBoss;
  readonly #statements: Statements;
  readonly #workers = new Map<QueueName, string>();

  constructor(boss: PgBoss, statements: Statements) {
    this.#boss = boss;
    this.#statements = statements;
  }

  async add(name: QueueName, data: object, { key, after }: { key?: string; after?: Date } = {}): Promise<void> {
    await this.#boss.send(name, data, {
      singletonKey: key ?? randomUUID(),
      ...(after && { startAfter: after }),
    });
    const worker = this.#workers.get(name);
    if (worker !== undefined) {
      this.#boss.notifyWorker(worker);
    }
  }

  async work<T extends object>(name: QueueName, handler: Handler<T>, side = 1): Promise<void> {
    const options = { localConcurrency: side, batchSize: 1 } as const;
    const worker = await this.#boss.work<T>(name, options, async ([job]) => {
      if (job) {
        await handler({ data: job.data, retries: job.retryCount, signal: job.signal });
      }
    });
    this.#workers.set(name, worker);
  }

  async every(name: QueueName, cron: string, handler: () => Promise<void>): Promise<void> {
    await this.work(name, handler);
    await this.#boss.schedule(name, cron);
  }

  async dead(): Promise<DeadJob[]> {
    const jobs = await this.#boss.findJobs<object>(DEAD, { limit: 1_000 });
    return jobs.reverse().map((job) => ({
      queue: job.sourceName ?? DEAD,
      data: job.data,
      tries: (job.sourceRetryCount ?? 0) + 1,
      at: job.createdOn,
      error: messageOf(job.sourceOutput),
    }));
  }

  async ready(): Promise<boolean> {
    try {
      await this.#statements.executeSql('select 1');
      return true;
    } catch {
      return false;
    }
  }

  close(): Promise<void> {
    return this.#boss.stop({ graceful: true, timeout: 10_000 });
  }
}

function messageOf(output: unknown): string {
  const message = (output as { message?: unknown } | null)?.message;
  return typeof message === 'string' ? message : 'no reason was kept';
}
