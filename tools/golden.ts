import { writeFileSync } from 'node:fs';
import { dump } from 'js-yaml';
import { openApp } from '../src/app.ts';
import { type Config, readConfig } from '../src/config.ts';
import { presentScan } from '../src/exports/present-scan.ts';
import type { Crm } from '../src/model/raw-asset.ts';
import { startHubSpot } from '../simulator/hubspot/server.ts';
import { startSugar } from '../simulator/sugarcrm/server.ts';
import { hubSpotSettings, sugarSettings } from '../test/worlds/settings.ts';
import { goldenOf } from '../test/worlds/world.ts';

/** Rewrites the expected results of the sample accounts of both CRMs; a reviewer reads the difference. */
const hubspot = await startHubSpot({ limits: false });
const sugar = await startSugar({ limits: false });
const app = await openApp(readConfig({}), { memory: true });
const samples: [crm: Crm, world: string, settings: Config][] = [
  ...Object.keys(hubspot.tokens).map((world) => ['hubspot', world, hubSpotSettings(hubspot, world)] as const),
  ...Object.keys(sugar.instances).map((world) => ['sugarcrm', world, sugarSettings(sugar, world)] as const),
].map(([crm, world, settings]) => [crm, world, settings]);
// Side by side, since a SugarCRM is asked five times a second at most.
await Promise.all(
  samples.map(async ([crm, world, settings]) => {
    const inventory = await app.with(settings).scan(crm, { name: world });
    const file = new URL(`../test/worlds/${crm}/${world}.yaml`, import.meta.url);
    writeFileSync(
      file,
      dump(goldenOf(presentScan(inventory, app.words())), { lineWidth: -1, quoteStyle: 'double', noRefs: true }),
    );
    console.log(`${crm} ${world}: ${inventory.entries.length} features`);
  }),
);
await app.close();
await Promise.all([hubspot.close(), sugar.close()]);
