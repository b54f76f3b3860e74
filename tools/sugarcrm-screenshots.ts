import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchChromium } from './chromium.ts';
import { show } from './sugarcrm-package/stand-in/show.ts';
import { STATES } from './sugarcrm-package/stand-in/states.ts';

/** `npm run screenshots:sugarcrm`: a picture of everything that the package can show, wide and narrow. */
const folder = fileURLToPath(new URL('../plugins/sugarcrm/build/screens/', import.meta.url));
mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
for (const [name, state] of Object.entries(STATES)) {
  for (const width of [460, 240]) {
    const page = await browser.newPage({ viewport: { width, height: 100 } });
    await show(page, state);
    await page.screenshot({ path: `${folder}${name}-${width}.png`, fullPage: true });
    await page.close();
  }
}
await browser.close();
console.log(`${Object.keys(STATES).length} states, wide and narrow: ${folder}`);
