import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { type Answer, type Call, faultOf, type Order, type Result } from './messages.ts';

/** The embedded database works here, beside the thread that asks it. What is asked is done in its order. */
const pglite = PGlite.create(workerData as string);
// Told to whoever asks.
pglite.catch(() => undefined);
const say = (answer: Answer) => parentPort?.postMessage(answer);

parentPort?.on('message', ({ id, ...order }: Call) => {
  void done(order).then(
    (results) => say({ id, results }),
    (error: unknown) => say({ id, error: faultOf(error) }),
  );
});

async function done(order: Order): Promise<Result[]> {
  const database = await pglite;
  if (order.kind === 'close') {
    await database.close();
    return [];
  }
  return order.kind === 'exec' ? database.exec(order.text) : [await database.query(order.text, order.values)];
}
