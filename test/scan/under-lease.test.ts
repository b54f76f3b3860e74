import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { ScanRunning } from '../../src/kit/errors.ts';
import type { ScanProgress } from '../../src/model/scan-state.ts';
import { SYSTEM } from '../../src/model/audit.ts';
import { beginWhenFree, letGo, ScanCancelled, underLease } from '../../src/scan/under-lease.ts';
import { LeaseLost } from '../../src/store/scan-lease.ts';
import { Store, type TenantStore } from '../../src/store/store.ts';
import { ManualClock } from '../pull/transport/support/manual-clock.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const AT = '2026-11-27T10:00:00Z';

describe.each(databases)('src/scan/under-lease on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  let other: TenantStore;
  let clock: ManualClock;
  beforeAll(async () => {
    database = await start();
  });
  beforeEach(async () => {
    const tenant = await database.store.upsertTenant('hubspot', '1');
    own = database.store.of(tenant);
    other = new Store(database.db, () => Promise.resolve(), database.store.statements).of(tenant);
    clock = new ManualClock();
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const silence = () => sql`update scans set lease_until = now() - interval '1 second'`.execute(database.db);
  const untilStopped = ({ signal }: AbortController) =>
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('the connection was closed')));
    });

  /** A scan whose work lasts until it is stopped; time passes until then. */
  async function work(progress?: () => ScanProgress) {
    const scan = await own.leases.begin('resync', 's', AT);
    const stop = new AbortController();
    const done = underLease({ leases: own.leases, scan, clock, stop, ...(progress && { progress }) }, () =>
      untilStopped(stop),
    );
    const ended = done.catch((error: unknown) => error);
    const pass = async () => {
      let isOver = false;
      void ended.then(() => (isOver = true));
      while (!isOver) {
        await clock.advance(1_000);
      }
      return ended;
    };
    return { pass, ended };
  }

  it('ends the work when somebody cancels the scan, and says why', async () => {
    const { pass } = await work();
    await other.leases.cancel('s', AT);

    expect(await pass()).toBeInstanceOf(ScanCancelled);
    expect(clock.pending).toBe(0);
  });

  it('ends the work when another process has taken the scan over', async () => {
    const { pass } = await work();
    await silence();
    await other.leases.begin('resync', 'x', AT);

    expect(await pass()).toBeInstanceOf(LeaseLost);
  });

  it('renews the lease and tells progress while the work goes on', async () => {
    const scan = await own.leases.begin('resync', 's', AT);
    await silence();
    const progress: ScanProgress = { streams: 2, done: 1, requests: 5, reading: [] };
    const work = Promise.withResolvers<string>();
    const stop = new AbortController();
    const done = underLease({ leases: own.leases, scan, clock, stop, progress: () => progress }, () => work.promise);
    while (!(await own.scans.get('s'))?.progress) {
      await clock.advance(1_000);
    }

    await expect(other.leases.begin('resync', 'x', AT)).rejects.toThrow(ScanRunning);
    expect(await other.scans.get('s')).toMatchObject({ progress });
    work.resolve('done');
    expect(await done).toBe('done');
    expect(clock.pending).toBe(0);
  });

  it('goes on with a scan whose process was killed, when its lease has run out', async () => {
    await other.leases.begin('resync', 's', AT);
    const begun = beginWhenFree(own.leases, 'resync', 'x', AT, clock);
    while (clock.pending === 0) {
      await clock.advance(0);
    }
    const [wait] = clock.waits;
    await silence();
    await clock.advance(wait ?? 0);

    expect(await begun).toMatchObject({ id: 's', resumed: true });
    expect(wait).toBeGreaterThan(20_000);
    expect(wait).toBeLessThanOrEqual(30_000);
  });

  it('refuses when the other process is alive', async () => {
    await other.leases.begin('resync', 's', AT);

    await expect(beginWhenFree(own.leases, 'resync', 'x', AT, new ManualClock({ skip: 60_000 }))).rejects.toThrow(
      ScanRunning,
    );
  });

  it.each([
    [new ScanCancelled(), 'cancelled', 'The scan was cancelled.'],
    [new LeaseLost('s'), 'running', 'The account is being scanned by another process.'],
    [new Error('the power went'), 'running', 'the power went'],
  ])('after %s the scan is %s, nobody holds it, and it is said as “%s”', async (error, state, said) => {
    const scan = await own.leases.begin('resync', 's', AT);

    expect(await letGo(own.leases, scan, error, AT)).toMatchObject({ message: said });

    expect(await own.scans.list()).toMatchObject([{ state }]);
    expect(await other.leases.begin('resync', 'x', AT)).toMatchObject({ resumed: state === 'running' });
  });

  it.each([new LeaseLost('s'), new Error('row-level security')])(
    'says of a scan whose tenant was erased just that, whatever it met: %s',
    async (error) => {
      const scan = await own.leases.begin('resync', 's', AT);
      await database.store.eraseTenant(own.tenant.id, SYSTEM);

      expect(await letGo(own.leases, scan, error, AT)).toMatchObject({ code: 'TENANT_GONE' });
    },
  );
});
