import { loadKnowledge } from '../../src/knowledge/load.ts';
import { pullAll } from '../../src/pull/pull-all.ts';
import { pullStream, type PageKeeper } from '../../src/pull/pull-stream.ts';
import type { Kept } from '../../src/pull/connector.ts';
import { registryOf } from '../../src/registry.ts';
import type { RunningPortal } from './portal.ts';

/** Keeps nothing, so that every worker reads everything. */
const nowhere: PageKeeper = { kept: async () => [], keep: async () => undefined, forget: async () => undefined };
const nothing: Kept = {
  revisions: async () => new Map(),
  async *assets() {
    // None.
  },
};

/** So many clients with limits of their own pull one account at once, as workers do that know nothing of each other. */
export async function rateLimitedShare(
  portal: RunningPortal,
  workers: number,
): Promise<{ requests: number; share: number }> {
  const { hubspot } = registryOf(loadKnowledge()).connectors;
  await portal.reset();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const outbound = { allow: ['127.0.0.1'], share: 0.9 };
      const client = hubspot.connect({ accessToken: portal.token, apiUrl: portal.url }, outbound);
      await pullAll(hubspot.streams, (stream) =>
        pullStream(stream, { client, kept: nothing, keeper: nowhere, now: new Date() }),
      );
      await hubspot.close?.(client);
    }),
  );
  const { requests, rateLimited } = await portal.stats();
  return { requests, share: rateLimited / requests };
}
