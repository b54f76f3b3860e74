import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { Assets } from '../../src/store/assets.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { drain } from './support/build.ts';

const flow = (externalId: string, payload: PulledAsset['payload'] = {}, revision?: string): PulledAsset => ({
  kind: 'workflow',
  externalId,
  payload,
  ...(revision !== undefined && { revision }),
});

describe.each(databases)('src/store/assets on %s', (_, start) => {
  let database: TestDatabase;
  let assets: Assets;
  let others: Assets;
  beforeAll(async () => {
    database = await start();
  });
  beforeEach(async () => {
    assets = database.store.of(await database.store.upsertTenant('hubspot', '1')).assets;
    others = database.store.of(await database.store.upsertTenant('hubspot', '2')).assets;
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  async function all(from: Assets, kind = 'workflow') {
    return drain(from.assets(kind));
  }
  const ids = async (from: Assets, kind?: string) => (await all(from, kind)).map((asset) => asset.externalId);

  it('gives back what it was given', async () => {
    const payload = { name: 'Größe – 規模', steps: [{ id: 1, on: true, of: null }], empty: {} };

    await assets.keep('workflows', [flow('7', payload, 'r1')]);

    const kept = { crm: 'hubspot', stream: 'workflows', kind: 'workflow', externalId: '7', revision: 'r1', payload };
    expect(await all(assets)).toEqual([kept]);
    expect(await assets.asset('workflow', '7')).toEqual(kept);
    expect(await assets.asset('workflow', '8')).toBeUndefined();
    expect(await assets.asset('chatflow', '7')).toBeUndefined();
  });

  it.each([
    ['nothing when all is equal', flow('1', { a: 1, b: [2] }, 'r1'), 0],
    ['nothing when only the order of keys differs', flow('1', { b: [2], a: 1 }, 'r1'), 0],
    ['what has another payload', flow('1', { a: 1, b: [3] }, 'r1'), 1],
    ['what has another revision', flow('1', { a: 1, b: [2] }, 'r2'), 1],
    ['what lost its revision', flow('1', { a: 1, b: [2] }), 1],
    ['what is new', flow('2', { a: 1, b: [2] }, 'r1'), 1],
  ])('writes %s', async (_case, asset, written) => {
    await assets.keep('workflows', [flow('1', { b: [2], a: 1 }, 'r1')]);

    expect(await assets.keep('workflows', [asset])).toBe(written);
    expect(await assets.asset('workflow', asset.externalId)).toMatchObject(asset);
  });

  it('takes the last of two with one id, as a vendor lists what changes under its hands', async () => {
    expect(await assets.keep('workflows', [flow('1', { n: 1 }), flow('1', { n: 2 })])).toBe(1);

    expect(await all(assets)).toMatchObject([{ payload: { n: 2 } }]);
  });

  it('keeps one kind apart from another with the same id', async () => {
    await assets.keep('x', [flow('1'), { kind: 'chatflow', externalId: '1', payload: { chat: true } }]);

    expect(await all(assets, 'chatflow')).toMatchObject([{ payload: { chat: true } }]);
    expect(await all(assets)).toMatchObject([{ payload: {} }]);
  });

  it('reads 10,000 assets in order, a part at a time', async () => {
    const order = Array.from({ length: 10_000 }, (_item, i) => `f${String(i).padStart(5, '0')}`);
    for (let i = 10_000; i > 0; i -= 1000) {
      await assets.keep(
        'workflows',
        order.slice(i - 1000, i).map((id) => flow(id, { name: `flow ${id}` })),
      );
    }
    const sizes: number[] = [];
    const watched = watch(database.db, (rows) => sizes.push(rows));

    expect(await ids(new Assets(watched, 'hubspot-1', 'hubspot'))).toEqual(order);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  });

  it('orders ids by code unit, whatever the language of the server', async () => {
    const order = ['', '10', '9', 'A', 'Z', '_', 'a', 'b', 'z', 'Ä', 'ä', 'п', '中'];
    await assets.keep(
      'workflows',
      order.toReversed().map((id) => flow(id)),
    );

    expect(await ids(assets)).toEqual(order);
  });

  it('knows the revisions of those asked for, and only of those that have one', async () => {
    await assets.keep('workflows', [flow('1', {}, 'a'), flow('2', {}, 'b'), flow('3')]);

    expect(await assets.revisions('workflow', ['1', '3', '4'])).toEqual(new Map([['1', 'a']]));
    expect(await assets.revisions('chatflow', ['1'])).toEqual(new Map());
    expect(await assets.revisions('workflow', [])).toEqual(new Map());
  });

  it('looks up more ids at once than a statement has room for', async () => {
    const many = Array.from({ length: 70_000 }, (_item, i) => `${i}`);
    await assets.keep('workflows', [flow('7', {}, 'a')]);

    expect(await assets.revisions('workflow', many)).toEqual(new Map([['7', 'a']]));
  });

  describe('retire', () => {
    beforeEach(async () => {
      await assets.keep('workflows', [flow('1'), flow('2'), { kind: 'chatflow', externalId: '1', payload: {} }]);
    });

    it('removes what was not seen, of the given kinds only', async () => {
      expect(await assets.retire(['workflow'], new Set(['workflow\n2']))).toBe(1);

      expect(await ids(assets)).toEqual(['2']);
      expect(await ids(assets, 'chatflow')).toEqual(['1']);
    });

    it.each([
      ['no kind is given', [], new Set<string>()],
      ['all was seen', ['workflow', 'chatflow'], new Set(['workflow\n1', 'workflow\n2', 'chatflow\n1', 'workflow\n9'])],
    ])('removes nothing when %s', async (_case, kinds, seen) => {
      expect(await assets.retire(kinds, seen)).toBe(0);

      expect(await ids(assets)).toEqual(['1', '2']);
    });

    it('takes another kind with a seen id for not seen', async () => {
      expect(await assets.retire(['workflow', 'chatflow'], new Set(['chatflow\n1', 'chatflow\n2']))).toBe(2);

      expect(await ids(assets)).toEqual([]);
    });
  });

  describe('of another tenant', () => {
    beforeEach(async () => {
      await assets.keep('workflows', [flow('1', { mine: true }, 'a')]);
    });

    it('are not read', async () => {
      expect(await all(others)).toEqual([]);
      expect(await others.asset('workflow', '1')).toBeUndefined();
      expect(await others.revisions('workflow', ['1'])).toEqual(new Map());
    });

    it('are neither written nor removed', async () => {
      await others.keep('workflows', [flow('1', { mine: false }, 'b')]);
      await others.retire(['workflow'], new Set());

      expect(await all(others)).toEqual([]);
      expect(await all(assets)).toMatchObject([{ revision: 'a', payload: { mine: true } }]);
    });

    it('do not count as equal', async () => {
      expect(await others.keep('workflows', [flow('1', { mine: true }, 'a')])).toBe(1);
    });
  });

  describe('texts that a database cannot hold as they are', () => {
    it.each([
      ['NUL', { a: 'x\0y', 'k\0': 1 }, { a: 'xy', k: 1 }],
      ['half a surrogate pair', { a: 'x\ud83d', '\udc00': 1 }, { a: 'x\ufffd', '\ufffd': 1 }],
      ['code that names NUL', { a: '/[\\u0000-\\u001f]/', b: '\\' }, { a: '/[\\u0000-\\u001f]/', b: '\\' }],
      ['code that names half a pair', { a: '\\ud83d' }, { a: '\\ud83d' }],
      ['quotes and controls', { a: '"\'\\\n\u0001\u007f\u2028$1' }, { a: '"\'\\\n\u0001\u007f\u2028$1' }],
      ['a name of an object', { ['__proto__']: 'x', constructor: 'y' }, { ['__proto__']: 'x', constructor: 'y' }],
    ])('%s', async (_case, payload, kept) => {
      await assets.keep('workflows', [flow('1', payload)]);

      expect((await assets.asset('workflow', '1'))?.payload).toEqual(kept);
      expect(await assets.keep('workflows', [flow('1', payload)])).toBe(0);
    });

    it.each([
      ['NUL', 'a\0b', 'ab'],
      ['half a surrogate pair', 'a\ud83d', 'a\ufffd'],
      ['64 kB', hard(65_536), expect.stringMatching(/^.{470}~.{22}$/s)],
      ['64 kB in Chinese', hard(65_536, 0x4e00), expect.stringMatching(/^.{470}~.{22}$/s)],
    ])('an id with %s', async (_case, id, kept) => {
      await assets.keep('workflows', [flow(id, {}, id.slice(0, 100))]);

      expect(await ids(assets)).toEqual([kept]);
      expect(await assets.asset('workflow', id)).toMatchObject({ externalId: kept });
      expect([...(await assets.revisions('workflow', [id])).keys()]).toEqual([id]);
      expect(await assets.keep('workflows', [flow(id, {}, id.slice(0, 100))])).toBe(0);
      expect(await assets.retire(['workflow'], new Set([`workflow\n${id}`]))).toBe(0);
    });

    it('tells two long ids apart that begin alike', async () => {
      const id = hard(65_536);

      await assets.keep('workflows', [flow(`${id}a`), flow(`${id}b`)]);

      expect(await ids(assets)).toHaveLength(2);
    });

    it('a name of 64 kB and a payload of 30 MB', async () => {
      const payload = { name: hard(65_536, 0x4e00), text: 'x'.repeat(30 * 1024 * 1024) };

      await assets.keep('workflows', [flow('1', payload)]);

      expect((await assets.asset('workflow', '1'))?.payload).toEqual(payload);
    });
  });
});

/** A text that no compression makes short: an index would refuse it. */
function hard(length: number, from = 0x21): string {
  let state = 1;
  const codes = Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return from + (state % 90);
  });
  return codes.map((code) => String.fromCharCode(code)).join('');
}

function watch(db: TestDatabase['db'], onResult: (rows: number) => void): TestDatabase['db'] {
  return db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult({ result }) {
      onResult(result.rows.length);
      return Promise.resolve(result);
    },
  });
}
