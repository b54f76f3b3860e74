import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { known, unknown } from '../../src/model/fact.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { finish, resultOf, type Said } from './support/build.ts';

describe.each(databases)('src/store/changes on %s', (_, start) => {
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

  const on = { enabled: known(true, 'observed', 'a') };
  const high = { tier: 'high' as const, flags: ['high-risk-review' as const], rules: { r: 'flagged' as const } };

  /** What the second scan changed. */
  async function between(first: Said, second: Said) {
    await finish(own, first);
    const since = (await own.changes.list()).at(-1)?.id ?? 0;
    await finish(own, second);
    return own.changes.list({ since });
  }

  it.each<[string, Said, Said, object[]]>([
    ['a feature that is new', {}, { features: { a: high } }, [{ what: 'new', detail: { after: { tier: 'high' } } }]],
    ['a feature that is gone', { features: { a: high } }, {}, [{ what: 'gone', detail: { before: { tier: 'high' } } }]],
    [
      'a feature that is no AI any more',
      { features: { a: {} } },
      { cleared: ['a'] },
      [{ what: 'gone', detail: { cleared: true } }],
    ],
    ['what was cleared and is AI now', { cleared: ['a'] }, { features: { a: {} } }, [{ what: 'new' }]],
    [
      'a fact that became known, and one that moved',
      { features: { a: { facts: on } } },
      { features: { a: { facts: { enabled: known(false, 'observed', 'a'), inUse: known(true, 'observed', 'b') } } } },
      [
        {
          what: 'facts',
          detail: {
            facts: [
              { fact: 'enabled', before: true, after: false },
              { fact: 'inUse', before: null, after: true },
            ],
          },
        },
      ],
    ],
    [
      'another tier, with the rules that say so',
      { features: { a: { rules: { old: 'flagged' } } } },
      { features: { a: high } },
      [
        {
          what: 'verdict',
          detail: {
            before: { tier: 'minimal', flags: [], notice: 'not-needed' },
            after: { tier: 'high', flags: ['high-risk-review'], notice: 'not-needed' },
            says: [{ rule: 'r' }],
            silent: ['old'],
          },
        },
      ],
    ],
    [
      'a notice that was taken away',
      { features: { a: { notice: 'present' } } },
      { features: { a: { notice: 'absent' } } },
      [{ what: 'verdict', detail: { before: { notice: 'present' }, after: { notice: 'absent' } } }],
    ],
    [
      'facts and verdict of one feature, and nothing of the others',
      { features: { a: { facts: on }, b: {} } },
      { features: { a: { ...high }, b: {} } },
      [{ what: 'facts' }, { what: 'verdict' }],
    ],
    ['nothing, when all is equal', { features: { a: high } }, { features: { a: high } }, []],
    [
      'nothing, when a fact is only seen at another place',
      { features: { a: { facts: on } } },
      { features: { a: { facts: { enabled: known(true, 'catalogue', 'elsewhere') } } } },
      [],
    ],
    [
      'nothing, when a fact stays unknown for another reason',
      { features: { a: { facts: { effect: unknown('not-returned') } } } },
      { features: { a: { facts: { effect: unknown('access-denied') } } } },
      [],
    ],
    [
      'nothing of a feature that could not be looked for',
      { features: { a: high } },
      { mayRetire: [], stale: ['workflows'] },
      [],
    ],
  ])('tells %s', async (_case, first, second, expected) => {
    const changes = await between(first, second);

    expect(changes).toHaveLength(expected.length);
    expect(changes).toMatchObject(expected.map((one) => ({ key: 'hubspot:workflow:a', name: 'flow a', ...one })));
  });

  it('names both stored verdicts, so that their rules can be read', async () => {
    const [change] = await between({ features: { a: {} } }, { features: { a: high } });
    const stored = await database.db.selectFrom('assessments').select(['id', 'assessment']).orderBy('id').execute();

    expect([change?.detail.before?.assessment, change?.detail.after?.assessment]).toEqual(
      stored.map(({ id }) => Number(id)),
    );
    expect(stored.map(({ assessment }) => (JSON.parse(assessment) as { tier: string }).tier)).toEqual([
      'minimal',
      'high',
    ]);
  });

  it('goes on where a reader stopped, in an order that never changes', async () => {
    await finish(own, { features: { a: {}, b: {}, c: {} } });
    await finish(own, { features: { a: {} } });
    const all = await own.changes.list();
    const [first] = await own.changes.list({ limit: 1 });
    const rest = await own.changes.list({ since: first!.id });

    expect([first, ...rest]).toEqual(all);
    expect(all.map(({ what }) => what)).toEqual(['new', 'new', 'new', 'gone', 'gone']);
    expect(await own.changes.list({ since: all.at(-1)!.id })).toEqual([]);
  });

  it('keeps changes with the result they came with, or not at all', async () => {
    await finish(own, { features: { a: {} } });
    const before = await own.changes.list();
    await own.leases.begin('resync', 'lost', '2026-11-25');
    await own.leases.release('lost');

    const failing = own.inventories.write(resultOf({ features: { a: high, b: {} } }, 'lost', '2026-11-25'));

    await expect(failing).rejects.toThrow('no longer ours');
    expect(await own.changes.list()).toEqual(before);
  });

  it('shows a tenant its own', async () => {
    await finish(own, { features: { a: {} } });
    const other = database.store.of(await database.store.upsertTenant('hubspot', '2'));

    expect(await other.changes.list()).toEqual([]);
    expect(await own.changes.list()).toHaveLength(1);
  });
});
