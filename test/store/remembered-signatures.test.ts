import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RememberedSignatures } from '../../src/store/remembered-signatures.ts';
import { type Often, oftenBy } from '../../src/store/statements.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const [[, pglite]] = databases;

describe('src/store/remembered-signatures', () => {
  let database: TestDatabase;
  let often: Often;
  beforeAll(async () => {
    database = await pglite();
    often = oftenBy(database.db);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const kept = async () =>
    (await database.db.selectFrom('seen_signatures').select('digest').orderBy('digest').execute()).map(
      ({ digest }) => digest,
    );

  it('lets each through once, also of many that come at once', async () => {
    const seen = new RememberedSignatures(often);

    const first = await Promise.all(Array.from({ length: 50 }, () => seen.isFirst('a')));

    expect(first.filter(Boolean)).toHaveLength(1);
    expect([await seen.isFirst('a'), await seen.isFirst('b')]).toEqual([false, true]);
  });

  it('tells the database, all of a moment in one statement', async () => {
    const asked: string[] = [];
    const seen = new RememberedSignatures((name, text, values) => {
      asked.push(name);
      return often(name, text, values);
    });
    await Promise.all(['a', 'b', 'c'].map((digest) => seen.isFirst(digest)));

    await seen.flush();

    expect(await kept()).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual(['seen-signatures', 'card-gate']);
  });

  it('is known to the process that comes after', async () => {
    const before = new RememberedSignatures(often);
    await before.isFirst('a');
    await before.flush();

    const after = new RememberedSignatures(often);

    expect([await after.isFirst('a'), await after.isFirst('b')]).toEqual([false, true]);
  });

  it('tells again what the database did not take', async () => {
    let isAway = false;
    const seen = new RememberedSignatures((name, text, values) =>
      isAway ? Promise.reject(new Error('away')) : often(name, text, values),
    );
    await seen.isFirst('a');
    isAway = true;
    await expect(seen.flush()).rejects.toThrow('away');
    isAway = false;
    await seen.isFirst('b');

    await seen.flush();

    expect(await kept()).toEqual(['a', 'b']);
  });

  it('lets nothing through while it cannot know what was before', async () => {
    let isAway = true;
    const seen = new RememberedSignatures((name, text, values) =>
      isAway ? Promise.reject(new Error('away')) : often(name, text, values),
    );

    await expect(seen.isFirst('a')).rejects.toThrow('away');
    isAway = false;

    expect(await seen.isFirst('a')).toBe(true);
  });
});
