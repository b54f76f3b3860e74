import { randomUUID } from 'node:crypto';
import { runSchedules } from '../../../src/jobs/run-schedules.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { resultOf } from '../../store/support/build.ts';

/** `look`: what is due by a clock that says so. `take`: runs this scan to its end, if nobody else has it. */
export type Order = { look: number } | { take: string };
export type Report = { woken: string[] } | { taken: boolean };

/** One of several processes on one database. It has no clock of its own: each order says what its clock would. */
const store = await openStore({ databaseUrl: process.env['DATABASE_URL'] ?? '' });
const [tenant] = await store.tenants();
if (!tenant) {
  throw new Error('No account is connected.');
}
const own = store.of(tenant);
process.on('message', (order: Order) => void done(order).then((report) => process.send?.(report)));
process.once('disconnect', () => void store.close());
process.send?.('ready');

async function done(order: Order): Promise<Report> {
  if ('take' in order) {
    const begun = await own.leases.claim(order.take, 'now');
    await (begun && own.inventories.write(resultOf({}, order.take, 'now')));
    return { taken: begun !== undefined };
  }
  const woken: string[] = [];
  await runSchedules({
    store,
    now: new Date(order.look),
    newId: randomUUID,
    wake: async (_tenant, scan) => void woken.push(scan),
    onError(error) {
      throw error;
    },
  });
  return { woken };
}
