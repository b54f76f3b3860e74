import { loadKnowledge } from '../../src/knowledge/load.ts';
import { pullAll } from '../../src/pull/pull-all.ts';
import { pullStream, type PageKeeper } from '../../src/pull/pull-stream.ts';
import type { Kept, SharedBudget } from '../../src/pull/connector.ts';
import { registryOf } from '../../src/registry.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import type { RunningPortal } from './portal.ts';

/** Keeps nothing, so that every worker reads everything. */
const nowhere: PageKeeper = { kept: async () => [], keep: async () => undefined, forget: async () => undefined };
const nothing: Kept = {
  revisions: async () => new Map(),
  async *assets() {
    // None.
  },
};

interface Measured {
  requests: number;
  share: number;
  ms: number;
}

/** So many clients with limits of their own pull one account at once, as workers do that know nothing of each other. */
export function rateLimitedShare(portal: RunningPortal, workers: number): Promise<Measured> {
  return pullBy(
    portal,
    Array.from({ length: workers }, () => undefined),
  );
}

/** The same, when each takes its turns from the account's budget in one PostgreSQL, over connections of its own. */
export async function sharedBudgetShare(portal: RunningPortal, workers: number): Promise<Measured> {
  const server = await startPostgres();
  const stores: Store[] = [];
  try {
    for (let i = 0; i < workers; i += 1) {
      stores.push(await openStore({ databaseUrl: server.url }));
    }
    const budgets = await Promise.all(
      stores.map(async (store) => store.of(await store.upsertTenant('hubspot', 'bench')).budget),
    );
    return await pullBy(portal, budgets);
  } finally {
    await Promise.all(stores.map((store) => store.close()));
    await server.stop();
  }
}

async function pullBy(portal: RunningPortal, budgets: readonly (SharedBudget | undefined)[]): Promise<Measured> {
  const { hubspot } = registryOf(loadKnowledge()).connectors;
  await portal.reset();
  const began = performance.now();
  await Promise.all(
    budgets.map(async (budget) => {
      const outbound = { allow: ['127.0.0.1'], share: 0.9, ...(budget && { budget }) };
      const client = hubspot.connect({ accessToken: portal.token, apiUrl: portal.url }, outbound);
      await pullAll(hubspot.streams, (stream) =>
        pullStream(stream, { client, kept: nothing, keeper: nowhere, now: new Date() }),
      );
      await hubspot.close?.(client);
    }),
  );
  const ms = performance.now() - began;
  const { requests, rateLimited } = await portal.stats();
  return { requests, share: rateLimited / requests, ms };
}
