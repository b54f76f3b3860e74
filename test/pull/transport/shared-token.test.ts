import { describe, expect, it } from '@jest/globals';
import { AppRejected, AuthFailed, VendorUnavailable } from '../../../src/kit/errors.ts';
import { sharedToken, type TokenShelf } from '../../../src/pull/transport/shared-token.ts';
import type { FetchedToken } from '../../../src/pull/transport/token-source.ts';
import { ManualClock } from './support/manual-clock.ts';
import { failureOf } from './support/server.ts';

const HALF_AN_HOUR = 30 * 60_000;
const SKEW = 120_000;

/** What processes share, here in one. */
class Shelf {
  token: FetchedToken | undefined;
  holder: string | undefined;
  ended: string | undefined;

  of(process: string): TokenShelf {
    return {
      read: async () => this.token,
      claim: async () => {
        if (this.ended !== undefined) {
          return 'ended';
        }
        this.holder ??= process;
        return this.holder === process ? 'ours' : 'theirs';
      },
      put: async (token) => {
        this.token = token;
      },
      end: async (reason) => {
        this.ended = reason;
      },
      release: async () => {
        this.holder = this.holder === process ? undefined : this.holder;
      },
    };
  }
}

function setUp(answers: (Error | number)[] = []) {
  const clock = new ManualClock({ skip: 9_999 });
  const shelf = new Shelf();
  let fetched = 0;
  const fetchToken = async (): Promise<FetchedToken> => {
    fetched += 1;
    const answer = answers[fetched - 1] ?? HALF_AN_HOUR;
    await clock.sleep(300);
    if (answer instanceof Error) {
      throw answer;
    }
    return { accessToken: `t${fetched}`, expiresInMs: answer };
  };
  const process = (name: string) => sharedToken({ shelf: shelf.of(name), fetchToken, clock, skewMs: SKEW });
  return { shelf, process, fetched: () => fetched };
}

describe('pull/transport/shared-token', () => {
  it('lets one process fetch for all', async () => {
    const { process, fetched, shelf } = setUp();
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, i) => process(`p${i}`)()));

    expect(new Set(tokens.map(({ accessToken }) => accessToken))).toEqual(new Set(['t1']));
    expect([fetched(), shelf.holder]).toEqual([1, undefined]);
  });

  it.each([
    ['has time left', SKEW + 1, undefined, 'left'],
    ['is about to end', SKEW, undefined, 't1'],
    ['was refused before its time', HALF_AN_HOUR, 'left', 't1'],
    ['came after the one that was refused', HALF_AN_HOUR, 'older', 'left'],
  ])('answers a token that %s', async (_what, expiresInMs, rejected, accessToken) => {
    const { process, shelf } = setUp();
    shelf.token = { accessToken: 'left', expiresInMs };
    expect(await process('p')(rejected)).toMatchObject({ accessToken });
  });

  it('asks once when the consent is gone, however many processes want a token', async () => {
    const { process, fetched, shelf } = setUp([new AuthFailed('gone', 'help')]);
    const errors = await Promise.all(['a', 'b', 'c'].map((name) => failureOf(process(name)())));
    const late = await failureOf(process('d')());

    expect([...errors, late].map((error) => (error as AuthFailed).code)).toEqual(Array(4).fill('AUTH_FAILED'));
    expect([fetched(), shelf.ended]).toEqual([1, 'gone']);
  });

  it.each([
    ['cannot answer', new VendorUnavailable('down')],
    ['does not know our app', new AppRejected('HubSpot', 'help')],
  ])('does not end the consent because the vendor %s, and lets the next one try', async (_what, error) => {
    const { process, fetched, shelf } = setUp([error]);
    expect(await failureOf(process('a')())).toBe(error);
    expect(shelf.ended).toBeUndefined();
    expect(await process('b')()).toMatchObject({ accessToken: 't2' });
    expect(fetched()).toBe(2);
  });

  it('takes what another one put there between its look and its claim', async () => {
    const { shelf, fetched } = setUp();
    const shy = shelf.of('p');
    let looks = 0;
    shy.read = async () => (looks++ === 0 ? undefined : { accessToken: 'theirs', expiresInMs: HALF_AN_HOUR });
    const clock = new ManualClock();
    const get = sharedToken({ shelf: shy, fetchToken: () => Promise.reject(new Error('asked')), clock, skewMs: SKEW });

    expect(await get()).toMatchObject({ accessToken: 'theirs' });
    expect([fetched(), shelf.holder]).toEqual([0, undefined]);
  });
});
