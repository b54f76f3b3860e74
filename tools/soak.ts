import { isDeepStrictEqual } from 'node:util';
import { readConfig } from '../src/config.ts';
import { openApp } from '../src/app.ts';
import { systemClock } from '../src/kit/clock.ts';
import { newSecretKey, textOf } from '../src/kit/keyring.ts';
import { exportsOf, SAMPLES, startAccounts } from '../test/jobs/support/accounts.ts';
import { killWorkers } from '../test/jobs/support/kill-workers.ts';
import { startPostgres } from '../test/support/postgres.ts';

const WORKERS = 4;
const EVERY_MS = 4_000;
const GENERATED = Array.from({ length: 42 }, (_, seed) => `portal-30-seed${seed + 2}`);

/** Fifty accounts are scanned on PostgreSQL while a worker is killed every few seconds; then all is compared with a calm run. */
const accounts = await startAccounts([...SAMPLES, ['hubspot', GENERATED]], 20);
const server = await startPostgres();
const settings = {
  DATABASE_URL: server.url,
  SECRET_KEYS: textOf([newSecretKey()]),
  OUTBOUND_ALLOW: '127.0.0.1',
};
const app = await openApp(readConfig(settings), { databaseUrl: server.url }, systemClock, {
  holder: { id: 'soak', leaseMs: 3_000 },
});
try {
  const began = performance.now();
  const killed = await killWorkers({
    app,
    accounts,
    settings,
    workers: WORKERS,
    strike(kill) {
      const timer = setInterval(kill, EVERY_MS);
      return () => {
        clearInterval(timer);
      };
    },
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  const exports = await exportsOf(app);
  const other = [...accounts.expected].filter(([id, expected]) => !isDeepStrictEqual(exports.get(id), expected));
  const writes = accounts.writes().length;
  console.log(
    `${accounts.expected.size} accounts, ${WORKERS} workers, ${killed} kills, ${seconds} s: ${other.length} exports differ, ${writes} writes.`,
  );
  other.forEach(([id]) => {
    console.log(`differs: ${id}`);
  });
  process.exitCode = other.length > 0 || writes > 0 ? 1 : 0;
} finally {
  await app.close();
  await server.stop();
  await accounts.close();
}
