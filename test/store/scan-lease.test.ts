import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { ScanRunning } from '../../src/kit/errors.ts';
import { LeaseLost } from '../../src/store/scan-lease.ts';
import { Store, type TenantStore } from '../../src/store/store.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { finish, interrupt, resultOf } from './support/build.ts';

const AT = '2026-11-24T01';
const fault = { code: 'X', message: 'What happened.', help: 'What to do.' };

describe.each(databases)('src/store/scan-lease on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  /** The same tenant, as another process sees it. */
  let other: TenantStore;
  beforeAll(async () => {
    database = await start();
  });
  beforeEach(async () => {
    const tenant = await database.store.upsertTenant('hubspot', '1');
    own = database.store.of(tenant);
    other = new Store(database.db, () => Promise.resolve(), database.store.statements).of(tenant);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  /** As if the process that holds the lease had been silent for long enough. */
  const silence = () => sql`update scans set lease_until = now() - interval '1 second'`.execute(database.db);
  const waited = () => sql`update scans set wait_until = now() - interval '1 second'`.execute(database.db);
  const page = { seen: [], quarantined: [], refused: [], done: false };

  describe('begin', () => {
    it.each([
      ['let go', () => interrupt(own)],
      ['whose process is gone', () => silence()],
    ])('goes on with a scan that was %s', async (_case, end) => {
      await own.leases.begin('resync', 'first', AT);
      await end();

      expect(await other.leases.begin('resync', 'second', '2026-11-24T02')).toEqual({
        id: 'first',
        kind: 'resync',
        startedAt: AT,
        resumed: true,
        attempts: 2,
      });
    });

    it.each([
      ['of another kind', () => own.leases.begin('reassess', 'first', AT).then(() => interrupt(own))],
      ['that has ended', () => finish(own, {})],
      [
        'that was given up',
        async () => {
          await own.leases.begin('resync', 'first', AT);
          await own.leases.giveUp('first', 'failed', AT, fault);
        },
      ],
    ])('does not go on with a scan %s', async (_case, before) => {
      await before();

      expect(await own.leases.begin('resync', 'second', '2026-11-24T03')).toMatchObject({
        id: 'second',
        startedAt: '2026-11-24T03',
        resumed: false,
      });
    });

    it('is refused while another process works, and says how long at most', async () => {
      await own.leases.begin('resync', 'first', AT);

      const refused: unknown = await other.leases.begin('resync', 'second', AT).catch((error: unknown) => error);

      expect(refused).toBeInstanceOf(ScanRunning);
      const { waitMs } = refused as ScanRunning;
      expect([waitMs > 0, waitMs <= 30_000]).toEqual([true, true]);
    });

    it('gives one scan to many that begin at once', async () => {
      const began = await Promise.allSettled(
        Array.from({ length: 20 }, (_item, i) => (i % 2 ? own : other).leases.begin('resync', `s${i}`, AT)),
      );

      expect(began.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await own.scans.list()).toHaveLength(1);
    });
  });

  describe('request', () => {
    it('makes one scan of a hundred requests at once, and joins the others to it', async () => {
      const asked = await Promise.all(
        Array.from({ length: 100 }, (_item, i) =>
          (i % 2 ? own : other).requests.add({ kind: 'resync', id: `s${i}`, by: 'user:1', at: AT }),
        ),
      );

      expect(asked.filter(({ joined }) => !joined)).toHaveLength(1);
      expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
      expect(await own.scans.list()).toMatchObject([{ state: 'queued', requestedBy: 'user:1', attempts: 0 }]);
    });

    it('joins a scan that runs, and begins another when that has ended', async () => {
      await own.leases.begin('resync', 'runs', AT);
      expect(await other.requests.add({ kind: 'resync', id: 'x', by: 'user:1', at: AT })).toMatchObject({
        id: 'runs',
        joined: true,
      });
      await own.inventories.write(resultOf({}, 'runs', AT));

      expect(await other.requests.add({ kind: 'resync', id: 'x', by: 'user:1', at: AT })).toMatchObject({
        id: 'x',
        joined: false,
      });
    });
  });

  describe('claim', () => {
    beforeEach(() => own.requests.add({ kind: 'resync', id: 's', by: 'user:1', at: AT }));

    it('gives a waiting scan to one of many', async () => {
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_item, i) => (i % 2 ? own : other).leases.claim('s', '2026-11-24T05')),
      );

      expect(claims.filter(Boolean)).toEqual([
        { id: 's', kind: 'resync', startedAt: '2026-11-24T05', resumed: false, attempts: 1 },
      ]);
      expect(await database.store.takeableScans(10)).toEqual([]);
    });

    it.each([
      ['is held', () => Promise.resolve(), false],
      ['whose holder is silent', () => silence(), true],
      ['waits for later', () => own.leases.postpone('s', 60_000, fault), false],
      ['has waited', () => own.leases.postpone('s', 60_000, fault).then(waited), true],
      ['was let go', () => own.leases.release('s'), true],
      ['was given up', () => own.leases.giveUp('s', 'failed', AT, fault), false],
      ['was cancelled', () => own.leases.release('s').then(() => own.leases.cancel('s', AT)), false],
    ])('of a scan that %s', async (_case, then, isTaken) => {
      await own.leases.claim('s', AT);
      await then();

      const takeable = isTaken ? [{ tenant: 'hubspot-1', scan: 's' }] : [];
      expect(await database.store.takeableScans(10)).toEqual(takeable);
      expect((await other.leases.claim('s', AT)) !== undefined).toBe(isTaken);
    });

    it('leaves to a command line what a command line began', async () => {
      await own.leases.cancel('s', AT);
      await own.leases.begin('resync', 'by-hand', AT);
      await silence();

      expect(await database.store.takeableScans(10)).toEqual([]);
    });
  });

  describe('whoever lost the lease', () => {
    beforeEach(async () => {
      await own.leases.begin('resync', 's', AT);
      await silence();
      await other.leases.begin('resync', 'x', AT);
    });

    it.each<[string, () => Promise<unknown>]>([
      ['keeps no page', () => own.scans.keepPage('s', 'workflows', [], page)],
      ['forgets no page', () => own.scans.forgetPages('s', 'workflows')],
      ['retires no asset', () => own.scans.retire('s', ['workflow'], new Set())],
      ['writes no result', () => own.inventories.write(resultOf({}, 's', AT))],
      ['renews nothing', () => own.leases.renew('s')],
    ])('%s', async (_case, act) => {
      await expect(act()).rejects.toThrow(LeaseLost);

      expect(await own.scans.list()).toMatchObject([{ id: 's', state: 'running', attempts: 2 }]);
    });

    it('lets nobody else go, postpones nothing and gives nothing up', async () => {
      await own.leases.release('s');
      await own.leases.postpone('s', 1, fault);

      expect(await own.leases.giveUp('s', 'failed', AT, fault)).toBe(false);
      expect(await other.leases.renew('s')).toEqual({ cancelRequested: false });
    });

    it('does not make a failure of what somebody else has ended well', async () => {
      await other.inventories.write(resultOf({}, 's', AT));

      expect(await own.leases.giveUp('s', 'failed', AT, fault)).toBe(false);
      expect(await own.scans.list()).toMatchObject([{ state: 'done' }]);
    });
  });

  it('tells how far a scan is, and hears that it is to end', async () => {
    await own.leases.begin('resync', 's', AT);
    const progress = {
      streams: 3,
      done: 1,
      requests: 7,
      reading: [{ stream: 'a', state: 'reading' as const, assets: 2 }],
    };

    expect(await own.leases.renew('s', progress)).toEqual({ cancelRequested: false });
    expect(await other.scans.get('s')).toMatchObject({ state: 'running', progress });
    expect(await other.leases.cancel('s', AT)).toBe(true);
    expect(await own.leases.renew('s')).toEqual({ cancelRequested: true });
    expect(await other.scans.get('s')).toMatchObject({ state: 'running', cancelRequested: true, progress });
  });

  it('cancels at once what only waits, and nothing that has ended', async () => {
    await own.requests.add({ kind: 'resync', id: 's', by: 'user:1', at: AT });

    expect(await own.leases.cancel('s', '2026-11-24T09')).toBe(true);
    expect(await own.leases.cancel('s', AT)).toBe(false);
    expect(await own.scans.list()).toMatchObject([{ state: 'cancelled', finishedAt: '2026-11-24T09' }]);
  });

  it('says why a scan was given up, and why one waits', async () => {
    await own.leases.begin('resync', 'a', AT);
    await own.leases.giveUp('a', 'failed', AT, fault);
    await own.leases.begin('resync', 'b', '2026-11-24T02');
    await own.leases.postpone('b', 60_000, fault);

    expect(await own.scans.list()).toMatchObject([
      { id: 'b', state: 'queued', fault, waitsUntil: expect.any(String) },
      { id: 'a', state: 'failed', fault },
    ]);
  });
});
