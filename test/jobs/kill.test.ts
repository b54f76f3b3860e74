import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { newSecretKey, textOf } from '../../src/kit/keyring.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { type Accounts, askForAll, doneIn, exportsOf, startAccounts } from './support/accounts.ts';
import { killWorkers } from './support/kill-workers.ts';

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

  it(`ends as without, when ${KILLS} of ${WORKERS} worker processes are killed in mid-scan`, async () => {
    const killed = await killWorkers({
      app,
      accounts,
      settings,
      workers: WORKERS,
      strike(kill, random) {
        let kills = 0;
        let left = 20;
        accounts.onRequest = () => {
          left -= 1;
          if (left <= 0 && kills < KILLS) {
            kills += 1;
            left = 15 + Math.floor(random() * 40);
            kill();
          }
        };
        return () => (accounts.onRequest = () => undefined);
      },
    });

    expect(killed).toBe(KILLS);
    expect(await exportsOf(app)).toEqual(accounts.expected);
    expect(accounts.writes()).toEqual([]);
    expect(await doneIn(app)).toBe(accounts.expected.size);
  }, 300_000);

  it('loses nothing when the database goes away in mid-scan and comes back', async () => {
    const wanted = await askForAll(app, accounts);
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
