import packageJson from '../../package.json' with { type: 'json' };
import { type App, makeApp } from '../app.ts';
import type { Config } from '../config.ts';
import { accountRoutes } from '../http/account/routes.ts';
import { authenticator } from '../http/authenticate.ts';
import { installPages } from '../http/hubspot/install.ts';
import { makeMetrics, type Metrics } from '../http/metrics.ts';
import { type HttpOptions, openDoor } from '../http/server.ts';
import { signInPages } from '../http/sign-in/routes.ts';
import { tokenRoutes } from '../http/tokens/routes.ts';
import { userRoutes } from '../http/users/routes.ts';
import { type Identity, openIdentity } from '../identity/identity.ts';
import { openQueue, type Queue } from '../jobs/queue.ts';
import type { Clock } from '../kit/clock.ts';
import { ConfigError } from '../kit/errors.ts';
import type { Log } from '../kit/log.ts';
import { hubspotCard } from '../hubspot-card.ts';
import { hubspotInstall } from '../hubspot-install.ts';
import { hubspotLive } from '../hubspot-live.ts';
import { outboundOf } from '../reach.ts';
import { measure } from './measure.ts';
import { resourceRoutes, wordsByDay } from './resources.ts';
import { makeScanDesk } from './scan-desk.ts';
import type { Store } from '../store/store.ts';

/** What one process does: `serve` does all of it, on one database that may be embedded. */
export type Part = 'serve' | 'web' | 'worker';

export interface Service {
  app: App;
  /** Where it answers; a worker answers nowhere. */
  url?: string;
  port?: number;
  /** Where the first administrator makes his account; once, while there is none. */
  adminLink?: string;
  close(): Promise<void>;
}

interface Beginning {
  config: Config;
  /** May still be on its way: what is not in it is read meanwhile. */
  store: Promise<Store>;
  clock: Clock;
  log: Log;
  http?: Pick<Partial<HttpOptions>, 'requestsPerMinute' | 'checksAnswers'>;
}

/** Everything wired and started on a database. When a part does not start, what had started is closed again. */
export async function startParts(
  part: Part,
  { config, store: opening, clock, log, http = {} }: Beginning,
): Promise<Service> {
  const opened: { close(): Promise<unknown> }[] = [];
  const close = async () => {
    for (const one of opened.splice(0).reverse()) {
      await one.close();
    }
  };
  try {
    const counting: { metrics?: Metrics } = {};
    const app = await makeApp(opening, config, clock, {
      onRequest: ({ status }) =>
        counting.metrics?.count('vendor_requests', 'Requests to CRMs, by status; 0: no answer', {
          status: String(status),
        }),
    });
    opened.push(app);
    const onError = (error: unknown) => {
      log.error({ error }, 'Background work failed');
    };
    const workers = part === 'web' ? undefined : await app.openWorkers({ onError });
    const queue = workers?.queue ?? (await openQueue(app.store.statements, { works: false, onError }));
    opened.push(workers ?? queue);
    if (part === 'worker') {
      await workers?.start();
      return { app, close };
    }
    const door = await openDoor(config.PORT);
    opened.push(door);
    const publicUrl = config.PUBLIC_URL ?? door.url;
    const { store } = app;
    const record = (act: Parameters<typeof store.audit.append>[0]) => store.audit.append(act);
    const oidc = oidcIn(config);
    const identity = await openIdentity({ store: store.identity, record, publicUrl, ...(oidc && { oidc }) });
    const metrics = makeMetrics(() => measure(store, queue));
    counting.metrics = metrics;
    door.serve(served({ app, config, queue, identity, clock, log, metrics, http }));
    await workers?.start();
    const adminLink = await identity.people.firstAdminLink();
    return { app, url: publicUrl, port: door.port, ...(adminLink !== undefined && { adminLink }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Parts {
  app: App;
  config: Config;
  queue: Queue;
  identity: Identity;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  http: NonNullable<Beginning['http']>;
}

function served({ app, config, queue, identity, clock, log, metrics, http }: Parts): HttpOptions {
  const { store } = app;
  const scans = makeScanDesk(store, queue, () => new Date(clock.now()));
  const install = hubspotInstall({
    store,
    config,
    outbound: outboundOf(config),
    publicUrl: identity.publicUrl,
    scan: (tenant, by) => scans.ask(tenant, 'resync', by),
  });
  const words = wordsByDay(app, clock);
  const live = hubspotLive({ askHubSpot: (...asked) => app.askHubSpot(...asked), log });
  const card = hubspotCard({ store, config, publicUrl: identity.publicUrl, scans, live, words, clock, log });
  return {
    log,
    metrics,
    version: packageJson.version,
    routes: [
      ...resourceRoutes({ app, config, scans, words, clock, ...(install && { revoke: install.revoke }) }),
      ...accountRoutes(identity),
      ...userRoutes(identity.people),
      ...tokenRoutes({
        tokens: store.tokens,
        isTenant: async (id) => (await store.tenant(id)) !== undefined,
        clock,
      }),
    ],
    first: card ? [{ path: '/hubspot/card', handler: card }] : [],
    before: [signInPages(identity), ...(install ? [installPages(identity, install)] : [])].map((handler) => ({
      path: '/',
      handler,
    })),
    authenticate: authenticator(identity, store.tokens),
    tenant: (id) => store.tenant(id),
    checks: { database: () => store.ping(), queue: () => whenReady(queue) },
    publicUrl: config.PUBLIC_URL,
    trustProxy: config.TRUST_PROXY,
    ...http,
  };
}

async function whenReady(queue: Queue): Promise<void> {
  if (!(await queue.ready())) {
    throw new Error('The queue does not answer.');
  }
}

function oidcIn({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }: Config) {
  const given = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET };
  const missing = Object.entries(given).filter(([, value]) => value === undefined);
  if (missing.length > 0 && missing.length < 3) {
    throw new ConfigError(missing.map(([name]) => `${name} is not set: sign-in with a provider needs all three.`));
  }
  return OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET
    ? { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET }
    : undefined;
}
