import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FeatureFilter } from '../../src/store/features.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { finish } from './support/build.ts';

describe.each(databases)('src/store/features on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  beforeAll(async () => {
    database = await start();
    own = database.store.of(await database.store.upsertTenant('hubspot', '1'));
    const tiers = ['minimal', 'high', 'limited', 'undetermined', 'prohibited'] as const;
    const features = Object.fromEntries(tiers.map((tier, index) => [`${index}`, { tier, name: `Ñame ${tier} 100%_` }]));
    await finish(own, { features, cleared: ['z'] });
  });
  afterAll(() => database.close());

  const list = async (filter: Partial<FeatureFilter>) => {
    const { total, entries } = await own.features.list({
      sort: 'key',
      descending: false,
      page: 1,
      size: 50,
      ...filter,
    });
    return [total, entries.map(({ assessment }) => assessment.tier)];
  };

  it.each<[string, Partial<FeatureFilter>, number, string[]]>([
    ['all, gravest first', { sort: 'tier' }, 5, ['prohibited', 'high', 'limited', 'undetermined', 'minimal']],
    [
      'all by name, backwards',
      { sort: 'name', descending: true },
      5,
      ['undetermined', 'prohibited', 'minimal', 'limited', 'high'],
    ],
    ['a page', { page: 2, size: 2 }, 5, ['limited', 'undetermined']],
    ['a page after the last', { page: 9, size: 2 }, 5, []],
    ['some tiers', { tier: ['high', 'minimal'] }, 2, ['minimal', 'high']],
    ['no such kind', { kind: ['chatbot'] }, 0, []],
    ['no such flag', { flag: ['high-risk-review'] }, 0, []],
    ['words in any case', { q: 'ñAME HIGH' }, 1, ['high']],
    ['signs that mean nothing here', { q: '%_' }, 5, ['minimal', 'high', 'limited', 'undetermined', 'prohibited']],
    ['signs that are in no name', { q: "'; drop table inventory" }, 0, []],
    ['nothing open', { open: true }, 0, []],
  ])('lists %s', async (_case, filter, total, tiers) => {
    expect(await list(filter)).toEqual([total, tiers]);
  });

  it('gives one feature, and none that was cleared', async () => {
    expect((await own.features.get('hubspot:workflow:1'))?.assessment.tier).toBe('high');
    expect(await own.features.get('hubspot:workflow:z')).toBeUndefined();
    expect((await own.features.cleared('hubspot:workflow:z'))?.key).toBe('hubspot:workflow:z');
  });
});
