import { describe, expect, it } from '@jest/globals';
import { AuthFailed, VendorUnavailable } from '../../../src/kit/errors.ts';
import { type FetchedToken, refreshingToken } from '../../../src/pull/transport/token-source.ts';
import { ManualClock } from './support/manual-clock.ts';
import { failureOf, reply, serve, testTransport } from './support/server.ts';

const HALF_AN_HOUR = 30 * 60_000;
const SKEW = 120_000;

function setUp(answers: (Error | number)[] = []) {
  const clock = new ManualClock();
  let fetched = 0;
  const source = refreshingToken({
    clock,
    skewMs: SKEW,
    async fetchToken(): Promise<FetchedToken> {
      fetched += 1;
      const answer = answers[fetched - 1] ?? HALF_AN_HOUR;
      await clock.advance(0);
      if (answer instanceof Error) {
        throw answer;
      }
      return { accessToken: `t${fetched}`, expiresInMs: answer };
    },
  });
  return { clock, source, fetched: () => fetched };
}

describe('src/pull/transport/token-source', () => {
  it('fetches one token for all who ask', async () => {
    const { source, fetched } = setUp();

    const headers = await Promise.all(Array.from({ length: 50 }, () => source.authorize()));

    expect(new Set(headers)).toEqual(new Set(['Bearer t1']));
    expect(await source.authorize()).toBe('Bearer t1');
    expect(fetched()).toBe(1);
  });

  it.each([
    ['two minutes before its end', HALF_AN_HOUR, HALF_AN_HOUR - SKEW],
    ['at half of its time when that is short', 60_000, 30_000],
  ])('fetches the next one %s', async (_case, expiresInMs, staleAt) => {
    const { clock, source } = setUp([expiresInMs]);
    await source.authorize();

    await clock.advance(staleAt - 1);
    expect(await source.authorize()).toBe('Bearer t1');

    await clock.advance(1);
    expect(await source.authorize()).toBe('Bearer t2');
  });

  it('gives no old token away while a new one is fetched', async () => {
    const { source } = setUp();
    await source.authorize();

    const refreshing = source.refresh();

    expect(await source.authorize()).toBe('Bearer t2');
    expect(await refreshing).toBe(true);
  });

  it('asks nobody again once it is refused for good', async () => {
    const refusal = new AuthFailed('no', 'help');
    const { source, fetched } = setUp([refusal]);

    expect(await failureOf(source.authorize())).toBe(refusal);
    expect(await failureOf(source.authorize())).toBe(refusal);
    expect(await failureOf(source.refresh())).toBe(refusal);
    expect(fetched()).toBe(1);
  });

  it('tries anew after what may pass', async () => {
    const { source } = setUp([new VendorUnavailable('down', 503)]);

    expect(await failureOf(source.authorize())).toBeInstanceOf(VendorUnavailable);
    expect(await source.authorize()).toBe('Bearer t2');
  });

  it('is not used up by a refusal that comes when the old token still holds', async () => {
    const { source } = setUp([HALF_AN_HOUR, new AuthFailed('no', 'help')]);
    await source.authorize();

    expect(await failureOf(source.refresh())).toBeInstanceOf(AuthFailed);
    expect(await failureOf(source.authorize())).toBeInstanceOf(AuthFailed);
  });

  it('is asked once for many requests that are refused at the same time', async () => {
    const { source, fetched } = setUp();
    const server = await serve((request, response) => {
      reply(response, request.headers.authorization === 'Bearer t1' ? 401 : 200, {});
    });
    const transport = testTransport({
      concurrency: 20,
      authorize: () => source.authorize(),
      onUnauthorized: () => source.refresh(),
    });

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => transport.send({ method: 'GET', url: server.url })),
    );

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(fetched()).toBe(2);
    transport.close();
    await server.close();
  });
});
