import { describe, expect, it } from '@jest/globals';
import { SharedTurns } from '../../../src/pull/transport/shared-turns.ts';
import { ManualClock } from './support/manual-clock.ts';

const LIMIT = { limit: 10, perMs: 1_000 };
const never = new AbortController().signal;

/** A budget of so many turns a second, for all that ask. */
function budgetOf(perSecond: number, clock: ManualClock) {
  let left = perSecond;
  let second = 0;
  const asked: number[] = [];
  return {
    asked,
    take: async (_bucket: string, _limit: object, wanted: number) => {
      asked.push(wanted);
      const now = Math.floor(clock.monotonic() / 1_000);
      left = now > second ? perSecond : left;
      second = now;
      const granted = Math.min(wanted, left);
      left -= granted;
      return { granted, waitMs: granted < wanted ? 1_000 - (clock.monotonic() % 1_000) : 0 };
    },
    pause: () => Promise.resolve(),
  };
}

describe('src/pull/transport/shared-turns', () => {
  it('asks for all that wait together, first come first served', async () => {
    const clock = new ManualClock();
    const budget = budgetOf(4, clock);
    const turns = new SharedTurns(budget, clock);
    const order: number[] = [];
    const all = Array.from({ length: 10 }, (_item, i) => turns.wait('burst', LIMIT, never).then(() => order.push(i)));

    await clock.advance(0);
    expect(order).toEqual([0, 1, 2, 3]);
    await clock.advance(1_000);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    await clock.advance(1_000);
    await Promise.all(all);

    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(budget.asked).toEqual([10, 6, 2]);
  });

  it('holds two processes to one budget', async () => {
    const clock = new ManualClock();
    const budget = budgetOf(5, clock);
    const one = new SharedTurns(budget, clock);
    const two = new SharedTurns(budget, clock);
    let gone = 0;
    for (let i = 0; i < 10; i += 1) {
      void one.wait('burst', LIMIT, never).then(() => (gone += 1));
      void two.wait('burst', LIMIT, never).then(() => (gone += 1));
    }

    const each: number[] = [];
    for (let second = 0; second < 4; second += 1) {
      await clock.advance(second === 0 ? 0 : 1_000);
      each.push(gone);
    }
    expect(each).toEqual([5, 10, 15, 20]);
  });

  it('keeps limits apart', async () => {
    const clock = new ManualClock();
    const turns = new SharedTurns(
      {
        take: async (bucket, _limit, wanted) =>
          bucket === 'burst' ? { granted: wanted, waitMs: 0 } : { granted: 0, waitMs: 500 },
        pause: () => Promise.resolve(),
      },
      clock,
    );
    let searched = false;
    void turns.wait('search', LIMIT, never).then(() => (searched = true));

    await turns.wait('burst', LIMIT, never);
    await clock.advance(400);
    expect(searched).toBe(false);
  });

  it('lets nobody wait whose scan was called off, and gives that turn to the next', async () => {
    const clock = new ManualClock();
    const turns = new SharedTurns(budgetOf(1, clock), clock);
    const off = new AbortController();
    await turns.wait('burst', LIMIT, never);
    const called = turns.wait('burst', LIMIT, off.signal);
    const next = turns.wait('burst', LIMIT, never);
    await clock.advance(0);

    off.abort(new Error('called off'));
    await expect(called).rejects.toThrow('called off');
    await clock.advance(1_000);
    await next;
    await expect(turns.wait('burst', LIMIT, off.signal)).rejects.toThrow('called off');
  });

  it('leaves it to the limits of this process when the budget cannot be reached', async () => {
    const away = () => Promise.reject(new Error('no database'));
    const turns = new SharedTurns({ take: away, pause: away }, new ManualClock());
    await turns.pause('burst', 1_000);

    await Promise.all(Array.from({ length: 50 }, () => turns.wait('burst', LIMIT, never)));
  });
});
