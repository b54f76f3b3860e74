import { once } from 'node:events';
import { startHubSpot } from '../../simulator/hubspot/server.ts';
import { startSugar, type SugarInstance } from '../../simulator/sugarcrm/server.ts';
import { type App, openApp } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import { presentScan } from '../exports/present-scan.ts';
import type { StoredInventory } from '../model/inventory.ts';
import type { Crm } from '../model/raw-asset.ts';
import { progressTo } from './progress.ts';
import { tell } from './run.ts';
import { summarise } from './summary.ts';
import { painter } from './terminal.ts';

const HUBSPOT_WORLDS = ['tidy', 'recruiter', 'lender', 'retailer', 'starter', 'hostile'];

interface Sample {
  crm: Crm;
  world: string;
  config: Config;
}

/** The sample accounts of both CRMs, scanned over real HTTP into a database in memory: nothing is left behind. */
export async function demo({ once: endAtOnce }: { once?: boolean }): Promise<void> {
  const hubspot = await startHubSpot({ worlds: HUBSPOT_WORLDS });
  const sugar = await startSugar();
  const app = await openApp(readConfig({}), { memory: true });
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
  try {
    for (const sample of portals) {
      show(app, sample, await scan(app, sample));
    }
    // A SugarCRM is asked five times a second at most: all of them together take no longer than one.
    const scans = await Promise.all(instances.map((sample) => scan(app, sample)));
    scans.forEach((inventory, index) => show(app, instances[index]!, inventory));
    if (process.stdout.isTTY && !endAtOnce) {
      const [first] = Object.values(sugar.instances);
      process.stdout.write(`
The simulators still answer; scan them yourself from another terminal:
  HUBSPOT_API_URL=${hubspot.url} HUBSPOT_ACCESS_TOKEN=${hubspot.tokens['recruiter'] ?? ''} OUTBOUND_ALLOW=127.0.0.1 npm run -s ai-inventory -- scan hubspot
  SUGARCRM_URL=${first?.url ?? ''} SUGARCRM_USERNAME=${first?.username ?? ''} SUGARCRM_PASSWORD=${first?.password ?? ''} OUTBOUND_ALLOW=127.0.0.1 npm run -s ai-inventory -- scan sugarcrm
Ctrl-C ends it.
`);
      await once(process, 'SIGINT');
    }
  } catch (error) {
    process.exitCode = tell(error);
  } finally {
    await app.close();
    await Promise.all([hubspot.close(), sugar.close()]);
  }
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

async function scan(app: App, { crm, world, config }: Sample): Promise<StoredInventory> {
  const progress = progressTo(process.stderr);
  const onProgress = process.stderr.isTTY ? { onProgress: progress.onProgress } : {};
  return app
    .with(config)
    .scan(crm, { name: world, ...onProgress })
    .finally(() => progress.end());
}

function show(app: App, { world }: Sample, inventory: StoredInventory): void {
  const paint = painter(process.stdout);
  process.stdout.write(`\n${paint(['bold', 'underline'], `Sample account “${world}”`)}\n\n`);
  process.stdout.write(`${summarise(presentScan(inventory, app.words()), process.stdout)}\n`);
}
