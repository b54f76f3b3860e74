import { describe, expect, it } from '@jest/globals';
import { backoffMs, defaultClassify, retryAfterMs } from '../../../src/pull/transport/retry.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const answer = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: undefined,
  text: '',
});

describe('src/pull/transport/retry', () => {
  it.each([
    ['0', 0],
    ['7', 7000],
    [' 7 ', 7000],
    ['1.5', 1500],
    ['Mon, 23 Nov 2026 08:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 07:00:00 GMT', 0],
    [undefined, undefined],
    ['', undefined],
    ['-1', undefined],
    ['1e9', undefined],
    ['9999999999', undefined],
    ['soon', undefined],
    ['2026', 2_026_000],
    ['2026-11-23', undefined],
    ['Mon, 99 Foo 2026 08:00:30 GMT', undefined],
    ['7, 9', undefined],
  ])('reads Retry-After %j as %s ms', (value, ms) => {
    expect(retryAfterMs(value === undefined ? {} : { 'retry-after': value }, NOW)).toBe(ms);
  });

  it.each([
    [1, 300],
    [2, 600],
    [5, 4800],
    [6, 8000],
    [60, 8000],
  ])('waits up to twice as long after each try, to a limit: try %s, %s ms', (attempt, most) => {
    expect(backoffMs(attempt, () => 1)).toBe(most);
    expect(backoffMs(attempt, () => 0.5)).toBe(most / 2);
    expect(backoffMs(attempt, () => 0)).toBe(0);
  });

  it.each([
    [200, {}, { kind: 'final' }],
    [404, {}, { kind: 'final' }],
    [403, { 'retry-after': '7' }, { kind: 'final' }],
    [401, {}, { kind: 'unauthorized' }],
    [408, {}, { kind: 'retry', reason: 'status 408' }],
    [425, {}, { kind: 'retry', reason: 'status 425' }],
    [423, {}, { kind: 'retry', reason: 'status 423' }],
    [500, {}, { kind: 'retry', reason: 'status 500' }],
    [503, { 'retry-after': '7' }, { kind: 'retry', afterMs: 7000, reason: 'status 503' }],
    [429, {}, { kind: 'pause', untilMs: NOW + 10_000, reason: 'too many requests' }],
    [429, { 'retry-after': '7' }, { kind: 'pause', untilMs: NOW + 7000, reason: 'too many requests' }],
    [429, { 'retry-after': '0' }, { kind: 'pause', untilMs: NOW + 1000, reason: 'too many requests' }],
  ])('takes %s with %j as it is meant', (status, headers, verdict) => {
    expect(defaultClassify(answer(status, headers), NOW)).toEqual(verdict);
  });
});
