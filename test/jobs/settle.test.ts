import { describe, expect, it } from '@jest/globals';
import { endsScan, settle, WorkerStops } from '../../src/jobs/settle.ts';
import {
  AccessDenied,
  AuthFailed,
  OutboundBlocked,
  RateLimited,
  TenantGone,
  UnexpectedShape,
  UsageError,
  VendorUnavailable,
} from '../../src/kit/errors.ts';
import { ScanCancelled } from '../../src/scan/under-lease.ts';
import { LeaseLost } from '../../src/store/scan-lease.ts';

const NOW = Date.parse('2026-11-27T20:00:00Z');
const midnight = new Date('2026-11-28T00:00:00Z');
const down = new VendorUnavailable('down', 503);
const limited = new RateLimited('slow down');
const daily = new RateLimited('the limit of the day', midnight);
const bug = new TypeError('x is undefined');
const misuse = Object.assign(new TypeError('x is no string'), { code: 'ERR_INVALID_ARG_TYPE' });
const HOUR = 3_600_000;

describe('src/jobs/settle', () => {
  it.each([
    ['nothing, when the scan is somebody else’s now', new LeaseLost('s'), 1, { kind: 'leave' }],
    ['nothing, when its tenant was erased', new TenantGone('t'), 1, { kind: 'gone' }],
    ['lets go, when the process ends', new WorkerStops(), 1, { kind: 'release' }],
    ['lets go, when the database is away', Object.assign(new Error('x'), { code: '57P01' }), 1, { kind: 'release' }],
    ['cancels, when somebody asked for it', new ScanCancelled(), 1, { kind: 'cancelled' }],
    ['waits for the reset of a limit of the day', daily, 1, { kind: 'postpone', waitMs: 4 * HOUR + 30_000 }],
    ['waits for it also the tenth time', daily, 10, { kind: 'postpone', waitMs: 4 * HOUR + 30_000 }],
    ['tries again soon, when the vendor is away', down, 1, { kind: 'postpone', waitMs: 22_500 }],
    ['tries again later each time', down, 3, { kind: 'postpone', waitMs: 90_000 }],
    ['gives up at the sixth time', down, 6, { kind: 'failed', reconnect: false }],
    ['tries again when told to slow down', limited, 5, { kind: 'postpone', waitMs: 360_000 }],
    [
      'gives up at once, and the credentials too',
      new AuthFailed('no', 'again'),
      1,
      { kind: 'failed', reconnect: true },
    ],
    ['gives up what cannot pass', new UsageError('not connected', 'connect'), 1, { kind: 'failed', reconnect: false }],
    ['gives up a forbidden address', new OutboundBlocked('h', 'private'), 1, { kind: 'failed', reconnect: false }],
    ['tries a fault of ours again', bug, 2, { kind: 'postpone', waitMs: 45_000 }],
    ['tries again a wrong call, which is a fault of ours', misuse, 2, { kind: 'postpone', waitMs: 45_000 }],
    ['gives up a fault of ours at the third time', bug, 3, { kind: 'failed', reconnect: false }],
  ] as const)('%s', (_case, error, attempts, expected) => {
    expect(settle(error, { attempts, now: NOW, random: 0.5 })).toMatchObject(expected);
  });

  it('says what happened and what to do, and of a fault of ours nothing that could hold a secret', () => {
    const fault = (error: unknown) => settle(error, { attempts: 6, now: NOW, random: 0 });

    expect(fault(new AuthFailed('refused', 'connect again'))).toMatchObject({
      fault: { code: 'AUTH_FAILED', message: 'refused', help: 'connect again' },
    });
    expect(fault(new Error('token=abc'))).toMatchObject({ fault: { code: 'INTERNAL' } });
    expect(JSON.stringify(fault(new Error('token=abc')))).not.toContain('abc');
  });

  it.each([
    ['a limit of the day', daily, 1, true],
    ['a limit of the day, after many tries', daily, 9, true],
    ['a vendor that is away', down, 1, true],
    ['a vendor that is away still', down, 6, false],
    ['a missing scope', new AccessDenied('flows', ['automation']), 1, false],
    ['an answer of another shape', new UnexpectedShape('flows', 'x'), 1, false],
  ])('of one stream: %s', (_case, error, attempts, ends) => {
    expect(endsScan(error, attempts)).toBe(ends);
  });
});
