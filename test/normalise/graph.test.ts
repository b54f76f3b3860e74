import { describe, expect, it } from '@jest/globals';
import { downstream, nextOf } from '../../src/normalise/graph.ts';

describe('normalise/graph', () => {
  it.each<[string, Record<string, string[]>, string[], string[]]>([
    ['nothing', {}, [], []],
    ['a line', { a: ['b'], b: ['c'] }, ['a'], ['a', 'b', 'c']],
    ['a circle', { a: ['b'], b: ['a'] }, ['a'], ['a', 'b']],
    ['two ways', { a: ['b', 'c'], c: ['d'] }, ['a'], ['a', 'b', 'c', 'd']],
    ['a step called as what every object has', {}, ['constructor', 'toString'], ['constructor', 'toString']],
  ])('walks %s', (_title, edges, from, all) => {
    expect([...downstream(edges, from)].sort()).toEqual(all);
  });

  it('knows no successor of a step that has none', () => {
    expect(nextOf({ a: ['b'] }, '__proto__')).toEqual([]);
  });
});
