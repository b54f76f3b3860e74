import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { makeAssess } from './assess/assess.ts';
import { withConflicts } from './assess/conflicts.ts';
import type { Config } from './config.ts';
import { credentialsIn } from './credentials.ts';
import type { Words } from './exports/words.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { loadLaw } from './knowledge/load-law.ts';
import type { StoredInventory, Tenant } from './model/inventory.ts';
import type { Language } from './model/message.ts';
import type { Crm } from './model/raw-asset.ts';
import { makeInventory } from './normalise/make-inventory.ts';
import { UsageError } from './kit/errors.ts';
import { type Clock, systemClock } from './kit/clock.ts';
import type { Connector, Outbound } from './pull/connector.ts';
import { registryOf } from './registry.ts';
import type { Reasoning } from './scan/conclude.ts';
import { importFiles } from './scan/import-files.ts';
import type { OnProgress } from './scan/progress.ts';
import { reassess } from './scan/reassess.ts';
import { runScan } from './scan/run-scan.ts';
import { keyringOf } from './secret-keys.ts';
import { openStore, type StorePlace } from './store/open-store.ts';
import { makeWords } from './words.ts';

interface ScanOptions {
  name?: string;
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

/** Everything wired together: what the command line (and later the server) calls. */
export async function openApp(config: Config, place: StorePlace = placeOf(config), clock: Clock = systemClock) {
  const knowledge = loadKnowledge();
  const law = loadLaw();
  const registry = registryOf(knowledge);
  const now = () => new Date(clock.now());
  const store = await openStore(place, { keyring: keyringOf(config, place), now });
  const reasoning: Reasoning = {
    makeInventory: (source, reports, tenant) =>
      makeInventory(source, reports, { ...tenant, mappings: registry.mappings, knowledge }),
    assess: withConflicts(makeAssess(registry.rules)),
    stamps: {
      rules: registry.rulesVersion,
      law: law.version,
      catalogue: knowledge.version,
      mappings: registry.mappingsVersion,
    },
  };
  const common = { reasoning, clock, newId: randomUUID };

  /** Credentials are tried first: when they are refused nothing is kept, not even that somebody tried. */
  async function scanWith<Client, Credentials extends z.ZodType>(
    connector: Connector<Client, Credentials>,
    credentials: z.infer<Credentials>,
    settings: Config,
    { name, onProgress, signal }: ScanOptions,
  ): Promise<StoredInventory> {
    const stop = new AbortController();
    const signals = AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]);
    const client = connector.connect(credentials, { ...outboundOf(settings, signals), clock });
    try {
      const account = await connector.identify(client);
      const tenant = await store.upsertTenant(connector.id, account.id, name);
      const scan = {
        ...common,
        store: store.of(tenant),
        stop,
        client,
        streams: connector.streams,
        requests: () => connector.requests(client),
        ...(onProgress && { onProgress }),
      };
      return (await runScan(scan)).stored;
    } finally {
      await connector.close?.(client);
    }
  }

  const app = (settings: Config) => ({
    store,
    registry,
    words: (language?: Language): Words => makeWords(law, registry.rules, language),
    /** The verdict on stored facts once more, with the rules of today. */
    assess: reasoning.assess,

    /** Stored assets once more, after a change of rules, law, catalogue or mappings: no call to the CRM. */
    reassess: async (tenant: Tenant): Promise<StoredInventory> =>
      (await reassess({ ...common, store: store.of(tenant) })).stored,

    scan: (crm: Crm, options: ScanOptions): Promise<StoredInventory> =>
      crm === 'hubspot'
        ? scanWith(registry.connectors.hubspot, credentialsIn.hubspot(settings), settings, options)
        : scanWith(registry.connectors.sugarcrm, credentialsIn.sugarcrm(settings), settings, options),

    /** Files somebody exported, as an account of its own. */
    async importPath(crm: Crm, path: string, name: string) {
      const items = await begun(registry.readFiles(crm, path), path);
      const tenant = await store.upsertTenant(crm, `import-${name}`, name);
      return importFiles({ ...common, store: store.of(tenant), items });
    },

    close: () => store.close(),
  });
  /** `with`: the same store and knowledge under other settings, for another account. */
  return { ...app(config), with: app };
}
export type App = Awaited<ReturnType<typeof openApp>>;

/** Waits for the first item: a path that cannot be read, or holds nothing, fails before anything is kept. */
async function begun<T>(items: AsyncIterable<T>, path: string): Promise<AsyncIterable<T>> {
  const iterator = items[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) {
    throw new UsageError(`There is no file to import in ${path}.`, 'Give a file, or a folder or zip with files.');
  }
  return {
    async *[Symbol.asyncIterator]() {
      yield first.value;
      yield* { [Symbol.asyncIterator]: () => iterator };
    },
  };
}

export function placeOf({ DATABASE_URL, DATA_DIR }: Config): StorePlace {
  return DATABASE_URL === undefined ? { dataDir: DATA_DIR } : { databaseUrl: DATABASE_URL };
}

function outboundOf({ OUTBOUND_ALLOW, RATE_SHARE }: Config, signal?: AbortSignal): Outbound {
  return { allow: OUTBOUND_ALLOW, share: RATE_SHARE, ...(signal && { signal }) };
}
