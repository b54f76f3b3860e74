import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { SCENARIOS } from '#plugins/hubspot/harness/scenarios.ts';
import { buildHarness, showScenario, WIDTHS, type Harness } from '../../../tools/hubspot/harness.ts';
import { describeInChromium } from '../../support/chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shown = SCENARIOS.flatMap((scenario) => scenario.surfaces.map((surface) => ({ scenario, surface })));

describeInChromium('hubspot/harness: every state, drawn with stand-ins for HubSpot’s components', (openPage) => {
  let harness: Harness;
  const pages = new Map<number, Promise<Page>>();
  const faults: string[] = [];
  beforeAll(async () => {
    harness = await buildHarness();
  });

  async function pageOf(width: number): Promise<Page> {
    const page = await openPage({ width, height: 600 });
    page.on('pageerror', (error) => faults.push(error.message));
    return page;
  }

  it.each(shown.map(({ scenario, surface }) => [`${scenario.name} in the ${surface}`, scenario, surface] as const))(
    '%s: nothing that axe objects to, nothing wider than its place, no text that ran as a script',
    async (_, scenario, surface) => {
      const width = WIDTHS[surface];
      pages.set(width, pages.get(width) ?? pageOf(width));
      const page = (await pages.get(width)) as Page;

      await showScenario(page, harness, scenario, surface);
      await page.addScriptTag({ content: AXE });

      const objections = await page.evaluate(
        `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`,
      );
      expect(objections).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await page.evaluate('document.querySelectorAll("main img, main script, main iframe").length')).toBe(0);
      expect(await page.title()).toBe('AI Inventory');
      expect(faults).toEqual([]);
    },
  );

  it('would notice what axe objects to', async () => {
    const page = await openPage();
    await page.setContent('<html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"></main></html>');
    await page.addScriptTag({ content: AXE });

    expect(await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))')).toEqual([
      'image-alt',
    ]);
  });
});
