import { randomUUID } from 'node:crypto';
import { makeAssess } from './assess/assess.ts';
import { withConflicts } from './assess/conflicts.ts';
import type { Config } from './config.ts';
import type { Words } from './exports/present-feature.ts';
import { ConfigError } from './kit/errors.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { loadLaw } from './knowledge/load-law.ts';
import { loadMessages } from './knowledge/load-messages.ts';
import type { StoredInventory } from './model/inventory.ts';
import { makeInventory } from './normalise/make-inventory.ts';
import type { Outbound } from './pull/connector.ts';
import { registryOf } from './registry.ts';
import type { Reasoning } from './scan/conclude.ts';
import { importFiles, type Imported } from './scan/import-files.ts';
import type { OnProgress } from './scan/progress.ts';
import { runScan } from './scan/run-scan.ts';
import { openStore, type StorePlace } from './store/open-store.ts';

/** Everything wired together: what the command line (and later the server) calls. */
export async function openApp(config: Config, place: StorePlace = placeOf(config)) {
  const knowledge = loadKnowledge();
  const law = loadLaw();
  const messages = loadMessages('en');
  const registry = registryOf(knowledge);
  const store = await openStore(place);
  const reasoning: Reasoning = {
    makeInventory: (source, reports, crm) =>
      makeInventory(source, reports, { crm, mappings: registry.mappings, knowledge }),
    assess: withConflicts(makeAssess(registry.rules)),
    stamps: {
      rules: registry.rulesVersion,
      law: law.version,
      catalogue: knowledge.version,
      mappings: registry.mappingsVersion,
    },
  };
  const common = { store, reasoning, now: () => new Date(), newId: randomUUID };

  const app = (settings: Config) => ({
    store,
    registry,
    words: (): Words => ({ text: messages.text, law, today: new Date().toISOString().slice(0, 10) }),

    /** Credentials are tried first: when they are refused nothing is kept, not even that somebody tried. */
    async scanHubSpot(options: {
      name?: string;
      onProgress?: OnProgress;
      signal?: AbortSignal;
    }): Promise<StoredInventory> {
      const connector = registry.hubspot;
      const client = connector.connect(credentialsOf(settings), outboundOf(settings, options.signal));
      try {
        const account = await connector.identify(client);
        const tenant = await store.upsertTenant('hubspot', account.id, options.name);
        const onProgress = options.onProgress ? { onProgress: options.onProgress } : {};
        const scan = {
          ...common,
          tenant,
          client,
          streams: connector.streams,
          requests: () => connector.requests(client),
          ...onProgress,
        };
        return (await runScan(scan)).stored;
      } finally {
        await connector.close?.(client);
      }
    },

    async importHubSpot(items: AsyncIterable<Imported>, name: string) {
      const tenant = await store.upsertTenant('hubspot', `import-${name}`, name);
      return importFiles({ ...common, tenant, items });
    },

    close: () => store.close(),
  });
  /** `with`: the same store and knowledge under other settings, for another account. */
  return { ...app(config), with: app };
}
export type App = Awaited<ReturnType<typeof openApp>>;

export function placeOf({ DATABASE_URL, DATA_DIR }: Config): StorePlace {
  return DATABASE_URL === undefined ? { dataDir: DATA_DIR } : { databaseUrl: DATABASE_URL };
}

function credentialsOf(config: Config) {
  const {
    HUBSPOT_ACCESS_TOKEN: accessToken,
    HUBSPOT_CLIENT_ID: clientId,
    HUBSPOT_CLIENT_SECRET: clientSecret,
    HUBSPOT_REFRESH_TOKEN: refreshToken,
  } = config;
  const apiUrl = config.HUBSPOT_API_URL;
  if (accessToken !== undefined) {
    return { accessToken, apiUrl };
  }
  if (refreshToken !== undefined && clientId !== undefined && clientSecret !== undefined) {
    return { refreshToken, clientId, clientSecret, apiUrl };
  }
  throw new ConfigError([
    'HUBSPOT_ACCESS_TOKEN is not set (or, for an OAuth app, HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET and HUBSPOT_REFRESH_TOKEN).',
  ]);
}

function outboundOf({ OUTBOUND_ALLOW, RATE_SHARE }: Config, signal?: AbortSignal): Outbound {
  return { allow: OUTBOUND_ALLOW, share: RATE_SHARE, ...(signal && { signal }) };
}
