import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { push } from '../../src/jobs/push-worker.ts';
import { tellPackage } from '../../src/jobs/tell-package.ts';
import { AccessDenied, AuthFailed, VendorUnavailable } from '../../src/kit/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import { OWN_PACKAGE, type PushedSummary, type ReadySummary } from '../../src/model/pushed-summary.ts';
import { registryOf } from '../../src/registry.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { makeWords } from '../../src/words.ts';
import { ADA } from '../store/support/actors.ts';
import { finish } from '../store/support/build.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const [[, pglite]] = databases;
const { rules } = registryOf(loadKnowledge());
const law = loadLaw();

describe('src/jobs/tell-package', () => {
  let database: TestDatabase;
  let own: TenantStore;
  let written: PushedSummary[];
  let answer: () => Promise<{ held: boolean }>;
  beforeAll(async () => {
    database = await pglite();
  });
  beforeEach(async () => {
    written = [];
    answer = () => Promise.resolve({ held: false });
    own = database.store.of(await database.store.upsertTenant('sugarcrm', 'acme.example'));
    await own.connections.save({ auth: 'password', credentials: {} }, ADA);
    await finish(own, { features: { a: { tier: 'high' }, b: { tier: 'minimal' } } });
    await installed([OWN_PACKAGE.name, true]);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  async function installed(...packages: [name: string, enabled?: boolean][]) {
    await own.assets.retire(['package'], new Set());
    const assets = packages.map(([name, enabled], index) => ({
      kind: 'package',
      externalId: `p${index}`,
      payload: { name, ...(enabled !== undefined && { enabled }), installed: true },
    }));
    await own.assets.keep('packages', assets);
  }
  const tell = () =>
    tellPackage(own, {
      write: (summary) => {
        written.push(summary);
        return answer();
      },
      words: (language) => makeWords(law, rules, language),
      dashboard: 'https://ai.example.com',
      now: () => new Date(database.clock.now()),
    });
  const state = async () => (await own.pushes.read())?.state;

  it('tells what stands, the gravest first, and keeps that it did', async () => {
    expect(await tell()).toBeUndefined();
    expect(written).toHaveLength(1);
    const summary = written[0] as ReadySummary;
    expect(summary.features.map(({ tier }) => tier)).toEqual(['high', 'minimal']);
    expect(summary).toMatchObject({ state: 'ready', totals: { all: 2 }, dashboard: 'https://ai.example.com' });
    expect(await state()).toBe('shown');
    const [act] = await own.audit.entries();
    expect(act).toMatchObject({
      action: 'summary.pushed',
      details: { features: 2, leftOut: 0, digest: summary.digest },
    });
  });

  it('tells what a person decided', async () => {
    const entry = (await own.features.get('hubspot:workflow:a'))!;
    await own.decisions.add({ kind: 'dispute', reason: 'not so', by: ADA }, entry);
    await tell();
    expect((written[0] as ReadySummary).features[0]).toMatchObject({ decision: 'dispute' });
  });

  it('notes nothing when Sugar had it already', async () => {
    answer = () => Promise.resolve({ held: true });
    await tell();
    expect(await state()).toBe('shown');
    expect((await own.audit.entries()).map(({ action }) => action)).not.toContain('summary.pushed');
  });

  it.each<[string, [string, boolean?][]]>([
    ['there is no package', []],
    ['there are others only', [['Other', true]]],
    ['ours is switched off', [[OWN_PACKAGE.name, false]]],
  ])('tells nothing, and keeps nothing, where %s', async (_, packages) => {
    await installed(...packages);
    await tell();
    expect([written, await state()]).toEqual([[], undefined]);
  });

  it('takes back what it told when the package is gone, once', async () => {
    await tell();
    await installed();
    await tell();
    await tell();
    expect(written.map((one) => one.state)).toEqual(['ready', 'disconnected']);
    expect(await state()).toBe('removed');
    await installed([OWN_PACKAGE.name]);
    await tell();
    expect(await state()).toBe('shown');
  });

  it('tells nothing of an account that was never scanned', async () => {
    await database.empty();
    own = database.store.of(await database.store.upsertTenant('sugarcrm', 'acme.example'));
    await installed([OWN_PACKAGE.name]);
    await tell();
    expect([written, await state()]).toEqual([[], undefined]);
  });

  it.each([
    ['waiting', 'may pass', new VendorUnavailable('It is away.')],
    ['failed', 'stays', new AccessDenied('the summary', ['admin user'])],
  ])('is %s after what %s, and throws nothing', async (kept, _, error) => {
    answer = () => Promise.reject(error);
    expect(await tell()).toBe(error);
    expect(await own.pushes.read()).toMatchObject({
      state: kept,
      tries: 1,
      fault: { code: error.code, help: error.help },
    });
  });

  it('waits longer each time, and a quarter of a day at most', async () => {
    answer = () => Promise.reject(new VendorUnavailable('It is away.'));
    const waits: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      await tell();
      const row = await database.db.selectFrom('pushes').select('next_at').executeTakeFirstOrThrow();
      waits.push((Date.parse(row.next_at ?? '') - database.clock.now()) / 60_000);
    }
    expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
    expect(waits.at(-1)).toBe(360);
  });

  it('lets a fault of ours through, and is tried again', async () => {
    answer = () => Promise.reject(new TypeError('a bug'));
    await expect(tell()).rejects.toThrow('a bug');
    expect(await own.pushes.read()).toMatchObject({ state: 'waiting', fault: { code: 'INTERRUPTED' } });
    expect(JSON.stringify(await own.pushes.read())).not.toContain('a bug');
  });

  describe('src/jobs/push-worker', () => {
    const work = () => push({ store: database.store, push: tell }, { tenant: own.tenant.id });

    it('tells what is out of date, and asks nothing where it is not', async () => {
      await own.pushes.shown('r0');
      await work();
      await work();
      expect(written).toHaveLength(1);
      expect(await state()).toBe('shown');
    });

    it('does not sign in while a scan is open: its end tells', async () => {
      await own.pushes.shown('r0');
      await own.requests.add({ kind: 'resync', id: 's', by: ADA.id, at: '2026-11-27T10:00:00.000Z' });
      await work();
      expect(written).toEqual([]);
    });

    it('tries nothing more with credentials that are refused', async () => {
      await own.pushes.shown('r0');
      answer = () => Promise.reject(new AuthFailed('No.', 'Connect again.'));
      await work();
      expect((await own.connections.read())?.state).toBe('reconnect');
      await work();
      expect(written).toHaveLength(1);
    });

    it('leaves an account alone that is gone', async () => {
      await database.store.eraseTenant(own.tenant.id, ADA);
      await work();
      expect(written).toEqual([]);
    });
  });
});
