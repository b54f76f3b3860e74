import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { addTakeable, runJob, type RunClaimed, type ScanWorkerOptions } from '../../src/jobs/scan-worker.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { AuthFailed, RateLimited, VendorUnavailable } from '../../src/kit/errors.ts';
import { SYSTEM } from '../../src/model/audit.ts';
import { ScanCancelled } from '../../src/scan/under-lease.ts';
import type { Begun } from '../../src/store/scan-lease.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { resultOf } from '../store/support/build.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const AT = '2026-11-27T10:00:00Z';
const HOUR = 3_600_000;
const PAGE = { seen: [], quarantined: [], refused: [], done: true };

describe.each(databases)('src/jobs/scan-worker on %s', (_, start) => {
  let database: TestDatabase;
  let own: TenantStore;
  let added: { data: object; after?: Date }[];
  let runs: number;
  const errors: unknown[] = [];
  beforeAll(async () => {
    database = await start();
  });
  beforeEach(async () => {
    own = database.store.of(await database.store.upsertTenant('hubspot', '1'));
    await own.connections.save({ auth: 'token', credentials: {} }, SYSTEM);
    await own.requests.add({ kind: 'resync', id: 's', by: 'user:1', at: AT });
    added = [];
    runs = 0;
    errors.length = 0;
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const optionsOf = (run: RunClaimed): ScanWorkerOptions => ({
    store: database.store,
    queue: {
      add: async (_name, data, { after } = {}) => void added.push({ data, ...(after && { after }) }),
      work: async () => undefined,
    },
    run: async (...args) => {
      runs += 1;
      return run(...args);
    },
    clock: systemClock,
    random: () => 0.5,
    onError: (error) => errors.push(error),
  });
  const job = (signal = new AbortController().signal) => ({ data: { tenant: 'hubspot-1', scan: 's' }, signal });
  const failing = (error: unknown) => optionsOf(() => Promise.reject(error));
  const succeeding = () =>
    optionsOf(async (_tenant, scan) => own.inventories.write(resultOf({ features: { a: {} } }, scan.id, AT)));
  const state = async () => (await own.scans.list())[0]!;

  it('runs a scan that waits, once, whatever the queue says how often', async () => {
    const options = succeeding();

    await Promise.all(Array.from({ length: 10 }, () => runJob(options, job())));

    expect(runs).toBe(1);
    expect(await state()).toMatchObject({ state: 'done', attempts: 1 });
    expect(added).toEqual([]);
  });

  it('uses refused credentials no more, and says what to do', async () => {
    await runJob(failing(new AuthFailed('HubSpot refuses the token.', 'Connect the account again.')), job());

    expect(await state()).toMatchObject({
      state: 'failed',
      fault: { code: 'AUTH_FAILED', help: 'Connect the account again.' },
    });
    expect(await own.connections.read()).toMatchObject({
      state: 'reconnect',
      reason: 'HubSpot refuses the token. Connect the account again.',
    });
    expect(await database.store.takeableScans(10)).toEqual([]);
  });

  it('leaves new credentials alone when the old ones are refused', async () => {
    const options = optionsOf(async () => {
      database.clock.forward(1_000);
      await own.connections.save({ auth: 'token', credentials: { accessToken: 'new' } }, SYSTEM);
      throw new AuthFailed('HubSpot refuses the token.', 'Connect the account again.');
    });

    await runJob(options, job());

    expect(await state()).toMatchObject({ state: 'failed', fault: { code: 'AUTH_FAILED' } });
    expect(await own.connections.read()).toMatchObject({ state: 'ok' });
  });

  it('asks nothing before a limit of the day is reset', async () => {
    const resetsAt = new Date(Date.now() + 4 * HOUR);

    await runJob(failing(new RateLimited('the limit of the day', resetsAt)), job());

    const { state: now, waitsUntil, fault } = await state();
    expect([now, fault?.code]).toEqual(['queued', 'RATE_LIMITED']);
    expect(Math.abs(Date.parse(waitsUntil ?? '') - resetsAt.getTime() - 30_000)).toBeLessThan(10_000);
    expect(added).toMatchObject([{ data: { scan: 's' }, after: expect.any(Date) }]);
    await runJob(succeeding(), job());
    expect(runs).toBe(1);
  });

  it('tries six times when the vendor cannot be reached, then says so', async () => {
    const options = failing(new VendorUnavailable('HubSpot answered 503.', 503));
    for (let i = 0; i < 8; i += 1) {
      await runJob(options, job());
      await sql`update scans set wait_until = now() - interval '1 second' where state = 'queued'`.execute(database.db);
    }

    expect(runs).toBe(6);
    expect(await state()).toMatchObject({ state: 'failed', attempts: 6, fault: { code: 'VENDOR_UNAVAILABLE' } });
    expect(await own.connections.read()).toMatchObject({ state: 'ok' });
  });

  it('tells a stream’s failure from one that stops the scan, by how often it was tried', async () => {
    const asked: boolean[] = [];
    const down = new VendorUnavailable('down', 503);
    for (let i = 0; i < 6; i += 1) {
      await runJob(
        optionsOf((_tenant, _scan, { endsScan }) => {
          asked.push(endsScan(down));
          return Promise.reject(down);
        }),
        job(),
      );
      await sql`update scans set wait_until = null`.execute(database.db);
    }

    expect(asked).toEqual([true, true, true, true, true, false]);
  });

  it('shows a fault of ours in the log, and nothing of it in the scan', async () => {
    await runJob(failing(new TypeError('planted-secret')), job());

    expect(errors).toMatchObject([{ message: 'planted-secret' }]);
    expect(JSON.stringify(await state())).not.toContain('planted');
  });

  it('lets go at once when the process ends, and another goes on', async () => {
    const ending = new AbortController();
    const options = optionsOf(
      (_tenant, _scan, { stop }) =>
        new Promise((_resolve, reject) => {
          stop.signal.addEventListener('abort', () => reject(stop.signal.reason as Error));
          ending.abort();
        }),
    );

    await runJob(options, job(ending.signal));

    expect(await database.store.takeableScans(10)).toEqual([{ tenant: 'hubspot-1', scan: 's' }]);
    await runJob(succeeding(), job());
    expect(await state()).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('ends a scan that was cancelled, and forgets where it stood', async () => {
    await runJob(failing(new ScanCancelled()), job());

    expect(await state()).toMatchObject({ state: 'cancelled' });
    expect(await own.requests.add({ kind: 'resync', id: 't', by: 'user:1', at: AT })).toMatchObject({ joined: false });
  });

  it('does nothing for a tenant that is gone', async () => {
    await database.store.eraseTenant('hubspot-1', SYSTEM);

    await runJob(succeeding(), job());

    expect(runs).toBe(0);
  });

  it.each<[string, (scan: Begun) => Promise<unknown>]>([
    ['writes a page', ({ id }) => own.scans.keepPage(id, 'workflows', [], PAGE)],
    ['ends', ({ id }) => own.inventories.write(resultOf({ features: { a: {} } }, id, AT))],
    ['renews its lease', ({ id }) => own.leases.renew(id)],
    ['counts what it asks', () => own.budget.take('burst', { limit: 10, perMs: 1_000 }, 1)],
    ['hears that its token is refused', () => Promise.reject(new AuthFailed('refused', 'connect again'))],
    ['cannot reach the vendor', () => Promise.reject(new VendorUnavailable('down', 503))],
  ])('ends without a word when its tenant is erased before it %s', async (_case, act) => {
    const seen: unknown[] = [];
    const options = optionsOf(async (tenant, scan) => {
      await database.store.eraseTenant(tenant.id, SYSTEM);
      await act(scan).catch((error: unknown) => {
        seen.push(error);
        throw error;
      });
    });

    await runJob(options, job());

    expect(seen).toHaveLength(1);
    expect(errors).toEqual([]);
    expect(added).toEqual([]);
    expect(await own.scans.list()).toEqual([]);
  });

  it('finds again what the queue has forgotten', async () => {
    const options = succeeding();

    expect(await addTakeable(options)).toBe(1);
    expect(added).toEqual([{ data: { tenant: 'hubspot-1', scan: 's' } }]);
    await runJob(options, job());
    expect(await addTakeable(options)).toBe(0);
  });
});
