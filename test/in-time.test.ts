import { describe, expect, it } from '@jest/globals';
import { inTime } from '../src/in-time.ts';
import { VendorUnavailable } from '../src/kit/errors.ts';

describe('src/in-time', () => {
  it('gives what comes in time, and lets a failure through', async () => {
    expect(await inTime(() => Promise.resolve(1))).toBe(1);
    await expect(inTime(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
  });

  it('gives up what takes too long, whether it listens to its signal or not', async () => {
    const deaf = inTime(() => new Promise(() => undefined), 5);
    const listening = inTime(
      (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      5,
    );
    await expect(deaf).rejects.toThrow(VendorUnavailable);
    await expect(listening).rejects.toThrow('The CRM did not answer in time.');
  });
});
