import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { openQueue, type Queue } from '../../src/jobs/queue.ts';
import { statementsEmbedded } from '../../src/store/statements.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const open = ({ store }: TestDatabase) => openQueue(store.statements, { works: true, onError: refuse });
const refuse = (error: unknown) => {
  throw error;
};

describe.each(databases)('src/jobs/queue on %s', (_, start) => {
  let database: TestDatabase;
  let queue: Queue;
  beforeAll(async () => {
    database = await start();
    queue = await open(database);
  }, 60_000);
  afterAll(async () => {
    await queue.close();
    await database.close();
  });

  /** What a queue has been given to do, when it has had `count` jobs. */
  function gathered<T extends object>(name: Parameters<Queue['work']>[0], count: number): Promise<T[]> {
    const had: T[] = [];
    return new Promise((resolve, reject) => {
      queue
        .work<T>(name, async ({ data }) => {
          had.push(data);
          if (had.length === count) {
            resolve(had);
          }
        })
        .catch(reject);
    });
  }

  it('does what was added, and of waiting jobs with one key only one', async () => {
    await queue.add('scan', { scan: 'a' }, { key: 'a' });
    await Promise.all(Array.from({ length: 20 }, () => queue.add('scan', { scan: 'a' }, { key: 'a' })));
    await queue.add('scan', { scan: 'b' }, { key: 'b' });

    expect(await gathered('scan', 2)).toEqual([{ scan: 'a' }, { scan: 'b' }]);
  });

  it('leaves for later what is to be done later', async () => {
    await queue.add('delivery', { n: 1 }, { after: new Date(Date.now() + 3_600_000) });
    await queue.add('delivery', { n: 2 });
    await queue.add('delivery', { n: 3 });

    expect(await gathered('delivery', 2)).toEqual([{ n: 2 }, { n: 3 }]);
  });

  it('keeps what was given up where it can be seen', async () => {
    const failed = new Promise<void>((resolve) => {
      void queue.work('tick', async () => {
        resolve();
        throw new Error('the mail server is gone');
      });
    });
    await queue.add('tick', { n: 3 });
    await failed;
    await queue.close();
    queue = await open(database);

    expect(await queue.dead()).toMatchObject([
      { queue: 'tick', data: { n: 3 }, tries: 1, error: 'the mail server is gone' },
    ]);
  });

  it('gives queues that an earlier release made the settings of this one, and leaves what is right alone', async () => {
    const { executeSql } = database.store.statements;
    const settings = async () =>
      (await executeSql('select name, retry_limit, expire_seconds, updated_on from jobs.queue order by name')).rows;
    const before = await settings();
    await executeSql("update jobs.queue set retry_limit = 2, expire_seconds = 7 where name = 'delivery'");
    await queue.close();
    queue = await open(database);

    const after = await settings();
    const withoutTime = (rows: typeof before) => rows.map(({ updated_on: _time, ...row }) => row);
    expect(withoutTime(after)).toEqual(withoutTime(before));
    const others = (rows: typeof before) => rows.filter(({ name }) => name !== 'delivery');
    expect(others(after)).toEqual(others(before));
  });

  it('says whether the database answers', async () => {
    expect(await queue.ready()).toBe(true);
  });
});

describe('src/jobs/queue on the one connection of the embedded database', () => {
  it('stays out of the transactions of others, and leaves none of its own behind', async () => {
    const pglite = new PGlite();
    const db = new Kysely<{ kept: { n: number } }>({ dialect: new PGliteDialect({ pglite }) });
    await sql`create table kept (n integer)`.execute(db);
    const statements = statementsEmbedded(db as never, pglite);
    const queue = await openQueue(statements, { works: true, onError: refuse });

    const writers = Array.from({ length: 20 }, (_item, n) =>
      db
        .transaction()
        .execute(async (trx) => {
          await trx.insertInto('kept').values({ n }).execute();
          await trx.insertInto('kept').values({ n }).execute();
          if (n % 2) {
            throw new Error('rolled back');
          }
        })
        .catch(() => undefined),
    );
    const adders = Array.from({ length: 20 }, (_item, n) => queue.add('scan', { n }));
    const failing = Array.from({ length: 5 }, () =>
      statements.executeSql('begin; select 1 / 0; commit').catch(() => 'failed'),
    );
    await Promise.all([...writers, ...adders]);

    expect(await Promise.all(failing)).toEqual(failing.map(() => 'failed'));
    const rows = await db.selectFrom('kept').select('n').orderBy('n').execute();
    expect(rows.map(({ n }) => n)).toEqual([0, 0, 2, 2, 4, 4, 6, 6, 8, 8, 10, 10, 12, 12, 14, 14, 16, 16, 18, 18]);
    const { rows: jobs } = await statements.executeSql("select count(*)::int as n from jobs.job where name = 'scan'");
    expect(jobs).toEqual([{ n: 20 }]);
    await queue.close();
    await db.destroy();
  }, 60_000);
});
