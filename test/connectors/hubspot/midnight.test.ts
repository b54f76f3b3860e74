import { describe, expect, it } from '@jest/globals';
import { nextMidnight } from '../../../connectors/hubspot/midnight.ts';

describe('connectors/hubspot/midnight', () => {
  it.each([
    ['2026-11-23T08:00:00.000Z', 'Europe/Berlin', '2026-11-23T23:00:00.000Z'],
    ['2026-11-23T03:00:00.250Z', 'US/Eastern', '2026-11-23T05:00:00.000Z'],
    ['2026-11-23T10:00:00.000Z', 'Asia/Kolkata', '2026-11-23T18:30:00.000Z'],
    ['2026-11-23T00:00:00.000Z', 'UTC', '2026-11-24T00:00:00.000Z'],
    // The clocks go back, and forward, on these days.
    ['2026-10-24T22:30:00.000Z', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    ['2026-03-28T23:30:00.000Z', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ])('after %s in %s comes %s', (now, zone, expected) => {
    expect(nextMidnight(new Date(now), zone)?.toISOString()).toBe(expected);
  });

  it.each([undefined, 'Mars/Olympus'])('is not known for %s', (zone) => {
    expect(nextMidnight(new Date(0), zone)).toBeUndefined();
  });
});
