import { describe, expect, it } from '@jest/globals';
import { leftAfter, pagesLeft } from '../../src/pull/left.ts';

describe('src/pull/left', () => {
  it.each`
    goesOn   | expected     | seen   | left
    ${false} | ${900}       | ${100} | ${0}
    ${true}  | ${900}       | ${100} | ${8}
    ${true}  | ${901}       | ${100} | ${9}
    ${true}  | ${100}       | ${100} | ${1}
    ${true}  | ${0}         | ${300} | ${1}
    ${true}  | ${undefined} | ${100} | ${undefined}
    ${false} | ${undefined} | ${100} | ${0}
  `('counts $left pages of 100 after $seen of $expected, going on: $goesOn', ({ goesOn, expected, seen, left }) => {
    expect(pagesLeft({ goesOn, expected, seen, size: 100 } as Parameters<typeof pagesLeft>[0])).toBe(left);
  });

  it('counts what portions need after each of them', () => {
    expect(leftAfter([2, 1, 4])).toEqual([5, 4, 0]);
  });
});
