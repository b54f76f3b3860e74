import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { openApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { presentScan } from '../src/exports/present-scan.ts';
import { startHubSpot } from '../simulator/hubspot/server.ts';
import { goldenOf } from '../test/worlds/world.ts';

/** Rewrites the expected results of the sample accounts; a reviewer reads the difference. */
const simulator = await startHubSpot({ limits: false });
const settings = (token: string) =>
  readConfig({
    HUBSPOT_API_URL: simulator.url,
    HUBSPOT_ACCESS_TOKEN: token,
    OUTBOUND_ALLOW: '127.0.0.1',
    RATE_SHARE: '1',
  });
const app = await openApp(settings(''), { memory: true });
for (const [world, token] of Object.entries(simulator.tokens)) {
  const inventory = await app.with(settings(token)).scan('hubspot', { name: world });
  const file = new URL(`../test/worlds/hubspot/${world}.yaml`, import.meta.url);
  writeFileSync(file, stringify(goldenOf(presentScan(inventory, app.words())), { lineWidth: 0 }));
  console.log(`${world}: ${inventory.entries.length} features`);
}
await app.close();
await simulator.close();
