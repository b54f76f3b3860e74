import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';

/** A worker in a process of its own; a line for every scan that it has ended, in milliseconds of a clock that all share. */
const app = await openApp(readConfig(process.env));
const workers = await app.openWorkers({
  onError: (error) => console.error(error),
  run: async (tenant, scan, how) => {
    const beganAt = Date.now();
    await app.runClaimed(tenant, scan, how);
    process.stdout.write(`${JSON.stringify({ tenant: tenant.id, beganAt, endedAt: Date.now() })}\n`);
  },
});
await workers.start();
process.once('SIGTERM', () => void workers.close().then(() => app.close()));
process.stdout.write('{}\n');
