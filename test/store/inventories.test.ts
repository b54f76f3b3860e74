import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Assessment } from '../../src/model/assessment.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { buildAssessment, finish, judgeAs, resultOf, type Said } from './support/build.ts';

describe.each(databases)('src/store/inventories on %s', (_, start) => {
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

  const ends = (said: Said) => finish(own, said);
  const read = async () => (await own.inventories.read())!;
  const features = async () =>
    (await read()).entries.map(({ feature, staleSince }) => [feature.asset.externalId, staleSince ?? 'sure']);
  const verdicts = () => database.db.selectFrom('assessments').selectAll().orderBy('id').execute();
  const findings = async () =>
    Object.fromEntries(
      (await database.db.selectFrom('findings').selectAll().execute()).map((row) => [
        `${row.key.split(':')[2]} ${row.rule}`,
        [row.outcome, row.first_scan, row.closed_scan],
      ]),
    );

  it('has nothing to show before the first scan has ended', async () => {
    await own.leases.begin('resync', 'x', '2026-11-24');

    expect(await own.inventories.read()).toBeUndefined();
  });

  it('gives back a whole scan, in order of key', async () => {
    const { id } = await ends({ features: { b: { tier: 'high' }, a: {}, B: {} }, cleared: ['z', 'c'] });

    expect(await read()).toMatchObject({
      tenant: { id: 'hubspot-1' },
      scan: { id, kind: 'resync', requests: 3, stamps: { rules: '1' } },
      coverage: [{ stream: 'workflows', status: 'complete', assets: 3 }],
      examined: { assets: 3, ai: 3, notAi: 2, undetermined: 0 },
      entries: [
        { feature: { key: 'hubspot:workflow:B' } },
        { feature: { key: 'hubspot:workflow:a' } },
        { feature: { key: 'hubspot:workflow:b' }, assessment: { tier: 'high' } },
      ],
      cleared: [{ key: 'hubspot:workflow:c' }, { key: 'hubspot:workflow:z' }],
      notVisible: [],
    });
  });

  it('shows the scan that ended last, also when the clock was set back or stood still', async () => {
    await ends({ at: '2026-11-24T10:00:00Z' });
    await ends({ at: '2026-11-24T10:00:00Z' });
    const { id } = await ends({ at: '2026-11-24T09:00:00Z' });

    expect((await read()).scan.id).toBe(id);
    expect(await own.scans.lastCoverage()).toEqual((await read()).coverage);
  });

  it.each<[string, Said['features'], number, string?]>([
    ['nothing when nothing changed', { a: { rules: { r: 'flagged' } } }, 0],
    ['nothing when only the version of the rules changed', { a: { rules: { r: 'flagged' } } }, 0, '2'],
    ['the entry that was renamed', { a: { rules: { r: 'flagged' }, name: 'new' } }, 1],
    ['the entry and the verdict that changed', { a: { rules: { r: 'flagged' }, tier: 'high' } }, 2],
    ['verdict and finding when a rule says something else', { a: { rules: { r: 'needs-review' } } }, 2],
    [
      'entry, verdict and finding of what is new',
      { a: { rules: { r: 'flagged' } }, b: { rules: { r: 'flagged' } } },
      3,
    ],
  ])('writes %s', async (_case, said, written, rulesVersion = '1') => {
    await ends({ features: { a: { rules: { r: 'flagged' } } } });

    expect((await ends({ features: said!, rulesVersion })).written).toBe(written);
  });

  it('keeps every verdict with the scan and the versions it rested on', async () => {
    const first = await ends({ features: { a: { tier: 'minimal' } }, rulesVersion: '1' });
    const second = await ends({ features: { a: { tier: 'high' } }, rulesVersion: '2' });
    const third = await ends({ features: { a: { tier: 'minimal' } }, rulesVersion: '3' });

    const kept = await verdicts();
    expect(kept.map((row) => [row.scan_id, JSON.parse(row.stamps).rules, JSON.parse(row.assessment).tier])).toEqual([
      [first.id, '1', 'minimal'],
      [second.id, '2', 'high'],
      [third.id, '3', 'minimal'],
    ]);
    expect((await read()).entries[0]?.assessment.tier).toBe('minimal');
  });

  describe('what is no longer there', () => {
    const before = { features: { a: {}, b: {} }, at: '2026-11-24T01:00:00Z' };

    it.each([
      ['goes when its stream was read to its end', { mayRetire: ['workflows'] }, [['a', 'sure']]],
      [
        'stays, marked, when it was not',
        { mayRetire: ['emails'] },
        [
          ['a', 'sure'],
          ['b', '2026-11-24T02:00:00Z'],
        ],
      ],
      [
        'stays, marked with all of its stream, when that was refused',
        { mayRetire: [], stale: ['workflows'] },
        [
          ['a', '2026-11-24T02:00:00Z'],
          ['b', '2026-11-24T02:00:00Z'],
        ],
      ],
    ])('%s', async (_case, said, shown) => {
      await ends(before);

      await ends({ features: { a: {} }, ...said, at: '2026-11-24T02:00:00Z' });

      expect(await features()).toEqual(shown);
    });

    it('keeps the day since when it is not sure', async () => {
      await ends(before);
      for (const hour of ['02', '03', '04']) {
        await ends({ features: { a: {} }, stale: ['workflows'], mayRetire: [], at: `2026-11-24T${hour}:00:00Z` });
      }

      expect(await features()).toEqual([
        ['a', '2026-11-24T02:00:00Z'],
        ['b', '2026-11-24T02:00:00Z'],
      ]);
    });

    it('is sure again when its stream can be read again', async () => {
      await ends(before);
      await ends({ features: { a: {} }, stale: ['workflows'], mayRetire: [] });

      await ends(before);

      expect(await features()).toEqual([
        ['a', 'sure'],
        ['b', 'sure'],
      ]);
    });

    it('writes nothing the second time', async () => {
      await ends(before);
      await ends({ features: { a: {} }, mayRetire: [] });

      expect((await ends({ features: { a: {} }, mayRetire: [] })).written).toBe(0);
    });

    it('comes back as the same one', async () => {
      await ends(before);
      await ends({ features: { a: {} } });

      expect((await ends(before)).written).toBe(1);

      expect(await features()).toEqual([
        ['a', 'sure'],
        ['b', 'sure'],
      ]);
    });

    it('is cleared when it turns out to be no AI, and AI again when it is', async () => {
      await ends(before);
      await ends({ features: { a: {} }, cleared: ['b'], mayRetire: [] });
      expect([await features(), (await read()).cleared.length]).toEqual([[['a', 'sure']], 1]);

      await ends(before);

      expect([await features(), (await read()).cleared.length]).toEqual([
        [
          ['a', 'sure'],
          ['b', 'sure'],
        ],
        0,
      ]);
    });

    it('goes at once when it was cleared: nothing is claimed of it', async () => {
      await ends({ cleared: ['a'] });
      await ends({ cleared: [], mayRetire: [] });

      expect((await read()).cleared).toEqual([]);
    });
  });

  describe('a finding', () => {
    const flagged = { features: { a: { rules: { r: 'flagged', s: 'needs-review' } } } } as const;

    it('remembers the scan that saw it first', async () => {
      const { id } = await ends(flagged);
      await ends(flagged);

      expect(await findings()).toEqual({ 'a r': ['flagged', id, null], 'a s': ['needs-review', id, null] });
    });

    it('stays the same one when the rule becomes sure', async () => {
      const { id } = await ends(flagged);
      await ends({ features: { a: { rules: { r: 'flagged', s: 'flagged' } } } });

      expect(await findings()).toEqual({ 'a r': ['flagged', id, null], 'a s': ['flagged', id, null] });
    });

    it.each([
      ['its rule finds nothing any more', { features: { a: { rules: { s: 'needs-review' } } } }, ['a r']],
      ['its feature is gone', {}, ['a r', 'a s']],
      ['its feature is no AI', { cleared: ['a'], mayRetire: [] }, ['a r', 'a s']],
      ['nothing is known of its feature: it stays open', { mayRetire: [] }, []],
    ] as const)('closes when %s', async (_case, said, closed) => {
      await ends(flagged);

      const { id } = await ends(said as Said);

      const closedBy = Object.entries(await findings()).filter(([, [, , by]]) => by !== null);
      expect(closedBy.map(([name, [, , by]]) => [name, by])).toEqual(closed.map((name) => [name, id]));
    });

    it('opens again as the same one', async () => {
      const { id } = await ends(flagged);
      await ends({});
      await ends(flagged);

      expect(await findings()).toEqual({ 'a r': ['flagged', id, null], 'a s': ['needs-review', id, null] });
    });
  });

  it('writes all or nothing', async () => {
    const { id } = await ends({ features: { a: {} } });
    const broken = { ...buildAssessment(), because: null } as unknown as Assessment;

    const failing = own.inventories.write({
      ...resultOf({ features: { b: {} } }, 'next', '2026-11-24'),
      judge: judgeAs(new Map([['hubspot:workflow:b', broken]])),
    });

    await expect(failing).rejects.toThrow();
    expect(await features()).toEqual([['a', 'sure']]);
    expect([(await read()).scan.id, (await verdicts()).length]).toEqual([id, 1]);
  });

  it('takes 10,000 features in one scan, and changes a few of them', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_item, i) => [`f${i}`, { rules: { r: 'flagged' as const } }]),
    );

    expect((await ends({ features: many })).written).toBe(30_000);
    expect((await ends({ features: { ...many, f7: { tier: 'high' as const } } })).written).toBe(3);
    expect((await read()).entries).toHaveLength(10_000);
    expect((await ends({})).written).toBe(20_000 - 1);
  }, 120_000);

  it.each([
    ['NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud83d'],
    ['code that names NUL', '\\u0000'],
  ])('takes a name and a key with %s', async (_case, text) => {
    const said = { features: { [text]: { name: text, rules: { r: 'flagged' as const } } } };

    await ends(said);

    expect((await read()).entries).toHaveLength(1);
    expect((await ends(said)).written).toBe(0);
  });

  it('takes a key that is too long for an index', async () => {
    const id = Array.from({ length: 20_000 }, (_item, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000))).join(
      '',
    );
    const said = { features: { [id]: { rules: { r: 'flagged' as const } } } };

    await ends(said);

    expect((await read()).entries).toHaveLength(1);
    expect((await ends(said)).written).toBe(0);
    expect((await ends({})).written).toBe(2);
  });
});
