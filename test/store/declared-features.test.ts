import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { DeclaredFeature } from '../../src/model/declared-feature.ts';
import { valueOf } from '../../src/model/facts.ts';
import { changesOf } from '../../src/scan/changes.ts';
import { featureEntered } from '../../src/scan/entered.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { tenantDatabase } from '../../src/store/tenant-dialect.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { ADA } from './support/actors.ts';
import { buildAssessment, finish, resultOf } from './support/build.ts';

const SAID: DeclaredFeature = {
  name: 'CV screening',
  kind: 'score',
  system: { vendor: 'Acme', name: 'Acme Screen' },
  facts: { planned: true, effect: ['hiring'] },
};
const judging: Parameters<TenantStore['declared']['add']>[2] = {
  judge: ({ facts }) => ({
    answers: {},
    assessment: buildAssessment({ tier: valueOf(facts, 'effect')?.includes('hiring') ? 'high' : 'minimal' }),
  }),
  stamps: { rules: '1', law: '1', catalogue: '1', mappings: '1' },
  describe: changesOf,
  enter: (entered) => featureEntered('hubspot', entered, undefined),
};

describe.each(databases)('src/store/declared-features on %s', (_, start) => {
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

  const by = { by: ADA };
  const add = (said = SAID) => own.declared.add(said, { ...by, reason: 'The HR team wants it.' }, judging);
  const listed = async () =>
    (await own.features.list({ sort: 'key', descending: false, page: 1, size: 9 })).entries.map(
      ({ feature, assessment }) => [feature.asset.kind, feature.name, assessment.tier],
    );
  const changes = async () => (await own.changes.list()).map(({ name, what }) => `${name}: ${what}`);

  it('stands in the inventory at once, judged, before any scan', async () => {
    const id = await add();
    const entry = await own.features.get(`hubspot:declared:${id}`);

    expect(entry).toMatchObject({
      feature: {
        stream: 'declared',
        kind: 'score',
        asset: { kind: 'declared', externalId: id, name: 'CV screening' },
        system: { id: 'acme-screen', vendor: 'Acme', name: 'Acme Screen' },
        facts: { effect: { known: true, value: ['hiring'], basis: 'declared', at: 'declaration of 2026-11-27' } },
        evidence: [{ claim: { id: 'evidence.declared' }, certainty: 'likely' }],
      },
      assessment: { tier: 'high' },
    });
    expect(await changes()).toEqual(['CV screening: new']);
  });

  it('stays through a scan that finds other things, and is no change of that', async () => {
    await add();
    for (const scan of ['s1', 's2']) {
      const { id, startedAt } = await own.leases.begin('resync', scan, '2026-11-27T10:00:00.000Z');
      await own.inventories.write({ ...resultOf({ features: { a: {} } }, id, startedAt), judge: judging.judge });
    }

    const stored = await own.inventories.read();
    expect(stored?.entries.map(({ feature }) => feature.name).toSorted()).toEqual(['CV screening', 'flow a']);
    expect(await changes()).toEqual(['CV screening: new', 'flow a: new']);
  });

  it('is found by a scan that began before it and ends after it', async () => {
    const { id, startedAt } = await own.leases.begin('resync', 'scan-x', '2026-11-27T10:00:00.000Z');
    const entered = await add();
    await own.leases.release(id);
    await finish(own, { features: {}, at: startedAt });

    expect(await own.features.get(`hubspot:declared:${entered}`)).toBeDefined();
  });

  it('counts the last word, keeps all, and judges each', async () => {
    await finish(own, { features: {} });
    const id = await add();
    database.clock.forward(86_400_000);
    const changed = { ...SAID, name: 'CV sorting', facts: { effect: ['none'] } } as DeclaredFeature;
    expect(await own.declared.change(id, () => changed, by, judging)).toBe(true);

    expect(await listed()).toEqual([['declared', 'CV sorting', 'minimal']]);
    expect(await changes()).toEqual(['CV screening: new', 'CV sorting: facts', 'CV sorting: verdict']);
    expect(await own.declared.history(id)).toMatchObject([
      { id, said: { name: 'CV sorting' }, by: ADA },
      { id, said: { name: 'CV screening' }, reason: 'The HR team wants it.' },
    ]);
  });

  it('is gone when it is withdrawn, and stays so through the next scan', async () => {
    const id = await add();
    expect(await own.declared.withdraw(id, { ...by, reason: 'It was dropped.' }, judging)).toBe(true);
    await finish(own, { features: {} });

    expect([await listed(), await own.declared.list()]).toEqual([[], []]);
    expect(await changes()).toEqual(['CV screening: new', 'CV screening: gone']);
    const [last] = await own.declared.history(id);
    expect(last).toMatchObject({ reason: 'It was dropped.' });
    expect(last).not.toHaveProperty('said');
  });

  it('cannot be changed or withdrawn when there is none, or no longer', async () => {
    const id = await add();
    await own.declared.withdraw(id, by, judging);

    for (const unknown of [id, 'none']) {
      expect(await own.declared.change(unknown, () => SAID, by, judging)).toBe(false);
      expect(await own.declared.withdraw(unknown, by, judging)).toBe(false);
    }
    expect(await own.declared.history('none')).toEqual([]);
  });

  it('notes who entered, changed and withdrew what', async () => {
    const id = await add();
    await own.declared.change(id, (before) => ({ ...before, note: 'x' }), by, judging);
    await own.declared.withdraw(id, by, judging);

    const acts = (await own.audit.entries()).filter(({ action }) => action.startsWith('feature.')).toReversed();
    expect(acts).toMatchObject([
      { actor: ADA, action: 'feature.entered', target: id, details: { name: 'CV screening' } },
      { actor: ADA, action: 'feature.changed', target: id },
      { actor: ADA, action: 'feature.withdrawn', target: id },
    ]);
    expect((await database.store.audit.verify()).faults).toEqual([]);
  });

  it('keeps every change that several make at once', async () => {
    const id = await add();
    const facts = { enabled: true, inUse: true, profiling: true, ownBrand: false, published: false };
    await Promise.all(
      Object.entries(facts).map(([name, value]) =>
        own.declared.change(id, (before) => ({ ...before, facts: { ...before.facts, [name]: value } }), by, judging),
      ),
    );

    expect((await own.declared.list())[0]?.said.facts).toEqual({ ...SAID.facts, ...facts });
    expect(await own.declared.history(id)).toHaveLength(6);
  });

  it.each(['update declared_features set said = null', 'delete from declared_features'])(
    'lets nobody of a tenant say “%s”',
    async (statement) => {
      await add();
      const asTenant = tenantDatabase(database.db, 'hubspot-1');

      await expect(sql.raw(statement).execute(asTenant)).rejects.toThrow(/permission denied/);
    },
  );
});
