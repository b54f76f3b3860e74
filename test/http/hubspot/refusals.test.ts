import { describe, expect, it } from '@jest/globals';
import type { Request, Response } from 'express';
import { refusals } from '../../../src/http/hubspot/refusals.ts';
import { SignatureRefused, TooManyRequests } from '../../../src/kit/errors.ts';

const res = {} as Response;
const from = (ip: string) => ({ ip }) as Request;

describe('http/hubspot/refusals', () => {
  function guard() {
    let time = 0;
    const { before, after } = refusals(() => time);
    const isHeard = (ip: string) => {
      try {
        void before(from(ip), res, () => undefined);
        return true;
      } catch (error) {
        expect(error).toBeInstanceOf(TooManyRequests);
        return false;
      }
    };
    const refuse = (ip: string, times: number, error: unknown = new SignatureRefused()) => {
      const passed: unknown[] = [];
      for (let count = 0; count < times; count++) {
        void after(error, from(ip), res, (one?: unknown) => passed.push(one));
      }
      return passed;
    };
    return { isHeard, refuse, forward: (ms: number) => void (time += ms) };
  }

  it('hears no more of an address from which too much came that was not signed, until a minute is over', () => {
    const { isHeard, refuse, forward } = guard();
    refuse('1', 599);
    expect(isHeard('1')).toBe(true);
    refuse('1', 1);
    expect([isHeard('1'), isHeard('2')]).toEqual([false, true]);

    forward(59_999);
    expect(isHeard('1')).toBe(false);
    forward(1);
    expect(isHeard('1')).toBe(true);
  });

  it('passes each fault on, and counts no other', () => {
    const { isHeard, refuse } = guard();
    const fault = new Error('bug');

    expect(refuse('1', 700, fault)).toEqual(Array.from({ length: 700 }, () => fault));
    expect(isHeard('1')).toBe(true);
  });
});
