import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { changesOf } from '../../src/scan/changes.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { ADA } from './support/actors.ts';
import { finish, judgeAs } from './support/build.ts';

const STAMPS = { rules: '1', law: '1', catalogue: '1', mappings: '1' };
const coverage = [{ stream: 'workflows', status: 'denied', assets: 0, grant: 'automation' }] as const;

describe.each(databases)('src/store/card-entries on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  beforeAll(async () => {
    database = await start();
  });
  beforeEach(async () => {
    await database.empty();
    own = database.store.of(await database.store.upsertTenant('hubspot', '1'));
    await finish(own, {
      coverage: [...coverage],
      cleared: ['z'],
      features: {
        a: { objectType: 'contacts', tier: 'minimal', notice: 'unknown' },
        b: {
          objectType: 'contacts',
          tier: 'high',
          notice: 'absent',
          flags: ['high-risk-review', 'transparency-notice'],
        },
        c: { objectType: 'contacts', tier: 'high' },
        d: { objectType: 'deals', tier: 'prohibited' },
        e: { tier: 'limited', flags: ['transparency-notice'] },
        f: { objectType: 'leads', tier: 'undetermined' },
      },
    });
  });
  afterAll(() => database.close());

  const keysOf = async (type?: string, limit = 50) => {
    const view = await own.card.view(limit, type);
    return view && [view.entries.map(({ feature }) => feature.asset.externalId).join(''), view.total];
  };

  it.each([
    ['of contacts, what may act on them too, flagged before not', 'contacts', 50, ['bcefa', 5]],
    ['of deals', 'deals', 50, ['de', 2]],
    ['of a type that nothing names', '2-9', 50, ['e', 1]],
    ['of all', undefined, 50, ['dbcefa', 6]],
    ['some, and how many there are', 'contacts', 2, ['bc', 5]],
    ['none of a type with signs that SQL knows', "deals'}", 50, ['e', 1]],
  ])('shows the gravest first: %s', async (_case, type, limit, expected) => {
    expect(await keysOf(type, limit)).toEqual(expected);
  });

  it('shows entries of an earlier release under every type', async () => {
    await database.db.updateTable('inventory').set({ acts_on: null }).where('key', '=', 'hubspot:workflow:d').execute();

    expect(await keysOf('contacts')).toEqual(['dbcefa', 6]);
  });

  it('tells the scan, what it could read, and what a person said last', async () => {
    const entry = (await own.features.get('hubspot:workflow:b'))!;
    await own.decisions.add({ kind: 'dispute', reason: 'no', by: ADA }, entry);
    await own.decisions.add({ kind: 'accept', reason: 'yes', by: ADA }, entry);

    const view = await own.card.view(50, 'contacts');

    expect(view?.scan).toMatchObject({ coverage, examined: { ai: 6 } });
    expect([...view!.decisions]).toEqual([['hubspot:workflow:b', { kind: 'accept', at: '2026-11-27T10:00:00.000Z' }]]);
  });

  it('counts tiers, flags and notices', async () => {
    expect((await own.card.view(1))?.counts).toEqual({
      tier: { minimal: 1, high: 2, prohibited: 1, limited: 1, undetermined: 1 },
      flag: { 'high-risk-review': 1, 'transparency-notice': 2 },
      notice: { unknown: 1, absent: 1, 'not-needed': 4 },
    });
  });

  it('has nothing before the first scan', async () => {
    const fresh = database.store.of(await database.store.upsertTenant('hubspot', '2'));

    expect(await fresh.card.view(50)).toBeUndefined();
  });

  describe('gives another revision', () => {
    const judge = judgeAs(new Map());
    it.each<[string, () => Promise<unknown>]>([
      ['after a scan', () => finish(own, {})],
      [
        'after what was declared is judged',
        () => own.features.judgeAgain({ judge, describe: changesOf, stamps: STAMPS }),
      ],
      [
        'after a decision',
        async () =>
          own.decisions.add({ kind: 'accept', reason: 'r', by: ADA }, (await own.features.get('hubspot:workflow:a'))!),
      ],
      [
        'after the account was erased and came back',
        async () => {
          await database.store.eraseTenant(own.tenant.id, ADA);
          await database.store.upsertTenant('hubspot', '1');
          await finish(own, {});
        },
      ],
    ])('%s', async (_case, act) => {
      const before = (await own.card.view(1))?.revision;

      await act();

      const { revision } = (await own.card.view(1))!;
      expect([revision === before, (await database.store.cardStatus('1'))?.revision]).toEqual([false, revision]);
    });
  });

  it('gives the same revision while nothing happens', async () => {
    const [one, two] = [await own.card.view(1), await own.card.view(50, 'deals')];

    expect(one?.revision).toBe(two?.revision);
  });
});
