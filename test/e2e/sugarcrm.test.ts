import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { unzipSync, zipSync } from 'fflate';
import type { WorldSource } from '../../simulator/sugarcrm/instance/world.ts';
import { type Sugar, type SugarInstance, startSugar } from '../../simulator/sugarcrm/server.ts';
import { OWN_PACKAGE } from '../../src/model/pushed-summary.ts';
import { buildPackage } from '../../tools/sugarcrm-package/build.ts';
import { lintPackage } from '../../tools/sugarcrm-package/lint.ts';
import { installed } from '../../tools/sugarcrm-package/stand-in/installed.ts';
import { show } from '../../tools/sugarcrm-package/stand-in/show.ts';
import { type Client, startTestService, type TestService } from '../service/support/service.ts';
import { describeInChromium } from '../support/chromium.ts';
import { describeWithPhp } from '../support/php.ts';
import { logIn, upload } from './support/sugar-user.ts';

/** A sales team: a model scores its leads, another listens to its calls, which not everybody may see. */
const WORLD: WorldSource = {
  name: 'sales',
  licences: ['CURRENT', 'SUGAR_SELL', 'PREDICT_ADVANCED'],
  users: [
    { name: 'Ida Inventory', username: 'ida', password: 'pw-ida', email: 'ida@sales.example', admin: true },
    { name: 'Noa Normal', username: 'noa', password: 'pw-noa', email: 'noa@sales.example', deniedModules: ['Calls'] },
    {
      name: 'Mia Masked',
      username: 'mia',
      password: 'pw-mia',
      email: 'mia@sales.example',
      deniedFields: { Leads: ['ai_conv_score_classification'] },
    },
  ],
  population: {
    Leads: { total: 40, filled: { ai_conv_score_classification: { count: 30, values: ['very_high', 'low'] } } },
    Calls: { total: 20, filled: { sentiment_score_agent_string: { count: 15, values: ['Negative', 'Positive'] } } },
    Contacts: { total: 5 },
  },
  dashboards: [{ name: 'Leads', module: 'Leads', dashlets: [{ type: 'aiinv-features', label: 'AI features' }] }],
};
const PUBLIC_URL = 'https://ai.example.com';
const FEATURES = 'aiinv/features?language=en';
const LEADS = `${FEATURES}&module=Leads`;

describeWithPhp('e2e/sugarcrm', () => {
  let sugar: Sugar;
  let instance: SugarInstance;
  let service: TestService;
  let admin: Client;
  let tenant: string;

  beforeAll(async () => {
    sugar = await startSugar({ worlds: [WORLD], limits: false, scanner: lintPackage });
    instance = sugar.instances['sales']!;
    service = await startTestService({ PUBLIC_URL });
    admin = await service.as('admin');
    const { username, password, platform, url } = instance;
    const auth = { type: 'password', username, password, platform };
    const { body } = await admin('POST', '/api/v1/tenants', { crm: 'sugarcrm', url, auth });
    tenant = `/api/v1/tenants/${body.id}`;
  }, 60_000);
  afterAll(async () => {
    await service.close();
    await sugar.close();
  });

  /** Every entry, after a scan that has ended. */
  async function scanned(): Promise<string[]> {
    const { body } = await admin('POST', `${tenant}/scans`, {});
    const events = await admin('GET', `${tenant}/scans/${body.id}/events`);
    expect(events.body).toContain('"state":"done"');
    const { body: features } = await admin('GET', `${tenant}/features`);
    return (features.data as { key: string; tier: string }[]).map(({ key, tier }) => `${tier} ${key}`).sort();
  }
  /** It is told by a job of its own, after the scan. */
  async function untilTold(): Promise<void> {
    while ((await admin('GET', tenant)).body.package?.state !== 'shown') {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const told = () => sugar.stats().writes.filter(({ path }) => path.includes('config'));

  it('refuses a package that the scanner would refuse', async () => {
    const files = unzipSync(buildPackage().zip);
    const api = Object.keys(files).find((path) => path.endsWith('AiInvApi.php'))!;
    files[api] = Buffer.concat([files[api]!, Buffer.from("\nfile_get_contents('https://elsewhere.example');\n")]);

    const refused = await upload(instance, await logIn(instance, 'ida'), zipSync(files));

    expect(refused).toMatchObject({ status: 422, body: { error: 'upload_package_error' } });
    expect(refused.body.error_description).toContain('file_get_contents');
  });

  it('takes the package that we build: from an administrator, whole, and with nothing told yet', async () => {
    const { zip } = buildPackage();
    expect((await upload(instance, await logIn(instance, 'noa'), zip)).status).toBe(403);
    const before = await scanned();
    expect([before, told()]).toEqual([
      [
        'minimal sugarcrm:field:Leads/ai_conv_score_classification',
        'prohibited sugarcrm:field:Calls/sentiment_score_agent',
      ],
      [],
    ]);

    const ida = await logIn(instance, 'ida');
    const { body } = await upload(instance, ida, zip);
    await ida(`Administration/packages/${body.file_install}/install`);

    expect((await ida('Administration/packages/installed')).body.packages).toMatchObject([{ name: OWN_PACKAGE.name }]);
    expect(sugar.filesOfPackages()).toEqual(installed(zip));
    expect((await ida(LEADS)).body).toMatchObject({ state: 'never-pushed', features: [], complete: false });
    const panels = JSON.stringify((await ida('Administration/adminPanelDefs')).body);
    expect(panels).toContain('Home/layout/aiinv');
    expect(panels).not.toContain('LBL_AIINV');
  }, 60_000);

  it('is told by the next scan, by one write, and is no AI itself', async () => {
    const before = await admin('GET', `${tenant}/features`);
    const after = await scanned();

    expect(after).toHaveLength(before.body.data.length);
    await untilTold();
    expect(told()).toEqual([{ method: 'POST', path: expect.stringMatching(/\/Administration\/config\/aiinv$/) }]);
    expect((await (await logIn(instance, 'ida'))(LEADS)).body).toMatchObject({ state: 'ready' });
  }, 60_000);

  it('tells a normal user what acts on a module that is open to her, and no more', async () => {
    const noa = await logIn(instance, 'noa');
    const { body } = await noa(LEADS);

    expect(body).toMatchObject({ state: 'ready', scope: 'module', admin: false, complete: true, more: 0 });
    expect(body.features).toEqual([
      expect.objectContaining({
        kind: 'score',
        tier: 'minimal',
        notice: 'not-needed',
        why: expect.stringMatching(/./),
      }),
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Calls|entiment|dashboard|examined|modules|ai\.example/);
    const refused = await Promise.all([`${FEATURES}&module=Calls`, FEATURES].map((path) => noa(path)));
    expect(refused.map(({ status }) => status)).toEqual([403, 403]);
    expect((await noa('Administration/config/aiinv')).status).toBe(403);
    expect((await noa(`${FEATURES}&module=Contacts`)).body.features).toEqual([]);
    expect((await noa(`${FEATURES}&module=../Leads`)).status).toBe(422);
  });

  it('names no score to her who may not see its field, and says that there is more', async () => {
    const { body } = await (await logIn(instance, 'mia'))(LEADS);

    expect(body).toMatchObject({ state: 'ready', features: [], more: 1 });
    expect(JSON.stringify(body)).not.toMatch(/ai_conv|[Cc]onversion/);
  });

  it('tells an administrator everything, in her language', async () => {
    const ida = await logIn(instance, 'ida');
    const { body } = await ida('aiinv/features?language=de');

    expect(body).toMatchObject({ scope: 'all', admin: true, examined: { ai: 2 }, features: [{}, {}] });
    expect(body.features.map(({ modules }: { modules: string[] }) => modules)).toEqual([['Calls'], ['Leads']]);
    expect(body.features[0].why).toMatch(/Art\. 5/);
    expect(body.features[0].why).not.toBe((await ida(FEATURES)).body.features[0].why);
    expect(body.dashboard).toContain(PUBLIC_URL);
  });

  describeInChromium('e2e/sugarcrm: the dashlet', (openPage) => {
    it.each([
      ['Leads', /^Prediction minimal risk score .* As of/],
      ['Calls', /^You have no access to this module/],
    ])('shows a normal user on %s what the endpoint tells her', async (module, words) => {
      const noa = await logIn(instance, 'noa');
      const { status, body } = await noa(`${FEATURES}&module=${module}`);
      const page = await openPage({ width: 460, height: 600 });
      await show(page, { answers: [{ status, body }], modules: [module, 'Home'] });

      expect((await page.innerText('.aiinv')).replaceAll(/\s+/g, ' ')).toMatch(words);
    });
  });

  it('shows nothing any more once the account is disconnected', async () => {
    expect((await admin('DELETE', tenant)).status).toBe(204);

    expect((await (await logIn(instance, 'noa'))(LEADS)).body).toMatchObject({ state: 'disconnected', features: [] });
    expect(told()).toHaveLength(2);
  });
});
