import { describe, expect, it } from '@jest/globals';
import { jitterMs, lastTick, scheduleFault } from '../../src/kit/schedule.ts';

const BERLIN = 'Europe/Berlin';
const jitter = jitterMs('t');
/** `text`, and the tenant's own share of the jitter. */
const after = (text: string) => new Date(Date.parse(text) + jitter);

describe('src/kit/schedule', () => {
  it.each([
    ['0 3 * * *', 'Mars/Olympus', /Mars/],
    ['0 3 * *', 'UTC', /five fields/],
    ['0 3 * * * *', 'UTC', /five fields/],
    ['0 25 * * *', 'UTC', /./],
    ['0 0 30 2 *', 'UTC', /never/],
  ])('says what is wrong with %s in %s', (cron, timeZone, fault) => {
    expect(scheduleFault({ cron, timeZone })).toMatch(fault);
  });

  it.each(['0 3 * * *', '*/15 * * * 1-5', '30 2 1 * *'])('finds nothing wrong with %s', (cron) => {
    expect(scheduleFault({ cron, timeZone: BERLIN })).toBeUndefined();
  });

  it.each([
    [
      'the day before, until the share of the jitter has passed',
      '30 2 * * *',
      '2026-06-02T00:30:00Z',
      '2026-06-01T00:30:00Z',
      -1,
    ],
    ['the day itself, from then on', '30 2 * * *', '2026-06-02T00:30:00Z', '2026-06-02T00:30:00Z', 0],
    ['the end of the gap, when clocks go on', '30 2 * * *', '2026-03-29T01:00:00Z', '2026-03-29T01:00:00Z', 0],
    ['the usual time, a day after', '30 2 * * *', '2026-03-30T00:30:00Z', '2026-03-30T00:30:00Z', 0],
    ['the first of two, when clocks go back', '30 2 * * *', '2026-10-25T00:30:00Z', '2026-10-25T00:30:00Z', 0],
    ['still the first, when the second comes', '30 2 * * *', '2026-10-25T01:30:00Z', '2026-10-25T00:30:00Z', 0],
    ['the last of many that were missed', '0 * * * *', '2026-06-05T10:59:00Z', '2026-06-05T10:00:00Z', 0],
  ])('names %s', (_case, cron, now, tick, ms) => {
    const at = new Date(after(now).getTime() + ms);

    expect(lastTick({ cron, timeZone: BERLIN }, 't', at)?.toISOString()).toBe(new Date(tick).toISOString());
  });

  it('spreads tenants over ten minutes, each always alike', () => {
    const shares = Array.from({ length: 1_000 }, (_item, i) => jitterMs(`hubspot-${i}`));

    expect(shares.every((ms) => ms >= 0 && ms < 600_000)).toBe(true);
    for (let minute = 0; minute < 10; minute += 1) {
      expect(shares.filter((ms) => Math.floor(ms / 60_000) === minute).length).toBeGreaterThan(60);
    }
    expect(jitterMs('hubspot-7')).toBe(shares[7]);
  });
});
