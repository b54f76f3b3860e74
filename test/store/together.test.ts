import { describe, expect, it } from '@jest/globals';
import { Together } from '../../src/store/together.ts';

describe('src/store/together', () => {
  function counted(answer: (key: number) => number = (key) => key * 2) {
    const asked: number[][] = [];
    const gates: PromiseWithResolvers<void>[] = [];
    const together = new Together<number, number>(async (keys) => {
      asked.push(keys);
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      await gate.promise;
      return keys.map(answer);
    });
    return { together, asked, open: (index: number) => gates[index]?.resolve() };
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it('asks at once, and what comes meanwhile together', async () => {
    const { together, asked, open } = counted();
    const one = together.one(1);
    await turn();
    const others = [2, 3, 2].map((key) => together.one(key));
    open(0);
    await one;
    await turn();
    open(1);

    expect([await one, ...(await Promise.all(others))]).toEqual([2, 4, 6, 4]);
    expect(asked).toEqual([[1], [2, 3, 2]]);
  });

  it('asks for no more than two hundred at a time', async () => {
    const { together, asked, open } = counted();
    const all = Array.from({ length: 302 }, (_one, key) => together.one(key));
    for (const index of [0, 1]) {
      await turn();
      open(index);
    }

    await Promise.all(all);

    expect(asked.map((keys) => keys.length)).toEqual([200, 102]);
  });

  it('fails those that were asked together, and goes on', async () => {
    let isAway = true;
    const together = new Together<number, number>((keys) =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve(keys),
    );

    await expect(together.one(1)).rejects.toThrow('away');
    isAway = false;

    expect(await together.one(2)).toBe(2);
  });
});
