import { startHubSpot } from '../../simulator/hubspot/server.ts';
import { startSugar, type SugarInstance } from '../../simulator/sugarcrm/server.ts';
import { type App, openApp } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import { credentialsIn } from '../credentials.ts';
import { presentScan } from '../exports/present-scan.ts';
import { makeLog } from '../log.ts';
import { SYSTEM } from '../model/audit.ts';
import type { StoredInventory } from '../model/inventory.ts';
import type { Json } from '../model/json.ts';
import { EVERY_TENANT } from '../model/principal.ts';
import type { Crm } from '../model/raw-asset.ts';
import { type Service, startService } from '../server.ts';
import { progressTo } from './progress.ts';
import { configOfProcess, tell } from './run.ts';
import { stopped } from './serve.ts';
import { summarise } from './summary.ts';
import { painter } from './terminal.ts';

const HUBSPOT_WORLDS = ['tidy', 'recruiter', 'lender', 'retailer', 'starter', 'hostile'];

interface Sample {
  crm: Crm;
  world: string;
  config: Config;
}

/**
 * The sample accounts of both CRMs, scanned over real HTTP into a database in memory: nothing is left behind. Then they
 * are served until somebody stops it.
 */
export async function demo({ once: endAtOnce }: { once?: boolean }): Promise<void> {
  const stop = stopped();
  const hubspot = await startHubSpot({ worlds: HUBSPOT_WORLDS });
  const sugar = await startSugar();
  let service: { app: App; close(): Promise<void> } | undefined;
  try {
    const served = endAtOnce ? undefined : await serveSamples(hubspot.url);
    service = served ?? (await unserved());
    const { app } = service;
    const portals = HUBSPOT_WORLDS.map((world): Sample => ({
      crm: 'hubspot',
      world,
      config: portalConfig(hubspot.url, hubspot.tokens[world] ?? ''),
    }));
    const instances = Object.entries(sugar.instances).map(([world, instance]): Sample => ({
      crm: 'sugarcrm',
      world,
      config: instanceConfig(instance),
    }));
    for (const sample of portals) {
      show(app, sample, await scan(app, sample));
    }
    // A SugarCRM is asked five times a second at most: all of them together take no longer than one.
    const scans = await Promise.all(instances.map((sample) => scan(app, sample)));
    scans.forEach((inventory, index) => show(app, instances[index]!, inventory));
    if (served) {
      process.stdout.write(await invitation(served, hubspot, Object.values(sugar.instances)[0]));
      await stop;
    }
  } catch (error) {
    process.exitCode = tell(error);
  } finally {
    await service?.close();
    await Promise.all([hubspot.close(), sugar.close()]);
  }
}

async function unserved() {
  const app = await openApp(readConfig({}), { memory: true });
  return { app, close: () => app.close() };
}

function serveSamples(hubspotUrl: string): Promise<Service> {
  const { PORT, PUBLIC_URL, LOG_LEVEL } = configOfProcess();
  const config = { ...readConfig({ HUBSPOT_API_URL: hubspotUrl, OUTBOUND_ALLOW: '127.0.0.1' }), PORT, PUBLIC_URL };
  // The sample accounts are what somebody wants to read, not the requests.
  return startService('serve', config, {
    place: { memory: true },
    log: makeLog(LOG_LEVEL === 'info' ? 'warn' : LOG_LEVEL),
  });
}

/** Where to look, and with what: all of it ends with the demo. */
async function invitation(
  { app, url = '', adminLink }: Service,
  hubspot: { url: string; tokens: Record<string, string> },
  instance: SugarInstance | undefined,
): Promise<string> {
  const { token } = await app.store.tokens.create({ tenant: EVERY_TENANT, role: 'admin', name: 'demo' }, SYSTEM);
  return `
Served at ${url} until you stop it (Ctrl-C):
  ${url}/api/v1/docs                the reference page
  ${adminLink ?? url}   the first administrator
  curl -H 'Authorization: Bearer ${token}' ${url}/api/v1/tenants

The simulators still answer; scan them yourself from another terminal:
  HUBSPOT_API_URL=${hubspot.url} HUBSPOT_ACCESS_TOKEN=${hubspot.tokens['recruiter'] ?? ''} OUTBOUND_ALLOW=127.0.0.1 npm run -s ai-inventory -- scan hubspot
  SUGARCRM_URL=${instance?.url ?? ''} SUGARCRM_USERNAME=${instance?.username ?? ''} SUGARCRM_PASSWORD=${instance?.password ?? ''} OUTBOUND_ALLOW=127.0.0.1 npm run -s ai-inventory -- scan sugarcrm
`;
}

function portalConfig(url: string, token: string): Config {
  return readConfig({ HUBSPOT_API_URL: url, HUBSPOT_ACCESS_TOKEN: token, OUTBOUND_ALLOW: '127.0.0.1' });
}

function instanceConfig({ url, username, password, platform }: SugarInstance): Config {
  return readConfig({
    SUGARCRM_URL: url,
    SUGARCRM_USERNAME: username,
    SUGARCRM_PASSWORD: password,
    SUGARCRM_PLATFORM: platform,
    OUTBOUND_ALLOW: '127.0.0.1',
  });
}

/** Scanned and connected, so that it can be scanned again from the outside. */
async function scan(app: App, { crm, world, config }: Sample): Promise<StoredInventory> {
  const progress = progressTo(process.stderr);
  const onProgress = process.stderr.isTTY ? { onProgress: progress.onProgress } : {};
  const inventory = await app
    .with(config)
    .scan(crm, { name: world, ...onProgress })
    .finally(() => progress.end());
  const auth = crm === 'hubspot' ? 'token' : 'password';
  const credentials = credentialsIn[crm](config) as unknown as Json;
  await app.store.of(inventory.tenant).connections.save({ auth, credentials }, SYSTEM);
  return inventory;
}

function show(app: App, { world }: Sample, inventory: StoredInventory): void {
  const paint = painter(process.stdout);
  process.stdout.write(`\n${paint(['bold', 'underline'], `Sample account “${world}”`)}\n\n`);
  process.stdout.write(`${summarise(presentScan(inventory, app.words()), app.words(), process.stdout)}\n`);
}
