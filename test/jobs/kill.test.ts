import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../simulator/shared/random.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { newSecretKey, textOf } from '../../src/kit/keyring.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { type Accounts, doneIn, exportsOf, startAccounts } from './support/accounts.ts';

const WORKERS = 3;
const KILLS = 5;

describe('src/jobs with many accounts on one PostgreSQL', () => {
  let accounts: Accounts;
  let server: PostgresServer;
  let settings: Record<string, string>;
  let app: App;
  beforeAll(async () => {
    accounts = await startAccounts();
  }, 300_000);
  beforeEach(async () => {
    server = await startPostgres();
    settings = {
      DATABASE_URL: server.url,
      SECRET_KEYS: textOf([newSecretKey()]),
      OUTBOUND_ALLOW: '127.0.0.1',
    };
    const config = readConfig(settings);
    app = await openApp(config, { databaseUrl: server.url }, systemClock, { holder: { id: 'test', leaseMs: 3_000 } });
  }, 60_000);
  afterEach(async () => {
    await app.close();
    await server.stop();
  });
  afterAll(() => accounts.close());

  /** Asks for a scan of every account; how many there are. */
  async function askForAll(): Promise<number> {
    const tenants = await accounts.connect(app);
    for (const tenant of tenants) {
      const request = { kind: 'resync' as const, id: `scan-${tenant.id}`, by: 'test', at: new Date().toISOString() };
      await app.store.of(tenant).requests.add(request);
    }
    return tenants.length;
  }

  it(`ends as without, when ${KILLS} of ${WORKERS} worker processes are killed in mid-scan`, async () => {
    const wanted = await askForAll();
    const random = seededRandom(20_261_127);
    const running = new Set<ChildProcess>();
    let killed = 0;
    let left = 20;
    const ended = Promise.withResolvers<void>();
    const look = async () => {
      if ((await doneIn(app)) === wanted) {
        ended.resolve();
      }
    };
    const start = () => {
      const child = spawn(process.execPath, ['test/jobs/support/worker-process.ts'], {
        env: { ...process.env, ...settings },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      running.add(child);
      createInterface({ input: child.stdout }).on('line', () => void look().catch(ended.reject));
      child.once('exit', () => {
        running.delete(child);
        void look().catch(ended.reject);
      });
    };
    accounts.onRequest = () => {
      left -= 1;
      if (left > 0 || killed >= KILLS) {
        return;
      }
      killed += 1;
      left = 15 + Math.floor(random() * 40);
      const victims = [...running];
      victims[Math.floor(random() * victims.length)]?.kill('SIGKILL');
      start();
    };
    Array.from({ length: WORKERS }, start);

    try {
      await ended.promise;
    } finally {
      accounts.onRequest = () => undefined;
      const exits = [...running].map((child) => once(child, 'exit'));
      running.forEach((child) => child.kill('SIGKILL'));
      await Promise.all(exits);
    }

    expect(killed).toBe(KILLS);
    expect(await exportsOf(app)).toEqual(accounts.expected);
    expect(accounts.writes()).toEqual([]);
    expect(await doneIn(app)).toBe(wanted);
  }, 300_000);

  it('loses nothing when the database goes away in mid-scan and comes back', async () => {
    const wanted = await askForAll();
    const ended = Promise.withResolvers<void>();
    let asked = 0;
    let away: Promise<void> | undefined;
    let back: Promise<void> | undefined;
    accounts.onRequest = () => {
      asked += 1;
      if (asked === 60) {
        away = server.halt();
      }
    };
    /** When the first scan has felt that the database is away, it comes back. */
    const onFailure = (error: unknown) => {
      back ??= away?.then(() => server.resume());
      throw error;
    };
    const workers = await app.openWorkers({
      side: 4,
      lookMs: 300,
      // The queue says often enough that it cannot reach the database.
      onError: () => undefined,
      run: (tenant, scan, how) =>
        app
          .runClaimed(tenant, scan, how)
          .catch(onFailure)
          .finally(() =>
            doneIn(app)
              .then((done) => (done === wanted ? ended.resolve() : undefined))
              .catch(() => undefined),
          ),
    });

    try {
      await workers.start();
      await ended.promise;
    } finally {
      accounts.onRequest = () => undefined;
      await workers.close();
    }

    expect(back).toBeDefined();
    await back;
    expect(await exportsOf(app)).toEqual(accounts.expected);
  }, 300_000);
});
