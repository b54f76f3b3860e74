import { describe, expect, it } from '@jest/globals';
import { ahead } from '../../src/pull/ahead.ts';

/** One turn of the event loop, in which everything that is ready runs. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function collect<T>(source: AsyncIterable<T>): Promise<{ items: T[]; error?: unknown }> {
  const items: T[] = [];
  try {
    for await (const item of source) {
      items.push(item);
    }
    return { items };
  } catch (error) {
    return { items, error };
  }
}

describe('pull/ahead', () => {
  it('keeps the order, and never has more than `depth` in hand', async () => {
    let open = 0;
    let most = 0;
    const work = async (n: number) => {
      open += 1;
      most = Math.max(most, open);
      for (let turns = 5 - n; turns > 0; turns -= 1) {
        await turn();
      }
      open -= 1;
      return n * 10;
    };
    expect(await collect(ahead([1, 2, 3, 4, 5], 3, work))).toEqual({ items: [10, 20, 30, 40, 50] });
    expect(most).toBe(3);
  });

  it('yields what was begun before the source failed, then fails', async () => {
    async function* source() {
      yield 1;
      yield 2;
      throw new Error('list broke');
    }
    const read = await collect(ahead(source(), 4, (n) => Promise.resolve(n)));
    expect(read).toMatchObject({ items: [1, 2], error: { message: 'list broke' } });
  });

  it('yields nothing after work that failed, so that no later cursor is kept', async () => {
    const work = (n: number) => (n === 2 ? Promise.reject(new Error('broke')) : Promise.resolve(n));
    expect(await collect(ahead([1, 2, 3], 3, work))).toMatchObject({ items: [1], error: { message: 'broke' } });
  });

  it('stops the source when nobody reads on', async () => {
    let ended = false;
    async function* source() {
      try {
        yield 1;
        yield 2;
        yield 3;
      } finally {
        ended = true;
      }
    }
    const reading = ahead(source(), 1, (n) => Promise.resolve(n));
    await reading.next();
    await reading.return(undefined);
    expect(ended).toBe(true);
  });
});
