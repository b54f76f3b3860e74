import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { askedBy, show, type Shown } from '../../../tools/sugarcrm-package/stand-in/show.ts';
import { STATES } from '../../../tools/sugarcrm-package/stand-in/states.ts';
import { describeInChromium, type OpenPage } from '../../support/chromium.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const state = (name: string): Shown => {
  const found = STATES[name];
  if (!found) {
    throw new Error(`There is no state ${name}.`);
  }
  return found;
};
const ready = state('list').answers;

/** What a person reads, and what a screen reader is told beside it. */
async function textOf(page: Page): Promise<string> {
  return (await page.innerText('.aiinv')).replaceAll(/\s+/g, ' ');
}

async function shownOn(openPage: OpenPage, shown: Shown, width = 460): Promise<Page> {
  const page = await openPage({ width, height: 600 });
  await show(page, shown);
  return page;
}

describeInChromium('plugins/sugarcrm/views', (openPage) => {
  it.each(Object.entries(STATES))('%s: can be read by everybody, and fits where it is narrow', async (_, shown) => {
    const page = await shownOn(openPage, shown, 240);
    await page.addScriptTag({ content: axe });
    const found = await page.evaluate<string[]>(
      `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
    );
    expect(found).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(240);
    expect((await textOf(page)).length).toBeGreaterThan(5);
    await page.context().close();
  });

  it.each([
    ['loading', /^Loading…$/],
    [
      'list',
      /^Fit score high-risk score review as high-risk people must be told the notice is missing entry disputed It scores .* Portal chat .* As of November 27, 2026\. This is no legal advice\.$/,
    ],
    ['list-de', /hochriskant Bewertung .* der Hinweis fehlt .* Stand: 27\. November 2026\./],
    ['list-fr', /à haut risque .* État au 27 novembre 2026\./],
    ['list-es', /alto riesgo .* A fecha de 27 de noviembre de 2026\./],
    ['empty', /^No AI feature was found that acts on the records of this module\. As of/],
    ['empty-unplaced', /On which records 2 AI features of this instance act is not known/],
    ['old', /^Last looked at on November 1, 2026, more than a week ago/],
    ['off-and-stale', /Switched off\. Could not be looked at again in the last scan\./],
    ['never-pushed', /^Nothing has been reported to this instance yet\. Whether AI acts here is not known\./],
    ['disconnected', /ended on November 27, 2026\. Since then nobody looks whether AI acts here\.$/],
    ['unreadable', /^The findings come in a form that this package does not know\./],
    ['no-access', /^You have no access to this module/],
    ['no-access-home', /^The overview of everything is for administrators\./],
    ['error', /^The findings could not be loaded\. That says nothing about whether AI acts here\. Try again$/],
    ['newer-words', /Fit score systemic oracle new-flag/],
    [
      'overview',
      /Acts on: Leads, abc_Candidates .* 1053 elements looked at: 3 are AI, 1049 are not, 1 could not be decided\..*Open CRM AI Inventory$/,
    ],
    ['overview-empty', /^No AI feature was found in this instance\./],
  ])('%s: says so', async (name, words) => {
    const page = await shownOn(openPage, state(name));
    expect(await textOf(page)).toMatch(words);
  });

  it.each(['empty-partly', 'partly', 'partly-de'])(
    '%s: what could not be looked at never reads as nothing',
    async (name) => {
      const page = await shownOn(openPage, state(name));
      const text = await textOf(page);
      expect(text).toMatch(
        /Not everything could be looked at\. There may be AI that is not listed here\.|Nicht alles konnte angesehen werden\. Es kann KI geben, die hier nicht steht\./,
      );
      expect(text).toMatch(
        /(chat settings: no right to look|Chat-Einstellungen: kein Recht, es anzusehen)\. (Needed|Nötig): admin user\./,
      );
      expect(text).not.toMatch(/No AI feature|keine KI-Funktion/);
    },
  );

  it('does not say that nothing is there when everything was left out', async () => {
    const body = { ...(state('empty').answers[0]?.body as object), more: 3 };
    const page = await shownOn(openPage, { answers: [{ status: 200, body }] });
    expect(await textOf(page)).toMatch(/^3 more are in CRM AI Inventory\./);
  });

  it('shows what comes from outside as text, and runs none of it', async () => {
    const page = await shownOn(openPage, state('hostile'));
    await page.waitForTimeout(50);
    expect(await page.evaluate('globalThis.hacked')).toBeUndefined();
    expect(await page.locator('#here img, #here script').count()).toBe(0);
    expect(await textOf(page)).toContain('<img src=x onerror="globalThis.hacked = 1"><script>');
  });

  it.each(['javascript:alert(1)', 'http://ai.example.com', '//ai.example.com', 7])(
    'links to no %s',
    async (dashboard) => {
      const body = { ...(state('overview').answers[0]?.body as object), dashboard };
      const page = await shownOn(openPage, { ...state('overview'), answers: [{ status: 200, body }] });
      expect(await page.locator('a').count()).toBe(0);
    },
  );

  it('shows the first ones, and all of them by keyboard', async () => {
    const page = await shownOn(openPage, state('many'));
    expect(await page.locator('.aiinv-feature').count()).toBe(5);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Show 4 more');
    await page.keyboard.press('Enter');
    expect(await page.locator('.aiinv-feature').count()).toBe(9);
    expect(await page.evaluate('document.activeElement.dataset.aiinv')).toBe('list');
  });

  it.each([
    [3, 3],
    ['2', 2],
    ['x', 5],
    [0, 5],
    [-1, 5],
  ])('shows as many as its setting %j says', async (limit, count) => {
    const page = await shownOn(openPage, { ...state('many'), limit });
    expect(await page.locator('.aiinv-feature').count()).toBe(count);
  });

  it('tries again when asked to', async () => {
    const page = await shownOn(openPage, { answers: [{ status: 500 }, ...ready] });
    await page.click('text=Try again');
    await page.waitForSelector('.aiinv-feature');
    expect(await askedBy(page)).toHaveLength(2);
  });

  it.each<[string[], string]>([
    [['Leads'], 'language=en&module=Leads'],
    [['Leads', 'Dashboards', 'Home'], 'language=en&module=Leads'],
    [['Home', 'Dashboards', 'abc_Candidates'], 'language=en&module=abc_Candidates'],
    [['Home', 'Dashboards'], 'language=en'],
    [[], 'language=en'],
  ])('on a dashboard inside %j asks for %s', async (modules, query) => {
    const page = await shownOn(openPage, { answers: ready, modules });
    expect(await askedBy(page)).toEqual([{ method: 'read', url: `rest/v11_23/aiinv/features?${query}`, data: null }]);
  });

  it('asks in the language of the user', async () => {
    const page = await shownOn(openPage, state('list-fr'));
    expect((await askedBy(page))[0]?.url).toContain('language=fr');
  });

  it('says nothing any more when it is gone before the answer comes', async () => {
    const page = await shownOn(openPage, state('loading'));
    const shown = await page.evaluate(`(() => {
      const { view } = started;
      view.dispose();
      view.tell(${JSON.stringify(ready[0]?.body)});
      view.fail({ status: 500 });
      return view.shown.isLoading;
    })()`);
    expect(shown).toBe(true);
  });

  it('asks nothing in the drawer where it is set up', async () => {
    const page = await shownOn(openPage, { answers: ready });
    await page.evaluate('started.view.meta.config = true, started.view.loadData()');
    expect(await askedBy(page)).toHaveLength(1);
  });
});
