import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { HubSpotClient } from '../connectors/hubspot/client.ts';
import { makeAssess } from './assess/assess.ts';
import { withConflicts } from './assess/conflicts.ts';
import { type Config, placeOf } from './config.ts';
import { credentialsIn } from './credentials.ts';
import type { Words } from './exports/words.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { loadLaw } from './knowledge/load-law.ts';
import type { DeclaredFeature } from './model/declared-feature.ts';
import type { StoredInventory, Tenant } from './model/inventory.ts';
import type { Json } from './model/json.ts';
import type { Language } from './model/message.ts';
import type { Crm } from './model/raw-asset.ts';
import { makeInventory } from './normalise/make-inventory.ts';
import { inTime } from './in-time.ts';
import { AuthFailed } from './kit/errors.ts';
import type { RunClaimed } from './jobs/scan-worker.ts';
import { openWorkers, type Workers, type WorkersOptions } from './jobs/open-workers.ts';
import { type Mailer, makeMailer } from './notify/mail.ts';
import { type Clock, systemClock } from './kit/clock.ts';
import type { Account, Connector, Outbound, SharedBudget } from './pull/connector.ts';
import { registryOf } from './registry.ts';
import { changesOf } from './scan/changes.ts';
import type { Reasoning } from './scan/conclude.ts';
import { faultIn, featureEntered } from './scan/entered.ts';
import { begun, importFiles } from './scan/import-files.ts';
import { judgeWith } from './scan/judge.ts';
import type { OnProgress } from './scan/progress.ts';
import { reassess, reassessBegun } from './scan/reassess.ts';
import { runBegun, runScan } from './scan/run-scan.ts';
import { sugarPackage } from './sugar-package.ts';
import { underLease } from './scan/under-lease.ts';
import { lateBudget, outboundOf, reachedBy } from './reach.ts';
import { keyringOf } from './secret-keys.ts';
import type { Begun } from './store/scan-lease.ts';
import type { Store, StoreTools } from './store/store.ts';
import { openStore, type StorePlace } from './store/open-store.ts';
import { makeWords } from './words.ts';

interface ScanOptions {
  name?: string;
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

/** Everything wired together: what the command line calls. */
export function openApp(
  config: Config,
  place: StorePlace = placeOf(config),
  clock: Clock = systemClock,
  { onRequest, ...tools }: Pick<StoreTools, 'holder'> & Pick<Outbound, 'onRequest'> = {},
) {
  const now = () => new Date(clock.now());
  const store = openStore(place, { keyring: keyringOf(config, place), now, ...tools });
  return makeApp(store, config, clock, { ...(onRequest && { onRequest }) });
}

/** The same on a database that is being opened; what people wrote for it to know is read meanwhile. */
export async function makeApp(
  opening: Promise<Store>,
  config: Config,
  clock: Clock,
  /** `onRequest`: told of every request that goes to a CRM. */
  { onRequest }: Pick<Outbound, 'onRequest'> = {},
) {
  const now = () => new Date(clock.now());
  const { store, knowledge, law, registry } = await withKnowledge(opening);
  const entryOf = ({ catalogueId = '' }: DeclaredFeature) => knowledge.entry(catalogueId);
  const reasoning: Reasoning = {
    makeInventory: (source, reports, tenant) =>
      makeInventory(source, reports, { ...tenant, mappings: registry.mappings, knowledge }),
    assess: withConflicts(makeAssess(registry.rules)),
    enter: (crm, entered) => featureEntered(crm, entered, entryOf(entered.said)),
    stamps: {
      rules: registry.rulesVersion,
      law: law.version,
      catalogue: knowledge.version,
      mappings: registry.mappingsVersion,
    },
  };
  const common = { reasoning, clock, newId: randomUUID };
  const { embedded } = store.statements;

  /** The client is closed whatever happens: a session of the vendor's may hang on it. `during`: what the first call happens under. */
  async function withAccount<Client, Credentials extends z.ZodType, T>(
    connector: Connector<Client, Credentials>,
    credentials: z.infer<Credentials>,
    outbound: Outbound,
    act: (client: Client, account: Account) => Promise<T>,
    during: (call: () => Promise<Account>) => Promise<Account> = (call) => call(),
  ): Promise<T> {
    const client = connector.connect(credentials, { ...outbound, clock, ...(onRequest && { onRequest }) });
    try {
      return await act(client, await during(() => connector.identify(client)));
    } finally {
      await connector.close?.(client);
    }
  }

  function identified<Client, Credentials extends z.ZodType>(
    connector: Connector<Client, Credentials>,
    credentials: Json,
    settings: Config,
  ): Promise<Account> {
    const parsed = connector.credentials.parse(credentials);
    return inTime((signal) =>
      withAccount(connector, parsed, outboundOf(settings, signal), (_client, account) => Promise.resolve(account)),
    );
  }

  const scanOf = <Client, Credentials extends z.ZodType>(
    connector: Connector<Client, Credentials>,
    client: Client,
    tenant: Tenant,
  ) => ({
    ...common,
    store: store.of(tenant),
    client,
    streams: connector.streams,
    requests: () => connector.requests(client),
    perSecond: (bucket: string) => connector.perSecond(client, bucket),
  });

  /** Credentials are tried first: when they are refused nothing is kept, not even that somebody tried. */
  async function scanWith<Client, Credentials extends z.ZodType>(
    connector: Connector<Client, Credentials>,
    credentials: z.infer<Credentials>,
    settings: Config,
    { name, onProgress, signal }: ScanOptions,
  ): Promise<StoredInventory> {
    const stop = new AbortController();
    const signals = AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]);
    let shared: SharedBudget | undefined;
    const outbound = {
      ...outboundOf(settings, signals),
      // Whose budget it is, only the first answer tells.
      ...(!embedded && { budget: lateBudget(() => shared) }),
    };
    return withAccount(connector, credentials, outbound, async (client, account) => {
      const tenant = await store.upsertTenant(connector.id, account.id, name);
      shared = store.of(tenant).budget;
      const scan = { ...scanOf(connector, client, tenant), stop, ...(onProgress && { onProgress }) };
      const { stored } = await runScan(scan);
      await packages.afterScan(connector, client, tenant, settings);
      return stored;
    });
  }

  /** The same for a scan that a worker has taken, with the credentials that the tenant was connected with. */
  async function scanClaimed<Client, Credentials extends z.ZodType>(
    connector: Connector<Client, Credentials>,
    tenant: Tenant,
    scan: Begun,
    settings: Config,
    how: Parameters<RunClaimed>[2],
  ): Promise<StoredInventory> {
    const own = store.of(tenant);
    const { credentials, outbound } = await reachedBy(connector, own, settings, {
      embedded,
      signal: how.stop.signal,
    });
    const act = async (client: Client, account: Account) => {
      if (account.id !== tenant.account) {
        throw new AuthFailed(
          `These credentials open the account ${account.id}, not ${tenant.account}.`,
          'Connect the account again, with credentials of its own.',
        );
      }
      const { stored } = await runBegun({ ...scanOf(connector, client, tenant), ...how }, scan);
      await packages.afterScan(connector, client, tenant, settings);
      return stored;
    };
    // A vendor that hangs takes longer than a lease: nobody else is to ask it meanwhile.
    return withAccount(connector, credentials, outbound, act, (call) =>
      underLease({ leases: own.leases, scan, clock, stop: how.stop }, call),
    );
  }

  /** A few questions beside the scans, which leave a share of the account's limits: whoever asks here may use all of them. */
  async function askAccount<Client, Credentials extends z.ZodType, T>(
    connector: Connector<Client, Credentials>,
    tenant: Tenant,
    settings: Config,
    signal: AbortSignal,
    ask: (client: Client) => Promise<T>,
  ): Promise<T> {
    const { credentials, outbound } = await reachedBy(connector, store.of(tenant), settings, { embedded, signal });
    const known = { id: tenant.account, name: tenant.name };
    return withAccount(connector, credentials, { ...outbound, share: 1 }, ask, () => Promise.resolve(known));
  }

  const words = (language?: Language): Words => makeWords(law, registry.rules, language);
  const packages = sugarPackage({ store, words, now });

  const app = (settings: Config) => {
    const runClaimed: RunClaimed = async (tenant, scan, how) => {
      if (scan.kind === 'reassess') {
        return (await reassessBegun({ ...common, store: store.of(tenant) }, scan)).stored;
      }
      return tenant.crm === 'hubspot'
        ? scanClaimed(registry.connectors.hubspot, tenant, scan, settings, how)
        : scanClaimed(registry.connectors.sugarcrm, tenant, scan, settings, how);
    };
    const { sugarcrm } = registry.connectors;
    const ofPackage = packages.of(sugarcrm, settings, (tenant, ask) =>
      inTime((signal) => askAccount(sugarcrm, tenant, settings, signal, ask)),
    );
    return {
      store,
      registry,
      now,
      words,
      ofPackage,
      /** The verdict on stored facts once more, with the rules of today. */
      assess: reasoning.assess,
      /** The same with what people declared, and what is kept of a change. */
      judge: judgeWith(reasoning.assess),
      describe: changesOf,
      stamps: reasoning.stamps,
      enter: reasoning.enter,
      /** What is wrong with what somebody wants to enter. */
      faultIn: (crm: Crm, said: DeclaredFeature) => faultIn(crm, said, entryOf(said)),

      /** Whose account these credentials open; nothing is kept of them. */
      identify: (crm: Crm, credentials: Json): Promise<Account> =>
        crm === 'hubspot'
          ? identified(registry.connectors.hubspot, credentials, settings)
          : identified(registry.connectors.sugarcrm, credentials, settings),

      /** Stored assets once more, after a change of rules, law, catalogue or mappings: no call to the CRM. */
      reassess: async (tenant: Tenant): Promise<StoredInventory> =>
        (await reassess({ ...common, store: store.of(tenant) })).stored,

      scan: (crm: Crm, options: ScanOptions): Promise<StoredInventory> =>
        crm === 'hubspot'
          ? scanWith(registry.connectors.hubspot, credentialsIn.hubspot(settings), settings, options)
          : scanWith(registry.connectors.sugarcrm, credentialsIn.sugarcrm(settings), settings, options),

      /** A scan that a worker has taken from the queue. */
      runClaimed,

      /** Asks a connected HubSpot account until `signal` ends it. Throws `AuthFailed` when its credentials are refused. */
      askHubSpot: <T>(tenant: Tenant, signal: AbortSignal, ask: (client: HubSpotClient) => Promise<T>): Promise<T> =>
        askAccount(registry.connectors.hubspot, tenant, settings, signal, ask),

      /** This process's share of the work on the database: scans, schedules, deliveries. */
      openWorkers(how: Pick<WorkersOptions, 'onError'> & Partial<WorkersOptions>): Promise<Workers> {
        const mailer = mailerOf(settings);
        return openWorkers({
          store,
          clock,
          run: runClaimed,
          push: ofPackage.push,
          words,
          allow: settings.OUTBOUND_ALLOW,
          keep: { historyDays: settings.KEEP_CHANGES_DAYS },
          ...(mailer && { mailer }),
          ...(settings.PUBLIC_URL !== undefined && { publicUrl: settings.PUBLIC_URL }),
          ...how,
        });
      },

      /** Files somebody exported, as an account of its own. */
      async importPath(crm: Crm, path: string, name: string) {
        const items = await begun(registry.readFiles(crm, path), path);
        const tenant = await store.upsertTenant(crm, `import-${name}`, name);
        return importFiles({ ...common, store: store.of(tenant), items });
      },

      close: () => store.close(),
    };
  };
  /** `with`: the same store and knowledge under other settings, for another account. */
  return { ...app(config), with: app };
}

async function withKnowledge(opening: Promise<Store>) {
  try {
    const knowledge = loadKnowledge();
    const known = { knowledge, law: loadLaw(), registry: registryOf(knowledge) };
    return { ...known, store: await opening };
  } catch (error) {
    await opening.then(
      (store) => store.close(),
      () => undefined,
    );
    throw error;
  }
}

function mailerOf({ SMTP_URL, MAIL_FROM }: Config): Mailer | undefined {
  return SMTP_URL === undefined || MAIL_FROM === undefined ? undefined : makeMailer(SMTP_URL, MAIL_FROM);
}

export type App = Awaited<ReturnType<typeof openApp>>;
