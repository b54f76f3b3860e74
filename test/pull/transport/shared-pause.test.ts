import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/kit/clock.ts';
import type { SharedBudget } from '../../../src/pull/connector.ts';
import { createTransport, type Transport } from '../../../src/pull/transport/transport.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store, TenantStore } from '../../../src/store/store.ts';
import { startPostgres, type PostgresServer } from '../../support/postgres.ts';
import { reply, serve, type TestServer } from './support/server.ts';

/** Eight processes that ask one account: each has a store and a transport of its own. */
describe('src/pull/transport with a budget in PostgreSQL', () => {
  let postgres: PostgresServer;
  let vendor: TestServer;
  let stores: Store[];
  let transports: Transport[];
  let refused = 0;
  let openAt = 0;
  const told = Promise.withResolvers<void>();

  beforeAll(async () => {
    postgres = await startPostgres();
    vendor = await serve((_request, response) => {
      openAt ||= performance.now() + 1_000;
      const isOpen = performance.now() >= openAt;
      refused += isOpen ? 0 : 1;
      reply(response, isOpen ? 200 : 429, {}, isOpen ? {} : { 'retry-after': '1' });
    });
    stores = [];
    for (let i = 0; i < 8; i += 1) {
      stores.push(await openStore({ databaseUrl: postgres.url }));
    }
    const tenant = await stores[0]!.upsertTenant('hubspot', '1');
    transports = stores.map((store) =>
      createTransport({
        outbound: { allow: ['127.0.0.1'], share: 1, budget: budgetOf(store.of(tenant)) },
        limits: { burst: { max: 100, perMs: 10_000 } },
        clock: systemClock,
      }),
    );
  });
  afterAll(async () => {
    transports.forEach((transport) => transport.close());
    await Promise.all(stores.map((store) => store.close()));
    await vendor.close();
    await postgres.stop();
  });

  it('lets one of them run into the limit, and none of the others', async () => {
    const [first, ...others] = transports;
    const ask = (transport: Transport) => transport.send({ method: 'GET', url: `${vendor.url}/` });
    const early = ask(first!);
    await told.promise;
    const answers = await Promise.all([early, ...others.map(ask)]);

    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(refused).toBe(1);
  });

  function budgetOf({ budget }: TenantStore): SharedBudget {
    return {
      take: (...asked) => budget.take(...asked),
      async pause(...pause) {
        await budget.pause(...pause);
        told.resolve();
      },
    };
  }
});
