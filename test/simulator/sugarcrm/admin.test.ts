import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sugar, type SugarInstance, startSugar } from '../../../simulator/sugarcrm/server.ts';
import { type Client, logIn, UDO, worldOf } from './client.ts';

const AWS = {
  aws_connect_region: 'eu-west-1',
  aws_connect_enable_portal_chat: '1',
  aws_header_title: 'Hello',
  aws_list: '["a"]',
};

const WORLD = worldOf({
  licences: ['CURRENT', 'SUGAR_SERVE', 'AUTOMATE'],
  settings: { aws: AWS },
  licenceKey: 'PLANTED-KEY',
  packages: [{ id: 'p1', name: 'Helper', enabled: 'DISABLED' }],
  panels: [{ label: 'Helper', options: [{ label: 'Key', link: '#helper' }] }],
  customRoutes: ['helper/ask'],
  connectors: { ext_rest_x: { name: 'X' } },
  hint: { user: true, modules: { Leads: ['hint_job_2'] } },
  dashboards: [
    { name: 'One', as: 'string', shape: 'tabs', dashlets: [{ type: 'webpage', url: 'https://a.example' }] },
    { name: 'Two', shape: 'rows', dashlets: [{ type: 'dashablelist' }] },
    { name: 'Three', dashlets: [{ type: 'external-app-dashlet', module: 'Accounts' }] },
  ],
  workflows: [
    {
      id: 'w-1',
      name: 'Old',
      module: 'Leads',
      triggers: [{ field: 'status' }],
      sets: { status: 'Dead' },
      alerts: [{ name: 'Tell' }],
    },
  ],
  records: {
    Schedulers: [{ name: 'Job', job: 'class::Sugarcrm\\Sugarcrm\\custom\\Ai\\Job', status: 'Active' }],
    CJ_WebHooks: [{ name: 'Hook', url: 'https://h.example', headers: 'X: y', active: true }],
    DRI_Workflow_Templates: [{ name: 'Guide', available_modules: '^Leads^,^Accounts^', active: true }],
  },
});

describe('simulator/sugarcrm/admin', () => {
  let sugar: Sugar;
  let small: SugarInstance;
  let admin: Client;
  let user: Client;

  beforeAll(async () => {
    sugar = await startSugar({ worlds: [WORLD, worldOf({ name: 'bare', settings: { aws: AWS } })], limits: false });
    small = sugar.instances.small!;
    admin = await logIn(small);
    user = await logIn(small, UDO);
  });
  afterAll(() => sugar.close());

  it('reads settings the way PHP does, with the category as a marker', async () => {
    expect((await admin.get('Administration/config/aws')).body).toEqual({
      aws_connect_region: 'eu-west-1',
      aws_connect_enable_portal_chat: 1,
      aws_header_title: 'Hello',
      aws_list: ['a'],
      aws: true,
    });
    expect((await admin.get('Administration/config/anything')).body).toEqual({ anything: true });
  });

  it('has no Amazon settings without Serve or Sell', async () => {
    const bare = await logIn(sugar.instances.bare!);

    expect((await bare.get('Administration/config/aws')).body).toEqual([]);
    expect((await bare.get('metadata?type_filter=config')).body.config).not.toHaveProperty('awsConnectRegion');
  });

  it.each([
    'Administration/config/aws',
    'Administration/license/limits',
    'Administration/packages/installed',
    'Schedulers',
    'CJ_WebHooks',
  ])('refuses %s to a plain user', async (path) => {
    expect(await user.get(path)).toMatchObject({ status: 403, body: { error: 'not_authorized' } });
    expect((await admin.get(path)).status).toBe(200);
  });

  it('shows the panels to a developer', async () => {
    const { body } = await user.get('Administration/adminPanelDefs');

    expect(body.at(-1)).toMatchObject({
      label: 'Helper',
      options: [{ label: 'Key', link: '#helper', icon: expect.any(String) }],
    });
  });

  it('tells the licence key, which nobody may keep', async () => {
    const { body } = await admin.get('Administration/license/limits');

    expect(body).toMatchObject({ license_key: 'PLANTED-KEY', seats: { CURRENT: 100 }, available_seats: [] });
  });

  it('lists packages, disabled ones too', async () => {
    const { body } = await admin.get('Administration/packages/installed');

    expect(body.packages).toMatchObject([{ id: 'p1', name: 'Helper', type: 'module', enabled: 'DISABLED' }]);
  });

  it('names the routes of packages', async () => {
    expect((await user.get('help')).text).toContain('/helper/ask');
    expect((await user.get('helper/ask')).status).toBe(200);
  });

  it('has dashboards in three shapes, as text or object', async () => {
    const { body } = await user.get('Dashboards?fields=name,metadata');
    const [one, two, three] = body.records.map(({ metadata }: { metadata: unknown }) => metadata);

    expect(JSON.parse(one).tabs[0].dashlets[0].view).toEqual({ type: 'webpage', url: 'https://a.example' });
    expect(two.components[0].rows[0][0].view.type).toBe('dashablelist');
    expect(three.dashlets[0]).toMatchObject({
      view: { type: 'external-app-dashlet' },
      context: { module: 'Accounts' },
    });
  });

  it('links a legacy workflow with its shells', async () => {
    const { body } = await admin.get('WorkFlow?fields=name,base_module,status');
    const link = async (path: string) => (await admin.get(`WorkFlow/w-1/link/${path}`)).body;

    expect(body.records).toMatchObject([{ id: 'w-1', base_module: 'Leads', status: 1 }]);
    expect((await link('triggers')).records).toMatchObject([{ field: 'status', _module: 'WorkFlowTriggerShells' }]);
    expect((await link('alerts')).records).toMatchObject([{ name: 'Tell' }]);
    expect(await link('actions/count')).toEqual({ record_count: 1 });
    const [{ id }] = (await link('actions')).records;
    expect((await admin.get(`WorkFlowActions?filter[0][parent_id]=${id}`)).body.records).toMatchObject([
      { value: 'Dead' },
    ]);
    expect((await admin.get('WorkFlow/w-1/link/nothing')).status).toBe(404);
  });

  it('has smart guides, hint, connectors and forecasts', async () => {
    expect((await user.get('DRI_Workflow_Templates')).body.records[0].available_modules).toBe('^Leads^,^Accounts^');
    expect((await user.get('hint/license/check')).body).toEqual({ isHintUser: true });
    const hint = await user.get('hint/enrich/config');
    expect(JSON.parse(hint.body.response.config_data)).toEqual({ Leads: { fields: { hint_job_2: true } } });
    expect((await user.get('connectors')).body).toEqual({ connectors: { ext_rest_x: { name: 'X' } } });
    expect((await user.get('Forecasts/config')).body).toMatchObject({ is_setup: false, forecast_by: 'Opportunities' });
  });

  it('keeps a module from who has no licence for it', async () => {
    const bare = await logIn(sugar.instances.bare!);

    expect(await bare.get('DRI_Workflow_Templates')).toMatchObject({ status: 403, body: { error: 'not_authorized' } });
  });

  it.each([
    ['POST', 'Leads'],
    ['PUT', 'Leads/x'],
    ['DELETE', 'Leads/x'],
    ['GET', 'Administration/packages/p1/uninstall'],
    ['POST', 'Administration/config/aiinv'],
    ['POST', 'nowhere'],
  ])('remembers %s %s as a write', async (method, path) => {
    sugar.reset();
    const client = await logIn(small);

    await client.send(path, { method });

    expect(sugar.stats().writes).toEqual([{ method, path: expect.stringContaining(path) }]);
  });

  it('remembers a write inside a bulk', async () => {
    sugar.reset();
    const client = await logIn(small);

    await client.send('bulk', {
      body: { requests: [{ url: '/v11_23/Leads', method: 'POST', data: '{}' }, { url: '/v11_23/ping' }] },
    });

    expect(sugar.stats()).toMatchObject({
      writes: [{ method: 'POST', path: '/rest/v11_23/Leads' }],
      subRequests: 2,
      requests: 2,
    });
  });

  it('keeps a setting with the prefix of its category', async () => {
    const client = await logIn(small);

    await client.send('Administration/config/aiinv', { body: { aiinv_flags: '{"a":1}', other: 'x' } });

    expect((await client.get('Administration/config/aiinv')).body).toEqual({ aiinv_flags: { a: 1 }, aiinv: true });
  });
});
