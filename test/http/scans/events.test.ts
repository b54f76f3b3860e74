import { describe, expect, it } from '@jest/globals';
import { scanEvents } from '../../../src/http/scans/events.ts';
import { presentScan } from '../../../src/http/scans/present.ts';
import type { ScanView } from '../../../src/model/scan-state.ts';
import { ManualClock } from '../../pull/transport/support/manual-clock.ts';

const running = (done: number, more: Partial<ScanView> = {}): ScanView => ({
  id: 's',
  kind: 'resync',
  state: 'running',
  startedAt: '2026-11-23T08:00:00.000Z',
  requests: 0,
  attempts: 1,
  cancelRequested: false,
  progress: { streams: 10, done, requests: done, reading: [] },
  ...more,
});

/** What is sent while a scan looks like this, look by look; a look takes a second that nobody waits for. */
async function sent(looks: (ScanView | undefined)[], signal = new AbortController().signal): Promise<string[]> {
  const clock = new ManualClock({ skip: 60_000 });
  let look = -1;
  const scan = () => Promise.resolve(looks[Math.min((look += 1), looks.length - 1)]);
  const events: string[] = [];
  for await (const event of scanEvents({ scan, clock, signal })) {
    events.push(event);
  }
  return events;
}

const named = (events: readonly string[]) =>
  events.map((event) => /^(?:event: (\w+)|(:|retry))/.exec(event)?.slice(1).find(Boolean));

describe('http/scans/events', () => {
  it('tells what changed, only then, and ends with the scan', async () => {
    const done = running(10, { state: 'done' });
    const { progress: _last, ...ended } = done;
    const events = await sent([running(1), running(1), running(2), running(2), done]);

    expect(named(events)).toEqual(['retry', 'progress', 'progress', 'end']);
    expect(JSON.parse(/data: (.*)/.exec(events.at(-1) ?? '')?.[1] ?? '')).toEqual(ended);
  });

  it.each(['failed', 'cancelled'] as const)('ends with a scan that was %s', async (state) => {
    expect(named(await sent([running(1, { state })]))).toEqual(['retry', 'end']);
  });

  it('ends when the scan was erased', async () => {
    expect(named(await sent([running(1), undefined]))).toEqual(['retry', 'progress', 'end']);
  });

  it('says something every fifteen seconds, so that no proxy cuts it', async () => {
    const still = Array.from({ length: 32 }, () => running(1));
    expect(named(await sent([...still, running(1, { state: 'done' })]))).toEqual([
      'retry',
      'progress',
      ':',
      ':',
      'end',
    ]);
  });

  it('looks no further when nobody listens', async () => {
    const gone = new AbortController();
    gone.abort();
    expect(await sent([running(1)], gone.signal)).toHaveLength(1);
  });
});

describe('http/scans/present', () => {
  const { progress: _none, ...untold } = running(1);
  const told = { streams: 2, done: 1, requests: 7, reading: [], etaSeconds: 12 };

  it.each`
    when                     | scan                                               | shown
    ${'streams can tell'}    | ${running(1, { progress: told })}                  | ${12}
    ${'nobody can tell'}     | ${running(1)}                                      | ${null}
    ${'it has told nothing'} | ${untold}                                          | ${null}
    ${'it has ended'}        | ${running(1, { progress: told, state: 'done' })}   | ${undefined}
    ${'it waits'}            | ${running(1, { progress: told, state: 'queued' })} | ${undefined}
  `('says $shown seconds when $when', ({ scan, shown }) => {
    expect(presentScan(scan as ScanView).etaSeconds).toBe(shown);
  });
});
