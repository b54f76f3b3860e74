import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { Scenario, Surface } from '../../plugins/hubspot/harness/scenarios.ts';
import { PROJECT } from './build-app.ts';

const HARNESS = join(PROJECT, 'harness');

export interface Harness {
  html: string;
  script: string;
}

/**
 * The app with stand-ins for HubSpot's components, as one page that needs nothing else. `page` shows scenarios, `live`
 * asks a service that runs.
 */
export async function buildHarness(entry: 'page' | 'live' = 'page'): Promise<Harness> {
  const { outputFiles } = await build({
    entryPoints: [join(HARNESS, `${entry}.tsx`)],
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    alias: { '@hubspot/ui-extensions': join(HARNESS, 'ui.tsx') },
    define: { 'process.env.NODE_ENV': '"production"' },
    charset: 'utf8',
  });
  const style = readFileSync(join(HARNESS, 'style.css'), 'utf8');
  return {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>AI Inventory</title><style>${style}</style></head><body></body></html>`,
    script: outputFiles.map(({ text }) => text).join('\n'),
  };
}

export const WIDTHS: Record<Surface, number> = { tab: 754, sidebar: 336, overview: 1114, settings: 854 };

/** Shows one scenario and presses what it wants pressed. */
export async function showScenario(
  page: Page,
  { html, script }: Harness,
  { name, press }: Scenario,
  surface: Surface,
): Promise<void> {
  await page.setContent(html);
  await page.addScriptTag({ content: script });
  await page.evaluate(`showScenario(${JSON.stringify(name)}, ${JSON.stringify(surface)})`);
  await settled(page);
  if (press !== undefined) {
    await page.getByRole('button', { name: press, exact: true }).click();
    await settled(page);
  }
}

/** The answers come at once: some frames later everything is drawn that will be. */
async function settled(page: Page) {
  await page.evaluate(`new Promise((resolve) => {
    let frames = 0;
    const next = () => (++frames > 5 ? resolve() : requestAnimationFrame(next));
    next();
  })`);
}
