import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { KeptPage } from '../../src/store/scans.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { drain, finish } from './support/build.ts';

const page = (over: Partial<KeptPage> = {}): KeptPage => ({
  seen: [],
  quarantined: [],
  refused: [],
  done: false,
  ...over,
});
const flow = (externalId: string) => ({ kind: 'workflow', externalId, payload: { id: externalId } });

describe.each(databases)('src/store/scans on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  beforeAll(async () => {
    database = await start();
  });
  beforeEach(async () => {
    own = database.store.of(await database.store.upsertTenant('hubspot', '1'));
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const kept = async () => (await drain(own.assets.assets('workflow'))).map((asset) => asset.externalId);

  describe('pages', () => {
    beforeEach(() => own.leases.begin('resync', 's', '2026-11-24'));

    it('come back as they were kept, in that order, by stream', async () => {
      const first = page({
        cursor: { after: 'A=', seen: [1, null] },
        seen: [['workflow', '1']],
        quarantined: [{ item: '9', reason: 'no actions' }],
        refused: [{ what: 'flow 8', grant: 'automation', reason: 'no' }],
      });
      await own.scans.keepPage('s', 'workflows', [flow('1')], first);
      await own.scans.keepPage('s', 'emails', [], page({ cursor: 'of another stream' }));
      await own.scans.keepPage('s', 'workflows', [], page({ done: true }));

      expect(await own.scans.pages('s', 'workflows')).toEqual([first, page({ done: true })]);
      expect(await own.scans.pages('other', 'workflows')).toEqual([]);
    });

    it.each([null, 0, '', false, []])('tell the cursor %j from none', async (cursor) => {
      await own.scans.keepPage('s', 'workflows', [], page({ cursor }));
      await own.scans.keepPage('s', 'workflows', [], page());

      expect((await own.scans.pages('s', 'workflows')).map((one) => one.cursor)).toEqual([cursor, undefined]);
    });

    it('are kept with their rows or not at all', async () => {
      const circular: Record<string, unknown> = {};
      circular['self'] = circular;

      const failing = own.scans.keepPage('s', 'workflows', [flow('1')], page({ cursor: circular as never }));

      await expect(failing).rejects.toThrow();
      expect([await kept(), await own.scans.pages('s', 'workflows')]).toEqual([[], []]);
    });

    it('tell how many rows were new or different', async () => {
      await own.scans.keepPage('s', 'workflows', [flow('1'), flow('2')], page());

      expect(await own.scans.keepPage('s', 'workflows', [flow('1'), flow('2'), flow('3')], page())).toBe(1);
    });

    it('are kept side by side by many streams', async () => {
      const streams = Array.from({ length: 20 }, (_item, i) => `stream-${i}`);

      await Promise.all(streams.map((stream) => own.scans.keepPage('s', stream, [flow(stream), flow('all')], page())));

      expect(await kept()).toEqual([...streams, 'all'].sort());
      const pages = await Promise.all(streams.map((stream) => own.scans.pages('s', stream)));
      expect(pages.map((one) => one.length)).toEqual(streams.map(() => 1));
    });

    it('survive two writers of the same rows in opposite order', async () => {
      const rows = Array.from({ length: 300 }, (_item, i) => `${i}`);
      const version = (n: number, ids: string[]) => ids.map((id) => ({ ...flow(id), payload: { n } }));

      await Promise.all(
        [1, 2, 3, 4].map((n) =>
          own.scans.keepPage('s', 'workflows', version(n, n % 2 ? rows : rows.toReversed()), page()),
        ),
      );

      expect(await kept()).toHaveLength(300);
    });

    it('are forgotten for a stream that begins anew; their rows stay', async () => {
      await own.scans.keepPage('s', 'workflows', [flow('1')], page());
      await own.scans.keepPage('s', 'emails', [], page());

      await own.scans.forgetPages('s', 'workflows');

      expect([await own.scans.pages('s', 'workflows'), await kept()]).toEqual([[], ['1']]);
      expect(await own.scans.pages('s', 'emails')).toHaveLength(1);
    });

    it.each([
      ['ended', async (id: string) => void (await finish(own, {}).then((ended) => expect(ended.id).toBe(id)))],
      ['was given up', (id: string) => own.leases.giveUp(id, 'failed', '2026-11-24')],
    ])('go when their scan %s', async (_case, end) => {
      const id = 's';
      await own.scans.keepPage(id, 'workflows', [flow('1')], page());

      await end(id);

      expect([await own.scans.pages(id, 'workflows'), await kept()]).toEqual([[], ['1']]);
    });

    it.each(['a\0b', 'a\ud83d', '\\u0000', 'x'.repeat(65_536)])(
      'take what a vendor calls its things: case %#',
      async (text) => {
        const names = page({
          cursor: { after: text },
          seen: [['workflow', text]],
          quarantined: [{ item: text, reason: text }],
          refused: [{ what: text, reason: text }],
        });

        await own.scans.keepPage('s', 'workflows', [flow(text)], names);

        expect(await own.scans.pages('s', 'workflows')).toEqual([names]);
      },
    );
  });

  it('knows how far the last scan that ended had read', async () => {
    expect(await own.scans.lastCoverage()).toEqual([]);
    await finish(own, { features: { a: {} } });
    await own.leases.begin('resync', 'running', '2026-11-25');

    expect(await own.scans.lastCoverage()).toEqual([{ stream: 'workflows', status: 'complete', assets: 1 }]);
  });
});
