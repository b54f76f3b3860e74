import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SCENARIOS } from '../plugins/hubspot/harness/scenarios.ts';
import { launchChromium } from './chromium.ts';
import { buildHarness, showScenario, WIDTHS } from './hubspot/harness.ts';

/** Pictures of every state of the HubSpot app, for a look before a release; a part of a name picks some. */
const [wanted = ''] = process.argv.slice(2);
const FOLDER = fileURLToPath(new URL('../screenshots/hubspot/', import.meta.url));

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const harness = await buildHarness();
const browser = await launchChromium();
let taken = 0;
try {
  for (const scenario of SCENARIOS.filter(({ name }) => name.includes(wanted))) {
    for (const surface of scenario.surfaces) {
      const page = await browser.newPage({ viewport: { width: WIDTHS[surface], height: 300 }, deviceScaleFactor: 1 });
      await showScenario(page, harness, scenario, surface);
      await page.screenshot({ path: `${FOLDER}${surface}-${scenario.name}.png`, fullPage: true });
      await page.close();
      taken += 1;
    }
  }
} finally {
  await browser.close();
}
console.log(`${taken} pictures in ${FOLDER}`);
