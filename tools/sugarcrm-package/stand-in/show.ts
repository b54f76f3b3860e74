import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { buildPackage } from '../build.ts';
import { installed, stringsIn } from './installed.ts';

const require = createRequire(import.meta.url);
const handlebars = readFileSync(require.resolve('handlebars/dist/handlebars.min.js'), 'utf8');
const sidecar = readFileSync(new URL('sidecar.js', import.meta.url), 'utf8');
let files: Map<string, string> | undefined;
const VIEWS = ['aiinv-list', 'aiinv-features', 'aiinv-overview'];

/** The day on which everything is shown. */
export const TODAY = '2026-11-27T12:00:00Z';

export interface Shown {
  /** What the endpoint answers, one after another, the last one for good; status 0: nothing yet. */
  answers: { status: number; body?: unknown }[];
  /** Of the contexts, from the outermost to the view's own. */
  modules?: string[];
  language?: 'en_us' | 'fr_FR' | 'de_DE' | 'es_ES';
  view?: 'aiinv-features' | 'aiinv-overview';
  limit?: number | string;
  dark?: boolean;
}

/** Puts a view of the built package on a page, as it would be after it was installed. */
export async function show(page: Page, shown: Shown): Promise<void> {
  const { answers, modules = ['Leads', 'Home'], language = 'en_us', view = 'aiinv-features', limit = 5 } = shown;
  files ??= installed(buildPackage().zip);
  const place = (name: string, type: string) => files?.get(`custom/clients/base/views/${name}/${name}.${type}`) ?? '';
  const views = Object.fromEntries(
    VIEWS.map((name) => [name, { controller: place(name, 'js'), template: place(name, 'hbs') }]),
  );
  const strings = stringsIn(files, language);
  await page.clock.setFixedTime(new Date(TODAY));
  await page.setContent(frame(language.slice(0, 2), shown.dark === true));
  await page.addScriptTag({ content: handlebars });
  await page.addScriptTag({ content: sidecar });
  const started = { views, strings, language, modules, name: view, limit, answers };
  await page.evaluate(`globalThis.started = startSidecar(${JSON.stringify(started)})`);
  if (answers[0]?.status !== 0) {
    await page.waitForFunction(`!started.view.shown.isLoading`);
  }
}

/** What was asked of Sugar so far. */
export function askedBy(page: Page): Promise<{ method: string; url: string; data: unknown }[]> {
  return page.evaluate('started.asked');
}

/** A dashlet's surroundings: nothing of Sugar's own style but its sizes. */
function frame(language: string, dark: boolean): string {
  const [ink, paper] = dark ? ['#e6e6e6', '#1b1d21'] : ['#22252a', '#ffffff'];
  return `<!doctype html><html lang="${language}"><head><title>Sugar</title><style>
    body { margin: 0; color: ${ink}; background: ${paper}; font: 14px/1.5 sans-serif; }
    a { color: ${dark ? '#8cb8ff' : '#0a54b5'}; } .btn { font: inherit; padding: 4px 10px; }
  </style></head><body><main><h1 style="font-size: 16px; padding: 0 12px">Dashlet</h1><div id="here"></div></main></body></html>`;
}
