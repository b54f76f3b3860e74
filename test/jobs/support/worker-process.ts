import { openApp } from '../../../src/app.ts';
import { placeOf, readConfig } from '../../../src/config.ts';
import { systemClock } from '../../../src/kit/clock.ts';

/** A worker as an install has many of, with leases that end soon. Tells of each scan when it leaves it. */
const config = readConfig(process.env);
const holder = { id: `worker-${process.pid}`, leaseMs: 3_000 };
const app = await openApp(config, placeOf(config), systemClock, { holder });
const workers = await app.openWorkers({
  side: 3,
  lookMs: 300,
  onError: (error) => process.stderr.write(`${String(error)}\n`),
  run: (tenant, scan, how) =>
    app.runClaimed(tenant, scan, how).finally(() => process.stdout.write(`left ${tenant.id} ${scan.id}\n`)),
});
await workers.start();
