import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseThread } from '../../../src/store/embedded/database-thread.ts';

const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('src/store/embedded/database-thread', () => {
  let home: string;
  let database: DatabaseThread;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'ai-inventory-thread-'));
    database = new DatabaseThread(join(home, 'pglite'));
    await database.exec('create table things (id int primary key, at timestamptz, data jsonb, raw bytea)');
  }, 60_000);
  afterAll(async () => {
    await database.close();
    rmSync(home, { recursive: true, force: true });
  });

  const ids = async () => (await database.query<{ id: number }>('select id from things order by id')).rows;

  it('hands values over and back as they are', async () => {
    const at = new Date('2026-11-27T10:00:00.123Z');
    const values = [1, at, JSON.stringify({ name: 'Grün 名前' }), Buffer.from([0, 255])];

    const written = await database.query('insert into things values ($1, $2, $3, $4)', values);

    expect(written.affectedRows).toBe(1);
    expect((await database.query('select * from things where id = $1', [1])).rows).toEqual([
      { id: 1, at, data: { name: 'Grün 名前' }, raw: new Uint8Array([0, 255]) },
    ]);
  });

  it('tells what PostgreSQL says of a fault, and none of the values', async () => {
    const error = await failure(database.query('insert into things (id, data) values ($1, $2)', [1, '"a secret"']));

    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code: '23505', table: 'things', constraint: 'things_pkey' });
    expect(JSON.stringify(Object.entries(error as Error))).not.toContain('a secret');
  });

  it('takes back what a transaction did that fails', async () => {
    const error = await failure(
      database.transaction(async (transaction) => {
        await transaction.query('insert into things (id) values (2)');
        throw new Error('changed my mind');
      }),
    );

    expect(error).toMatchObject({ message: 'changed my mind' });
    expect(await ids()).toEqual([{ id: 1 }]);
  });

  it('does not take a transaction for done that PostgreSQL has given up', async () => {
    const error = await failure(
      database.transaction(async (transaction) => {
        await transaction.query('insert into things (id) values (3)');
        await failure(transaction.query('select 1 / 0'));
      }),
    );

    expect(error).toMatchObject({ code: '25P02' });
    expect(await ids()).toEqual([{ id: 1 }]);
  });

  it('says at every question that it could not be opened, and can be closed', async () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    const broken = new DatabaseThread(join(file, 'pglite'));

    expect(await failure(broken.exec('select 1'))).toBeInstanceOf(Error);
    expect(await failure(broken.exec('select 1'))).toBeInstanceOf(Error);
    await failure(broken.close());
    expect(broken.closed).toBe(true);
  });

  it('answers nobody any more when it is closed', async () => {
    const other = new DatabaseThread(join(home, 'other'));
    await other.exec('select 1');

    await other.close();

    expect(await failure(other.exec('select 1'))).toMatchObject({ code: '57P01' });
    await other.close();
  }, 60_000);
});
