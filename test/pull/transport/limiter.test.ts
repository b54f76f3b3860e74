import { describe, expect, it } from '@jest/globals';
import { Limiter, type LimiterOptions, type Permit } from '../../../src/pull/transport/limiter.ts';
import { ManualClock } from './support/manual-clock.ts';

const never = new AbortController().signal;
const SLACK = 50;

function setUp(options: Partial<LimiterOptions> = {}) {
  const clock = new ManualClock();
  const limiter = new Limiter({ limits: {}, share: 1, concurrency: 1000, clock, ...options });
  const gone: string[] = [];
  const permits: Permit[] = [];
  const refused: unknown[] = [];
  /** Asks for leave; once it has it, the request is on its way. */
  const ask = (name: string, bucket = 'burst', signal: AbortSignal = never) => {
    limiter.acquire(bucket, signal).then(
      (permit) => {
        permit.sent();
        permits.push(permit);
        gone.push(name);
      },
      (reason: unknown) => refused.push(reason),
    );
  };
  const askTimes = (times: number, bucket?: string) => {
    for (let i = 0; i < times; i += 1) {
      ask(`${bucket ?? 'burst'} ${i}`, bucket);
    }
  };
  return { clock, limiter, gone, permits, refused, ask, askTimes };
}

const hubspotBurst = {
  max: 100,
  perMs: 10_000,
  learn: (headers: Record<string, string>) => ({
    max: Number(headers['max']),
    remaining: headers['remaining'] === undefined ? undefined : Number(headers['remaining']),
  }),
};

describe('src/pull/transport/limiter', () => {
  it('lets a burst go at once, the share of the limit that is ours and no more', async () => {
    const { clock, gone, askTimes } = setUp({ limits: { burst: hubspotBurst }, share: 0.9 });

    askTimes(200);
    await clock.advance(0);
    expect(gone).toHaveLength(90);

    await clock.advance(10_000 + SLACK - 1);
    expect(gone).toHaveLength(90);

    await clock.advance(1);
    expect(gone).toHaveLength(180);
  });

  it('never lets more go in any window than the share', async () => {
    const { clock, gone, ask } = setUp({ limits: { burst: { max: 10, perMs: 1000 } } });
    const times: number[] = [];
    for (let i = 0; i < 200; i += 1) {
      ask(`${i}`);
      await clock.advance(37);
      times.push(gone.length);
    }

    const most = Math.max(...times.map((_n, i) => (times[i + 27] ?? 0) - (times[i] ?? 0)));
    expect(most).toBeLessThanOrEqual(10);
    expect(gone.length).toBeGreaterThan(60);
  });

  it('keeps first come, first served', async () => {
    const { clock, gone, askTimes } = setUp({ limits: { burst: { max: 7, perMs: 1000 } } });

    askTimes(50);
    await clock.advance(20_000);

    expect(gone).toEqual(Array.from({ length: 50 }, (_item, i) => `burst ${i}`));
  });

  it('lets at least one go, however small the share', async () => {
    const { clock, gone, askTimes } = setUp({ limits: { burst: { max: 5, perMs: 1000, share: 0.01 } } });

    askTimes(2);
    await clock.advance(0);

    expect(gone).toHaveLength(1);
  });

  it.each([
    ['a higher limit', { max: '190' }, 171 - 1],
    ['a lower limit', { max: '20' }, 18 - 1],
    ['that others use half of it', { max: '100', remaining: '49' }, 90 - 50 - 1],
    ['that others use all of it', { max: '100', remaining: '0' }, 0],
    ['nonsense', { max: 'x', remaining: '-5' }, 89],
    ['a limit of nothing', { max: '0' }, 89],
  ])('learns from an answer: %s', async (_case, headers, more) => {
    const { clock, gone, permits, ask, askTimes } = setUp({ limits: { burst: hubspotBurst }, share: 0.9 });
    ask('first');
    await clock.advance(0);

    permits[0]!.learn(headers);
    permits[0]!.release();
    askTimes(300);
    await clock.advance(0);

    expect(gone).toHaveLength(1 + more);
  });

  it('does not believe an answer that was overtaken', async () => {
    const { clock, gone, permits, ask, askTimes } = setUp({ limits: { burst: hubspotBurst } });
    ask('early');
    await clock.advance(5);
    ask('late');
    await clock.advance(5);

    permits[1]!.learn({ max: '100', remaining: '98' });
    permits[0]!.learn({ max: '100', remaining: '10' });
    askTimes(200);
    await clock.advance(0);

    expect(gone).toHaveLength(100);
  });

  it('forgets the others when their window is over', async () => {
    const { clock, gone, permits, ask, askTimes } = setUp({ limits: { burst: hubspotBurst } });
    ask('first');
    await clock.advance(0);
    permits[0]!.learn({ max: '100', remaining: '0' });
    askTimes(60);
    await clock.advance(9_999);
    expect(gone).toHaveLength(1);

    await clock.advance(1 + SLACK);

    expect(gone).toHaveLength(61);
  });

  it('gives a place back that was not used', async () => {
    const { clock, limiter, gone, askTimes } = setUp({ limits: { burst: { max: 1, perMs: 1000 } } });
    const unused = await limiter.acquire('burst', never);
    askTimes(1);
    await clock.advance(0);
    expect(gone).toHaveLength(0);

    unused.release();
    unused.release();
    await clock.advance(0);

    expect(gone).toHaveLength(1);
  });

  it('counts search apart from the rest', async () => {
    const limits = { burst: { max: 3, perMs: 10_000 }, search: { max: 5, perMs: 1000 } };
    const { clock, gone, askTimes } = setUp({ limits });

    askTimes(10);
    askTimes(20, 'search');
    await clock.advance(0);
    expect(gone).toHaveLength(3 + 5);

    await clock.advance(1000 + SLACK);
    expect(gone).toHaveLength(3 + 10);
  });

  it('takes turns for the places that all buckets share, by who came first', async () => {
    const { clock, gone, permits, ask } = setUp({ concurrency: 1 });
    ['a', 'b', 'a', 'b'].forEach((bucket, i) => ask(`${bucket}${i}`, bucket));
    await clock.advance(0);

    for (let i = 0; i < 3; i += 1) {
      permits[i]!.release();
      await clock.advance(0);
    }

    expect(gone).toEqual(['a0', 'b1', 'a2', 'b3']);
  });

  it('does not let a paused bucket hold up another', async () => {
    const { clock, limiter, gone, ask } = setUp({ concurrency: 1 });
    limiter.pause('search', 60_000);

    ask('held', 'search');
    ask('free');
    await clock.advance(0);

    expect(gone).toEqual(['free']);
  });

  it('pauses one bucket, as long as the longest pause says', async () => {
    const { clock, limiter, gone, ask } = setUp();
    limiter.pause('burst', 5000);
    limiter.pause('burst', 1000);
    ask('held');

    await clock.advance(4999);
    expect(gone).toEqual([]);

    await clock.advance(1);
    expect(gone).toEqual(['held']);
  });

  it('forgets who is aborted, and lets the next one go', async () => {
    const { clock, gone, refused, ask, limiter } = setUp({ concurrency: 1 });
    const running = await limiter.acquire('burst', never);
    const aborting = new AbortController();
    ask('aborted', 'burst', aborting.signal);
    ask('next');

    aborting.abort('no more');
    await clock.advance(0);
    expect([gone, refused]).toEqual([[], ['no more']]);

    running.release();
    await clock.advance(0);
    expect(gone).toEqual(['next']);
  });

  it('refuses at once who comes aborted', async () => {
    const { clock, refused, ask } = setUp();

    ask('late', 'burst', AbortSignal.abort('before'));
    await clock.advance(0);

    expect(refused).toEqual(['before']);
  });

  it('refuses all once it is stopped, for the first reason, and sets no timer', async () => {
    const { clock, limiter, gone, refused, ask, askTimes } = setUp({ limits: { burst: { max: 1, perMs: 1000 } } });
    askTimes(3);
    await clock.advance(0);
    expect(clock.pending).toBe(1);

    limiter.stop('first');
    limiter.stop('second');
    ask('late');
    await clock.advance(10_000);

    expect([gone.length, refused]).toEqual([1, ['first', 'first', 'first']]);
    expect(clock.pending).toBe(0);
  });

  it('sets no timer while nobody waits for the time', async () => {
    const { clock, askTimes } = setUp({ limits: { burst: { max: 5, perMs: 1000 } } });

    askTimes(5);
    await clock.advance(0);

    expect(clock.pending).toBe(0);
  });

  it('knows no bucket by the name of a property that every object has', async () => {
    const { clock, gone, ask } = setUp();

    ask('one', 'constructor');
    ask('two', '__proto__');
    await clock.advance(0);

    expect(gone).toEqual(['one', 'two']);
  });
});
