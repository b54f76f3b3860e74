import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Cron } from 'croner';
import { seededRandom } from '../../simulator/shared/random.ts';
import { jitterMs } from '../../src/kit/schedule.ts';
import { runSchedules } from '../../src/jobs/run-schedules.ts';
import { Keyring, newSecretKey } from '../../src/kit/keyring.ts';
import { SYSTEM } from '../../src/model/audit.ts';
import type { Tenant } from '../../src/model/inventory.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { resultOf } from '../store/support/build.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import type { Order, Report } from './support/schedule-process.ts';

const WORKERS = 8;
const TICKS = 1_000;
const SKEW_MS = 30_000;
/** Four times a day for 250 days from here: over both time changes, one tick each in the hour that is missing or doubled. */
const BEGIN = new Date('2026-03-20T00:00:00Z');
const SCHEDULE = { schedule: '30 2,8,14,20 * * *', timeZone: 'Europe/Berlin' };

describe('src/jobs/run-schedules with eight worker processes on one PostgreSQL', () => {
  let server: PostgresServer;
  let store: Store;
  let tenant: Tenant;
  let workers: ChildProcess[];
  beforeAll(async () => {
    server = await startPostgres();
    const keyring = new Keyring([newSecretKey()]);
    store = await openStore({ databaseUrl: server.url }, { keyring: () => keyring, now: () => BEGIN });
    tenant = await store.upsertTenant('hubspot', '1');
    await store.of(tenant).connections.save({ auth: 'token', credentials: {}, ...SCHEDULE }, SYSTEM);
    workers = Array.from({ length: WORKERS }, () =>
      fork('test/jobs/support/schedule-process.ts', {
        env: { ...process.env, DATABASE_URL: server.url },
        execArgv: [],
      }),
    );
    await Promise.all(workers.map((worker) => once(worker, 'message')));
  }, 120_000);
  afterAll(async () => {
    const exits = workers.map((worker) => once(worker, 'exit'));
    workers.forEach((worker) => {
      worker.disconnect();
    });
    await Promise.all(exits);
    await store.close();
    await server.stop();
  });

  async function told(worker: ChildProcess, order: Order): Promise<Report> {
    const answered = once(worker, 'message');
    worker.send(order);
    const [report] = (await answered) as [Report];
    return report;
  }

  /** Several workers try to take it; whoever may ends it at once. How many took it. */
  async function run(scan: string): Promise<number> {
    const reports = await Promise.all(workers.slice(0, 3).map((worker) => told(worker, { take: scan })));
    return reports.filter((report) => 'taken' in report && report.taken).length;
  }

  it(`makes exactly ${TICKS} scans of ${TICKS} ticks, over both time changes, with clocks half a minute apart`, async () => {
    const random = seededRandom(20_261_127);
    const skews = workers.map(() => (random() * 2 - 1) * SKEW_MS);
    const cron = new Cron(SCHEDULE.schedule, { timezone: SCHEDULE.timeZone, paused: true });
    const dues = cron.nextRuns(TICKS, BEGIN).map((due) => due.getTime() + jitterMs(tenant.id));
    expect(dues).toHaveLength(TICKS);
    const zones = new Set(
      dues.map((ms) =>
        new Date(ms).toLocaleString('en', { timeZone: 'Europe/Berlin', timeZoneName: 'short' }).slice(-5),
      ),
    );
    expect(zones.size).toBe(2);
    const runs: number[] = [];

    for (const due of dues) {
      // Each worker looks once a minute by its own clock: for some the time has come, for the others a minute later.
      for (const from of [0, 60_000]) {
        const looks = workers.map((worker, i) => told(worker, { look: due + from + skews[i]! }));
        const woken = (await Promise.all(looks)).flatMap((report) => ('woken' in report ? report.woken : []));
        for (const scan of woken) {
          runs.push(await run(scan));
        }
      }
    }

    expect(runs).toHaveLength(TICKS);
    expect(runs.every((times) => times === 1)).toBe(true);
    const scans = await store.of(tenant).scans.list(2 * TICKS);
    expect(scans.filter(({ state }) => state === 'done')).toHaveLength(TICKS);
    expect(scans).toHaveLength(TICKS);
  }, 300_000);
});

describe.each(databases)('src/jobs/run-schedules on %s', (_, start) => {
  let database: TestDatabase;
  const woken: string[] = [];
  const errors: unknown[] = [];
  beforeAll(async () => {
    database = await start();
  });
  afterEach(async () => {
    await database.empty();
    woken.length = 0;
    errors.length = 0;
  });
  afterAll(() => database.close());

  const DAILY = { cron: '0 3 * * *', zone: 'UTC' };
  async function connected(account: string, { cron, zone }: { cron?: string; zone: string } = DAILY) {
    const own = database.store.of(await database.store.upsertTenant('hubspot', account));
    const schedule = cron === undefined ? {} : { schedule: cron };
    await own.connections.save({ auth: 'token', credentials: {}, timeZone: zone, ...schedule }, SYSTEM);
    return own;
  }
  const look = (ms: number) =>
    runSchedules({
      store: database.store,
      now: new Date(ms),
      newId: () => `scan-${woken.length}-${ms}`,
      wake: async (tenant) => void woken.push(tenant),
      onError: (error) => errors.push(error),
    });
  const tomorrow = () => database.clock.now() + 24 * 3_600_000;

  it('asks for nothing that was due before the schedule was set', async () => {
    await connected('1');

    await look(database.clock.now());
    expect(woken).toEqual([]);
    await look(tomorrow());
    expect(woken).toEqual(['hubspot-1']);
  });

  it('asks for no scan without a schedule, or with credentials that were refused', async () => {
    await connected('1', { zone: 'UTC' });
    const broken = await connected('2');
    await broken.connections.breakOff('refused', SYSTEM);

    await look(tomorrow());

    expect(woken).toEqual([]);
  });

  it('looks at the others when one schedule cannot be read', async () => {
    await connected('1', { cron: 'every day', zone: 'UTC' });
    await connected('2', { cron: '0 3 * * *', zone: 'Mars/Olympus' });
    await connected('3');

    await look(tomorrow());

    expect([woken, errors.length]).toEqual([['hubspot-3'], 2]);
  });

  it('remembers which ticks were served for a week', async () => {
    await connected('1');
    const day = (n: number) => database.clock.now() + n * 24 * 3_600_000;
    for (let n = 1; n <= 10; n += 1) {
      await look(day(n));
    }
    expect(woken).toHaveLength(10);
    for (let n = 3; n <= 10; n += 1) {
      await look(day(n));
    }

    expect(woken).toHaveLength(10);
    expect(await database.db.selectFrom('schedule_ticks').select('minute').execute()).toHaveLength(8);
  });

  it('joins a scan that still runs, and serves the tick after a reassessment', async () => {
    const running = await connected('1');
    const judging = await connected('2');
    await running.leases.begin('resync', 'long', 'now');
    await judging.leases.begin('reassess', 'short', 'now');
    await look(tomorrow());
    expect(woken).toEqual(['hubspot-1']);

    await judging.inventories.write(resultOf({}, 'short', 'now'));
    await look(tomorrow() + 60_000);

    expect(woken).toEqual(['hubspot-1', 'hubspot-2']);
    expect((await running.scans.list()).map(({ id }) => id)).toEqual(['long']);
  });
});
