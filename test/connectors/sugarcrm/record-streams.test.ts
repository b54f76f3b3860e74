import { describe, expect, it } from '@jest/globals';
import { dashboards } from '../../../connectors/sugarcrm/dashboards.ts';
import { legacyWorkflows } from '../../../connectors/sugarcrm/legacy-workflows.ts';
import { schedulers } from '../../../connectors/sugarcrm/schedulers.ts';
import { smartGuides } from '../../../connectors/sugarcrm/smart-guides.ts';
import { webLogicHooks } from '../../../connectors/sugarcrm/web-logic-hooks.ts';
import { SECRET } from './support/bpm.ts';
import { asUser, listOf, pull, withHead, withList } from './support/instance.ts';
import { fault, sugarApi } from './support/sugar.ts';

const simple = [
  ['WebLogicHooks', webLogicHooks],
  ['Schedulers', schedulers],
] as const;

describe('connectors/sugarcrm/records', () => {
  it.each(simple)('%s: follows pages, quarantines what does not fit, writes nothing twice', async (module, stream) => {
    const pages = () => {
      sugarApi()
        .get(`/${module}`)
        .query((query) => query['offset'] === undefined)
        .reply(200, listOf([{ id: '1', name: 'A' }, { name: 'no id' }], 2));
      sugarApi()
        .get(`/${module}`)
        .query((query) => query['offset'] === '2')
        .reply(200, listOf([{ id: '2', name: 'B' }]));
    };
    pages();
    const first = await pull(stream);
    expect(first.assets.map(({ externalId }) => externalId)).toEqual(['1', '2']);
    expect(first.quarantined).toHaveLength(1);
    pages();
    const second = await pull(stream, first.assets);
    expect([second.assets.length, second.unchanged.length]).toEqual([0, 2]);
  });

  it.each(simple)('%s: a refusal is denied, another shape is a failure, never empty', async (module, stream) => {
    withList(module, fault('not_authorized'), 403);
    expect((await pull(stream)).error).toMatchObject({ code: 'ACCESS_DENIED', grants: ['admin user'] });
    sugarApi().get(`/${module}`).query(true).reply(200, { data: [] });
    expect((await pull(stream)).error).toMatchObject({ code: 'UNEXPECTED_SHAPE' });
  });
});

describe('connectors/sugarcrm/web-logic-hooks', () => {
  it('keeps where it calls, without what lets anybody call it', async () => {
    withList('WebLogicHooks', [
      {
        id: 'h',
        name: 'Zap',
        webhook_target_module: 'Leads',
        request_method: 'POST',
        url: `https://user:${SECRET}@hooks.zapier.com/hooks/catch/123/abcdefg/?token=${SECRET}&amp;x=1`,
        trigger_event: 'after_save',
      },
    ]);
    const { payload } = await pull(webLogicHooks);
    expect(payload('h')).toEqual({
      name: 'Zap',
      module: 'Leads',
      method: 'POST',
      url: 'https://hooks.zapier.com/hooks/catch/[secret]/[secret]/',
      event: 'after_save',
    });
  });
});

describe('connectors/sugarcrm/schedulers', () => {
  it('keeps the class of the job', async () => {
    const job = 'class::Sugarcrm\\Sugarcrm\\custom\\OpenAi\\SyncJob';
    withList('Schedulers', [{ id: 's', name: 'Sync', job, job_interval: '0::*/2::*::*::*', status: 'Active' }]);
    expect((await pull(schedulers)).payload('s')).toEqual({
      name: 'Sync',
      job,
      interval: '0::*/2::*::*::*',
      active: true,
    });
  });
});

describe('connectors/sugarcrm/smart-guides', () => {
  const template = {
    id: 'g',
    name: 'Onboarding',
    available_modules: '^Leads^,^Accounts^',
    active: '1',
    points: '20',
    description: '',
  };
  const webhook = {
    id: 'w',
    name: 'Draft',
    url: 'https://api.openai.com/v1/chat/completions',
    request_method: 'POST',
    trigger_event: 'after_create',
    headers: `Authorization: Bearer ${SECRET}`,
    custom_post_body: `{"model":"gpt-4o","messages":[{"role":"user","content":"Write to {::Leads::last_name::} kindly"}],"api_key":"${SECRET}"}`,
    active: true,
    parent_type: 'DRI_Workflow_Templates',
  };

  it('reads templates, and webhooks like a process’s request', async () => {
    withList('DRI_Workflow_Templates', [template]);
    withList('CJ_WebHooks', [webhook]);
    const { payload, assets } = await pull(smartGuides);
    expect(payload('g')).toEqual({ name: 'Onboarding', modules: ['Leads', 'Accounts'], active: true, points: true });
    expect(payload('w')).toEqual({
      name: 'Draft',
      method: 'POST',
      url: 'https://api.openai.com/v1/chat/completions',
      event: 'after_create',
      active: true,
      parentType: 'DRI_Workflow_Templates',
      dataFields: ['Leads/last_name'],
      texts: ['Write to {::Leads::last_name::} kindly'],
      model: 'gpt-4o',
      asksModel: true,
    });
    expect(JSON.stringify(assets)).not.toContain(SECRET);
  });

  it('names the part that needs an administrator', async () => {
    withList('DRI_Workflow_Templates', [template]);
    withList('CJ_WebHooks', fault('not_authorized'), 403);
    expect((await pull(smartGuides)).refused).toMatchObject([
      { what: 'webhooks of Smart Guides', grant: 'admin user' },
    ]);
  });

  it.each([
    [['SUGAR_SELL'], 'UNAVAILABLE'],
    [['AUTOMATE'], 'ACCESS_DENIED'],
    [[], 'ACCESS_DENIED'],
  ])('refused with the licences %j: %s', async (licenses, code) => {
    withList('DRI_Workflow_Templates', fault('not_authorized'), 403);
    withList('CJ_WebHooks', fault('not_authorized'), 403);
    withHead({ licenses });
    expect((await pull(smartGuides)).error).toMatchObject({ code });
  });
});

describe('connectors/sugarcrm/legacy-workflows', () => {
  const row = {
    id: 'w',
    name: 'Close',
    base_module: 'Leads',
    status: '1',
    description: 'By prediction',
    date_modified: '2025-01-01T00:00:00Z',
  };
  const answer = (records: unknown, status = 200) => ({ status, contents: listOf(records), headers: {} });

  it('puts together what stands in records of its own', async () => {
    asUser();
    withList('WorkFlow', [row]);
    sugarApi()
      .post('/bulk', ({ requests }) => requests?.length === 4)
      .reply(200, [
        answer([{ id: 't', field: 'ai_conv_score_classification' }]),
        answer([{ id: 'f', field: 'industry', rel_module: 'Accounts' }]),
        answer([{ id: 'a' }]),
        answer([{ id: 's', action_type: 'update', action_module: '' }]),
      ]);
    sugarApi()
      .post('/bulk', ({ requests }) => requests?.[0].url.includes('WorkFlowActionShells/s/link/actions'))
      .reply(200, [answer([{ id: 'x', field: 'status', value: 'Dead' }])]);
    const { assets } = await pull(legacyWorkflows);
    expect(assets[0]?.payload).toEqual({
      name: 'Close',
      module: 'Leads',
      active: true,
      description: 'By prediction',
      reads: ['Leads/ai_conv_score_classification', 'Accounts/industry'],
      actions: [{ type: 'update', module: 'Leads', field: 'status', value: 'Dead' }],
      alerts: 1,
    });
    asUser();
    withList('WorkFlow', [row]);
    expect((await pull(legacyWorkflows, assets)).unchanged).toHaveLength(1);
  });

  it('is a gap where its parts cannot be read, and is read again', async () => {
    asUser();
    withList('WorkFlow', [row]);
    sugarApi()
      .post('/bulk')
      .reply(200, [answer([], 404), answer([]), answer([]), answer([])]);
    const { assets, quarantined } = await pull(legacyWorkflows);
    expect(quarantined).toEqual([{ item: 'w', reason: 'its conditions or actions were answered with 404' }]);
    expect(assets[0]).not.toHaveProperty('revision');
  });

  it('is unavailable where there is no such module', async () => {
    withList('WorkFlow', fault('no_method'), 404);
    expect((await pull(legacyWorkflows)).error).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('connectors/sugarcrm/dashboards', () => {
  const view = (type: string, own: object = {}) => ({ view: { type, ...own }, context: { module: 'Leads' } });
  const forms: [string, unknown][] = [
    ['dashlets', { dashlets: [view('webpage', { url: 'https://chat.example.com/?u=jane' }), view('webpage')] }],
    [
      'tabs',
      {
        tabs: [
          { name: 'T', dashlets: [view('webpage', { url: 'https://chat.example.com/?u=jane' })] },
          { dashlets: [view('webpage')] },
        ],
      },
    ],
    [
      'rows',
      { components: [{ rows: [[view('webpage', { url: 'https://chat.example.com/?u=jane' }), view('webpage')]] }] },
    ],
  ];

  it.each(
    forms.flatMap(([name, metadata]): [string, unknown][] => [
      [name, metadata],
      [`${name} in a text`, JSON.stringify(metadata)],
    ]),
  )('finds dashlets in %s', async (_, metadata) => {
    asUser();
    withList('Dashboards', [{ id: 'd', name: 'Home', dashboard_module: 'Accounts', view_name: 'record', metadata }]);
    const { payload } = await pull(dashboards);
    expect(payload('d/webpage')).toEqual({
      dashboard: 'Home',
      module: 'Accounts',
      viewName: 'record',
      type: 'webpage',
      url: 'https://chat.example.com/',
    });
    expect(payload('d/webpage#2')).toBeDefined();
  });

  it('keeps apps of the vendor’s cloud by name, and finds nothing in what is odd', async () => {
    asUser();
    const src = 'https://apps.service.sugarcrm.com/ai/main.js?token=x';
    withList('Dashboards', [
      {
        id: 'd',
        name: 'Home',
        metadata: { dashlets: [view('external-app-dashlet', { src, name: 'Account Intelligence' }), 'odd'] },
      },
      { id: 'e', metadata: 'odd' },
      { id: 'f', metadata: [] },
    ]);
    const { assets, payload } = await pull(dashboards);
    expect(assets).toHaveLength(1);
    expect(payload('d/external-app-dashlet')).toMatchObject({
      label: 'Account Intelligence',
      src: 'https://apps.service.sugarcrm.com/ai/main.js',
    });
  });

  it('is a part for whoever is no administrator', async () => {
    asUser({ type: 'user' });
    withList('Dashboards', []);
    expect((await pull(dashboards)).refused).toMatchObject([{ what: 'dashboards of other users' }]);
  });
});
