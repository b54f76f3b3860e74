import { describe, expect, it } from '@jest/globals';
import type { StreamStatus } from '../../src/model/coverage.ts';
import type { Stream } from '../../src/pull/connector.ts';
import { pullAll } from '../../src/pull/pull-all.ts';

const stream = (name: string, after: string[] = []): Stream<null> => ({
  name,
  kinds: [name],
  scopes: [],
  after,
  pull: async function* () {
    yield* [];
  },
});
const streams = [stream('second', ['first']), stream('first')];

const pull = (first: StreamStatus, found: { first: number; second: number }) => {
  const order: string[] = [];
  const results = pullAll(streams, async ({ name }) => {
    order.push(name);
    const status = name === 'first' ? first : 'complete';
    const assets = found[name as 'first' | 'second'];
    return {
      report: { stream: name, status, assets, ...(status === 'denied' && { grant: 'x.read' }) },
      seen: new Set(),
    };
  });
  return results.then((pulled) => ({ order, second: pulled.get('second')?.report }));
};

describe('src/pull/pull-all', () => {
  it('reads a stream after those it rests on', async () => {
    expect((await pull('complete', { first: 1, second: 1 })).order).toEqual(['first', 'second']);
  });

  it.each<[StreamStatus, number, number, StreamStatus]>([
    ['denied', 0, 0, 'denied'],
    ['failed', 0, 0, 'failed'],
    ['complete', 0, 0, 'complete'],
    ['unavailable', 0, 0, 'complete'],
    ['failed', 7, 0, 'complete'],
    ['denied', 0, 3, 'complete'],
  ])('when its source is %s with %d assets and it found %d itself, it is %s', async (first, source, own, status) => {
    expect((await pull(first, { first: source, second: own })).second?.status).toBe(status);
  });

  it('names the grant that is missing one stream earlier', async () => {
    expect((await pull('denied', { first: 0, second: 0 })).second).toMatchObject({
      grant: 'x.read',
      reason: 'It rests on first, which could not be read.',
    });
  });
});
