import { describe, expect, it } from '@jest/globals';
import { makeClassify } from '../../../connectors/hubspot/classify.ts';
import type { Json } from '../../../src/model/json.ts';

/** 23 November 2026, 22:30 in Berlin. */
const NOW = Date.UTC(2026, 10, 23, 21, 30);
const answer = (status: number, body?: Json, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body,
  text: '',
});
const limit = (policyName?: string): Json => ({
  status: 'error',
  message: 'You have reached your limit.',
  errorType: 'RATE_LIMIT',
  ...(policyName !== undefined && { policyName }),
});

describe('connectors/hubspot/classify', () => {
  const classify = makeClassify(() => undefined);

  it.each([
    ['TEN_SECONDLY_ROLLING', limit('TEN_SECONDLY_ROLLING'), {}, 10_000],
    ['SECONDLY', limit('SECONDLY'), {}, 1000],
    ['a policy that is new', limit('MINUTELY'), {}, 10_000],
    ['no policy', limit(), {}, 10_000],
    ['a policy that is no text', { policyName: 7 }, {}, 10_000],
    ['a web page', undefined, {}, 10_000],
    ['a time of its own', limit('TEN_SECONDLY_ROLLING'), { 'retry-after': '3' }, 3000],
    ['no time at all', limit('SECONDLY'), { 'retry-after': '0' }, 1000],
  ])('waits on a 429 with %s', (_case, body, headers, ms) => {
    expect(classify(answer(429, body, headers), NOW)).toMatchObject({ kind: 'pause', untilMs: NOW + ms });
  });

  it.each([
    ["until the account's midnight", 'Europe/Berlin', 1.5],
    ['until midnight elsewhere', 'America/New_York', 7.5],
    ['for a day, when the zone is not known', undefined, 24],
    ['for a day, when the zone is none', 'Mars/Olympus', 24],
  ])('on the daily limit waits %s', (_case, zone, hours) => {
    const verdict = makeClassify(() => zone)(answer(429, limit('DAILY')), NOW);

    expect(verdict).toMatchObject({ kind: 'pause', untilMs: NOW + hours * 3_600_000 });
  });

  it('learns the zone when the account tells it', () => {
    const account: { zone?: string } = {};
    const late = makeClassify(() => account.zone);
    const before = late(answer(429, limit('DAILY')), NOW);
    account.zone = 'Europe/Berlin';

    expect(late(answer(429, limit('DAILY')), NOW)).not.toEqual(before);
  });

  it.each([
    ['as long as it says', { 'retry-after': '20' }, 20_000],
    ['for hours, if it says so', { 'retry-after': '14400' }, 14_400_000],
    ['a window, when it says nothing', {}, 10_000],
  ])('on a migration (477) waits %s', (_case, headers, ms) => {
    expect(classify(answer(477, undefined, headers), NOW)).toMatchObject({ kind: 'pause', untilMs: NOW + ms });
  });

  it.each([
    [{}, 2000],
    [{ 'retry-after': '1' }, 2000],
    [{ 'retry-after': '9' }, 9000],
  ])('on a lock (423) with %j asks again after %s ms', (headers, afterMs) => {
    expect(classify(answer(423, undefined, headers), NOW)).toMatchObject({ kind: 'retry', afterMs });
  });

  it.each([500, 502, 503, 504, 520, 521, 524, 408, 425])('asks again after %s', (status) => {
    expect(classify(answer(status), NOW)).toMatchObject({ kind: 'retry' });
  });

  it('asks again when it is told to', () => {
    expect(classify(answer(503, undefined, { 'retry-after': '5' }), NOW)).toMatchObject({ afterMs: 5000 });
  });

  it.each([200, 201, 204, 207, 301, 400, 403, 404, 405, 409, 410, 414, 415, 431, 530])(
    'takes %s for the answer',
    (status) => {
      expect(classify(answer(status, limit('DAILY'), { 'retry-after': '5' }), NOW)).toEqual({ kind: 'final' });
    },
  );

  it('takes 401 for refused credentials', () => {
    expect(classify(answer(401), NOW)).toEqual({ kind: 'unauthorized' });
  });
});
