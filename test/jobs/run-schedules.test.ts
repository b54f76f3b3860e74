import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Cron } from 'croner';
import { seededRandom } from '../../simulator/shared/random.ts';
import { jitterMs } from '../../src/jobs/schedule.ts';
import { runSchedules } from '../../src/jobs/run-schedules.ts';
import { Keyring, newSecretKey } from '../../src/kit/keyring.ts';
import { SYSTEM } from '../../src/model/audit.ts';
import type { Tenant } from '../../src/model/inventory.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { resultOf } from '../store/support/build.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';

const WORKERS = 8;
const TICKS = 1_000;
const SKEW_MS = 30_000;
/** Four times a day for 250 days from here: over both time changes, one tick each in the hour that is missing or doubled. */
const BEGIN = new Date('2026-03-20T00:00:00Z');
const SCHEDULE = { schedule: '30 2,8,14,20 * * *', timeZone: 'Europe/Berlin' };

describe('src/jobs/run-schedules with eight workers on one PostgreSQL', () => {
  let server: PostgresServer;
  let workers: Store[];
  let tenant: Tenant;
  beforeAll(async () => {
    server = await startPostgres();
    const keyring = new Keyring([newSecretKey()]);
    const tools = { keyring: () => keyring, now: () => BEGIN };
    workers = [];
    for (let i = 0; i < WORKERS; i += 1) {
      workers.push(await openStore({ databaseUrl: server.url }, tools));
    }
    tenant = await workers[0]!.upsertTenant('hubspot', '1');
    const connection = { auth: 'token' as const, credentials: {}, ...SCHEDULE };
    await workers[0]!.of(tenant).connections.save(connection, SYSTEM);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
    await server.stop();
  });

  let ids = 0;
  const woken: string[] = [];
  const tick = (worker: Store, ms: number) =>
    runSchedules({
      store: worker,
      now: new Date(ms),
      newId: () => `scan-${(ids += 1)}`,
      wake: async (_tenant, scan) => void woken.push(scan),
    });

  /** Several workers try to take it; whoever may ends it at once. */
  async function run(scan: string): Promise<number> {
    const taken = await Promise.all(
      workers.slice(0, 3).map(async (worker) => {
        const own = worker.of(tenant);
        const begun = await own.leases.claim(scan, 'now');
        await (begun && own.inventories.write(resultOf({}, scan, 'now')));
        return begun !== undefined;
      }),
    );
    return taken.filter(Boolean).length;
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
        await Promise.all(workers.map((worker, i) => tick(worker, due + from + skews[i]!)));
        for (const scan of woken.splice(0)) {
          runs.push(await run(scan));
        }
      }
    }

    expect(runs).toHaveLength(TICKS);
    expect(runs.every((times) => times === 1)).toBe(true);
    const scans = await workers[0]!.of(tenant).scans.list(2 * TICKS);
    expect(scans.filter(({ state }) => state === 'done')).toHaveLength(TICKS);
    expect(scans).toHaveLength(TICKS);
  }, 300_000);
});
