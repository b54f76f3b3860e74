import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type LivePage, startLivePage } from '../../tools/hubspot/live-page.ts';
import { describeInChromium } from '../support/chromium.ts';

describeInChromium('e2e/hubspot-page', (openPage) => {
  let live: LivePage;
  beforeAll(async () => {
    live = await startLivePage(['retailer']);
  }, 120_000);
  afterAll(() => live.close());

  it('shows the app in a browser, asked through HubSpot’s proxy, for the person that is chosen', async () => {
    const page = await openPage();
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.goto(live.url);

    await page.getByText('Chats so far: 36').waitFor();
    await page.getByText('A value is set here.').first().waitFor();
    await page.getByRole('button', { name: 'Scan again' }).waitFor();
    await page.getByLabel('Person').selectOption('1');
    await page.getByText('A super admin can start a new scan.').waitFor();
    expect(await page.getByRole('button', { name: 'Scan again' }).count()).toBe(0);
    await page.getByLabel('Language').selectOption('de');
    await page.getByText('Transparenzpflicht').first().waitFor();
    await page.getByLabel('Place').selectOption('overview');
    await page.getByRole('heading', { name: 'retailer' }).first().waitFor();
    expect(faults).toEqual([]);
  }, 60_000);
});
