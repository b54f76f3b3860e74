import { describe, expect, it } from '@jest/globals';
import { type Progress, progressTally } from '../../src/scan/progress.ts';

type Told = Pick<Progress, 'stream' | 'state'> & { left?: number };

const reading = (stream: string, left?: number): Told => ({
  stream,
  state: 'reading',
  ...(left !== undefined && { left }),
});
const done = (stream: string): Told => ({ stream, state: 'done' });

/** Two streams, and one that is short; searches go five a second, all else ten. `slowness`: how much longer requests have taken so far. */
function etaOf(told: readonly Told[], { sent = 0, slowness = 0 } = {}) {
  let requests = 3;
  const second = told.some(({ stream }) => stream === 'counts') ? { name: 'counts', bucket: 'search' } : { name: 'b' };
  const tally = progressTally([{ name: 'a' }, second, { name: 'short', few: true }], {
    requests: () => requests,
    elapsedMs: () => sent * 100 * slowness,
    perSecond: (bucket) => (bucket === 'search' ? 5 : 10),
  });
  requests += sent;
  told.forEach((one) => tally.on({ streams: 3, assets: 0, requests, ...one }));
  return tally.view().etaSeconds;
}

describe('src/scan/progress', () => {
  it.each`
    when                                     | told                                                          | eta
    ${'what is left of both is known'}       | ${[reading('a', 30), reading('b', 90)]}                       | ${12}
    ${'each has a limit of its own'}         | ${[reading('a', 30), reading('counts', 40)]}                  | ${8}
    ${'one has ended'}                       | ${[done('a'), reading('b', 90)]}                              | ${9}
    ${'a second has only begun'}             | ${[reading('a', 1), reading('b', 2)]}                         | ${1}
    ${'both have ended'}                     | ${[done('a'), done('b')]}                                     | ${0}
    ${'a short one cannot tell'}             | ${[reading('a', 30), reading('b', 90), reading('short')]}     | ${12}
    ${'a short one can tell'}                | ${[reading('a', 30), reading('b', 90), reading('short', 10)]} | ${13}
    ${'one cannot tell'}                     | ${[reading('a'), reading('b', 90)]}                           | ${undefined}
    ${'one could tell, and cannot any more'} | ${[reading('a', 3), reading('b', 9), reading('a')]}           | ${undefined}
    ${'one has not begun'}                   | ${[reading('a', 30)]}                                         | ${undefined}
    ${'nothing has begun'}                   | ${[]}                                                         | ${undefined}
  `('says $eta seconds when $when', ({ told, eta }) => {
    expect(etaOf(told as Told[])).toBe(eta);
  });

  it.each`
    slowness | eta
    ${0.5}   | ${10}
    ${1}     | ${10}
    ${3}     | ${30}
  `(
    'is never faster than the limits, and $eta seconds when requests take $slowness times as long',
    ({ slowness, eta }) => {
      expect(etaOf([reading('a', 40), reading('b', 60)], { sent: 20, slowness: slowness as number })).toBe(eta);
    },
  );
});
