import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { valueOf } from '../../src/model/facts.ts';
import { answersTo } from '../../src/normalise/declare.ts';
import { changesOf } from '../../src/scan/changes.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { ADA } from './support/actors.ts';
import { buildAssessment, finish, resultOf } from './support/build.ts';

const KEY = 'hubspot:workflow:a';
const STAMPS = { rules: '1', law: '1', catalogue: '1', mappings: '1' };
/** High when somebody said that it hires. */
const judge: Parameters<TenantStore['features']['judgeAgain']>[0]['judge'] = (feature, declared) => {
  const answers = answersTo(feature, declared);
  const hires = valueOf({ ...feature.facts, ...answers }, 'effect')?.includes('hiring');
  return { answers, assessment: buildAssessment({ tier: hires ? 'high' : 'minimal' }) };
};

describe.each(databases)('src/store/declarations on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  beforeAll(async () => {
    database = await start();
  });
  beforeEach(async () => {
    own = database.store.of(await database.store.upsertTenant('hubspot', '1'));
    await finish(own, { features: { a: {}, b: {} } });
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const declare = (value: unknown, key = KEY) =>
    own.declarations.add({ key, fact: 'effect', by: ADA, ...(value !== undefined && { value }) });
  const again = (key?: string) =>
    own.features.judgeAgain({ judge, stamps: STAMPS, describe: changesOf, ...(key !== undefined && { key }) });
  const tier = async (key = KEY) => (await own.features.get(key))?.assessment.tier;
  const scan = async () => {
    const begun = await own.leases.begin('resync', 'scan-x', '2026-11-27T11:00:00.000Z');
    await own.inventories.write({ ...resultOf({ features: { a: {}, b: {} } }, begun.id, begun.startedAt), judge });
  };

  it('judges a feature again with what was declared, and only that one', async () => {
    await declare(['hiring']);
    await again(KEY);

    expect([await tier(), await tier('hubspot:workflow:b')]).toEqual(['high', 'minimal']);
    expect((await own.features.get(KEY))?.feature.facts.effect).toMatchObject({ basis: 'declared', value: ['hiring'] });
    expect((await own.changes.list()).at(-1)).toMatchObject({ key: KEY, what: 'verdict' });
  });

  it('keeps what was declared through the next scan, and counts the last word', async () => {
    await declare(['hiring']);
    await scan();
    const after = await tier();
    await declare(['none']);
    await again(KEY);

    expect([after, await tier()]).toEqual(['high', 'minimal']);
    expect(await own.declarations.of(KEY)).toHaveLength(1);
    expect(await database.db.selectFrom('declarations').selectAll().execute()).toHaveLength(2);
  });

  it('leaves nothing behind when it is taken back', async () => {
    const before = await own.features.get(KEY);
    await declare(['hiring']);
    await again(KEY);
    await declare(undefined);
    await again(KEY);

    expect(await own.features.get(KEY)).toEqual(before);
    expect(await own.declarations.of(KEY)).toEqual([]);
  });

  it('holds what is said of the company for every feature', async () => {
    await declare(['hiring'], '*');
    await again();

    expect([await tier(), await tier('hubspot:workflow:b')]).toEqual(['high', 'high']);
  });

  it('sees what is declared while a scan ends, whichever comes first', async () => {
    await declare(['hiring']);
    await Promise.all([scan(), again(KEY), again(KEY)]);

    expect(await tier()).toBe('high');
  });

  it('notes each act', async () => {
    await declare(['hiring']);
    await declare(undefined);

    const [last, first] = await own.audit.entries({ limit: 2 });
    expect([first?.action, last?.action]).toEqual(['fact.declared', 'fact.withdrawn']);
    expect(first).toMatchObject({ actor: ADA, target: KEY, details: { fact: 'effect', value: ['hiring'] } });
  });

  it('lets a decision lapse when its ground is another, once and for good', async () => {
    await own.decisions.add({ kind: 'accept', reason: 'looked at', by: ADA }, (await own.features.get(KEY))!);
    await scan();
    const standing = await own.decisions.of(KEY);
    await declare(['hiring']);
    await again(KEY);
    await declare(undefined);
    await again(KEY);

    expect(standing[0]?.lapsedAt).toBeUndefined();
    expect(await own.decisions.of(KEY)).toMatchObject([
      { kind: 'accept', reason: 'looked at', lapsedAt: expect.any(String) },
    ]);
  });

  it('does not let a decision lapse by another name', async () => {
    await own.decisions.add({ kind: 'accept', reason: 'looked at', by: ADA }, (await own.features.get(KEY))!);
    await finish(own, { features: { a: { name: 'renamed' }, b: {} } });

    expect((await own.decisions.of(KEY))[0]?.lapsedAt).toBeUndefined();
  });
});
