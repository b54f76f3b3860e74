import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const MINUTE = { limit: 50, perMs: 60_000 };

describe.each(databases)('src/store/rate-budget on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  beforeAll(async () => {
    database = await start();
  });
  beforeEach(async () => {
    own = database.store.of(await database.store.upsertTenant('hubspot', '1'));
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  /** As if so much time had passed since every turn that was given. */
  async function pass(ms: number): Promise<void> {
    const { granted } = await database.db.selectFrom('rate_budgets').select('granted').executeTakeFirstOrThrow();
    const earlier = (JSON.parse(granted) as [number, number][]).map(([at, count]) => [at - ms, count]);
    await database.db
      .updateTable('rate_budgets')
      .set({ granted: JSON.stringify(earlier) })
      .execute();
  }

  it('gives many that ask at once no more than the window holds', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => own.budget.take('burst', MINUTE, 3)));

    expect(answers.reduce((sum, { granted }) => sum + granted, 0)).toBe(50);
    const late = answers.filter(({ granted }) => granted < 3);
    expect(late).toHaveLength(24);
    expect(late.every(({ waitMs }) => waitMs > 50_000 && waitMs <= 60_100)).toBe(true);
  });

  it('gives again what has left the window, and says when the next does', async () => {
    await own.budget.take('burst', MINUTE, 30);
    await pass(40_000);
    await own.budget.take('burst', MINUTE, 20);
    const { waitMs } = await own.budget.take('burst', MINUTE, 1);
    await pass(20_101);

    expect(waitMs).toBeGreaterThan(15_000);
    expect(waitMs).toBeLessThanOrEqual(20_100);
    expect(await own.budget.take('burst', MINUTE, 100)).toMatchObject({ granted: 30 });
  });

  it('gives nothing during a pause, however many turns there are, and says how long it lasts', async () => {
    await own.budget.take('burst', MINUTE, 1);
    await own.budget.pause('burst', 30_000);
    await own.budget.pause('burst', 5_000);
    const { granted, waitMs } = await own.budget.take('burst', MINUTE, 5);

    expect(granted).toBe(0);
    expect(waitMs).toBeGreaterThan(5_000);
    expect(waitMs).toBeLessThanOrEqual(30_000);
    expect(await own.budget.take('search', MINUTE, 5)).toEqual({ granted: 5, waitMs: 0 });
  });

  it('gives turns again after a pause', async () => {
    await own.budget.pause('burst', 30_000);
    await database.db
      .updateTable('rate_budgets')
      .set({ paused_until: sql<Date>`paused_until - interval '31 seconds'` })
      .execute();

    expect(await own.budget.take('burst', MINUTE, 5)).toEqual({ granted: 5, waitMs: 0 });
  });

  it('keeps limits apart, and accounts', async () => {
    const other = database.store.of(await database.store.upsertTenant('hubspot', '2'));
    await own.budget.take('burst', MINUTE, 50);

    expect(await own.budget.take('search', MINUTE, 5)).toEqual({ granted: 5, waitMs: 0 });
    expect(await other.budget.take('burst', MINUTE, 5)).toEqual({ granted: 5, waitMs: 0 });
  });

  it('counts no turn of a clock that was ahead', async () => {
    await own.budget.take('burst', MINUTE, 50);
    await pass(-3_600_000);

    expect(await own.budget.take('burst', MINUTE, 5)).toMatchObject({ granted: 5 });
  });
});
