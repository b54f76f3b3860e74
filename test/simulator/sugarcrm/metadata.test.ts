import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sugar, type SugarInstance, startSugar } from '../../../simulator/sugarcrm/server.ts';
import type { Release } from '../../../simulator/sugarcrm/instance/profile.ts';
import { type Client, logIn, send, UDO, worldOf } from './client.ts';

const WORLD = worldOf({
  licences: ['CURRENT', 'SUGAR_SERVE', 'PREDICT_ADVANCED', 'NEW_PRODUCT_77'],
  bundle: 'SOME_BUNDLE',
  modules: [{ name: 'abc_Things', label: 'Dinge', singular: 'Ding' }],
  fields: {
    abc_Things: [
      { name: 'rank_c', label: 'Rang', type: 'int', formula: 'add($a,1)' },
      { name: 'go_c', type: 'actionbutton', buttons: [{ type: 'open-url', url: 'https://chat.example' }] },
    ],
  },
  settings: {
    aws: { aws_connect_instance_name: 'acme', aws_connect_region: 'eu-central-1', aws_connect_enable_portal_chat: '1' },
  },
  catalogUrl: 'https://appcatalog-eu-central-1.service.sugarcrm.com',
  csp: "default-src 'self' https://api.openai.com",
});

describe('simulator/sugarcrm/metadata', () => {
  let sugar: Sugar;
  let small: SugarInstance;
  let admin: Client;

  beforeAll(async () => {
    sugar = await startSugar({ worlds: [WORLD], limits: false });
    small = sugar.instances.small!;
    admin = await logIn(small);
  });
  afterAll(() => sugar.close());

  it('sends the sections and modules that are asked for', async () => {
    const { body } = await admin.get('metadata?type_filter=modules,server_info&module_filter=Leads,Calls');

    expect(Object.keys(body)).toEqual(['modules', 'server_info', '_hash']);
    expect(Object.keys(body.modules)).toEqual(['Leads', 'Calls']);
    expect(body.server_info).toMatchObject({
      flavor: 'ENT',
      version: '13.3.0',
      product_name: 'SugarCRM',
      licenses: ['CURRENT', 'SUGAR_SERVE', 'PREDICT_ADVANCED', 'NEW_PRODUCT_77'],
      si_product_list: 'SOME_BUNDLE',
    });
  });

  it('sends everything that is visible, and what is empty as a list', async () => {
    const { body } = await admin.get('metadata');

    expect(body.full_module_list).toMatchObject({ Leads: 'Leads', abc_Things: 'abc_Things' });
    expect(body.modules).not.toHaveProperty('WorkFlow');
    expect(body.modules.Leads.config).toEqual([]);
    expect(body.labels.en_us).toContain('lang_en_us');
  });

  it('describes an AI field as every tenant has it, licensed or not', async () => {
    const { body } = await admin.get('metadata?type_filter=modules&module_filter=Leads,Opportunities');

    expect(body.modules.Leads.fields.ai_conv_score_classification).toMatchObject({
      vname: 'LBL_AI_CONV_SCORE_CLASSIFICATION_FIELD',
      type: 'enum',
      options: 'ai_conv_score_classification_dropdown',
      displayParams: { icon: { type: 'sicon-sugar-predict' } },
    });
    expect(body.modules.Opportunities.fields).toHaveProperty('ai_opp_close_week_scores');
  });

  it('mixes the forms of a boolean', async () => {
    const { body } = await admin.get('metadata?type_filter=modules');
    const forms = new Set<unknown>();
    for (const module of Object.values<{ fields: Record<string, { readonly?: unknown }> }>(body.modules)) {
      for (const field of Object.values(module.fields)) forms.add(field.readonly);
    }

    expect([...forms].map((form) => JSON.stringify(form)).sort()).toEqual(['"true"', '1', 'true', undefined]);
  });

  it('counts the AI fields of the release', async () => {
    const { body } = await admin.get('metadata?type_filter=modules');
    const count = (module: string, pattern: RegExp) => {
      return Object.keys(body.modules[module].fields).filter((name) => pattern.test(name)).length;
    };

    expect(count('Leads', /^(ai|hint|market|mkto)_/)).toBe(34);
    expect(count('Contacts', /^(hint|market|mkto)_/)).toBe(26);
    expect(count('Accounts', /^hint_/)).toBe(10);
    expect(count('Calls', /^sentiment_/)).toBe(12);
  });

  it.each<[Release, number, object]>([
    ['12.0', 1116, { absolute: false, weeks: false, won: false, name: 'SugarCRM' }],
    ['13.3', 1123, { absolute: true, weeks: true, won: false, name: 'SugarCRM' }],
    ['26.1', 1127, { absolute: true, weeks: true, won: true, name: 'SugarAI' }],
  ])('is as %s was', async (version, max, expected) => {
    const other = await startSugar({ worlds: [worldOf()], version, limits: false });
    const instance = other.instances.small!;
    const base = `/rest/v11_${max % 100}/`;
    const grant = await send(instance, `${base}oauth2/token`, {
      body: { grant_type: 'password', client_id: 'sugar', username: 'ada', password: 'pw-ada', platform: 'aiinv' },
    });
    const headers = { 'oauth-token': grant.body.access_token };
    const { body } = await send(instance, `${base}metadata?type_filter=modules,server_info`, { headers });
    const tooNew = await send(instance, `/rest/v11_${(max % 100) + 1}/ping`);
    await other.close();

    expect(tooNew.status).toBe(301);
    expect({
      absolute: 'ai_conv_score_absolute' in body.modules.Leads.fields,
      weeks: 'ai_opp_close_week_scores' in body.modules.Opportunities.fields,
      won: 'ai_opp_won_score' in body.modules.Opportunities.fields,
      name: body.server_info.product_name,
    }).toEqual(expected);
  });

  it('answers 304 to who holds it, and only the hash to who asks for it', async () => {
    const first = await admin.get('metadata?type_filter=config');
    const again = await admin.send('metadata?type_filter=config', {
      headers: { 'if-none-match': first.headers.get('etag')! },
    });
    const me = await admin.get('me');
    const meAgain = await admin.send('me', { headers: { 'if-none-match': me.headers.get('etag')! } });

    expect(again).toMatchObject({ status: 304, text: '' });
    expect(meAgain).toMatchObject({ status: 304, text: '' });
    expect((await admin.get('metadata?only_hash=true')).body).toEqual((await admin.get('metadata/_hash')).body);
  });

  it('gives an administrator a segment of a module that is not visible', async () => {
    const user = await logIn(small, UDO);

    expect((await admin.get('metadata/WorkFlow/fields')).body).toHaveProperty('base_module');
    expect((await user.get('metadata/WorkFlow/fields')).status).toBe(403);
    expect((await admin.get('metadata/WorkFlow/nothing')).status).toBe(404);
  });

  it('tells anybody logged in the policy, the catalogue and the chat', async () => {
    const user = await logIn(small, UDO);
    const { body } = await user.get('metadata?type_filter=config');

    expect(body.config).toMatchObject({
      csp: "default-src 'self' https://api.openai.com",
      catalogEnabled: true,
      awsConnectInstanceName: 'acme',
      awsConnectEnablePortalChat: true,
    });
  });

  it('hides the strings of a button in base64', async () => {
    const { body } = await admin.get('metadata?type_filter=modules&module_filter=abc_Things');
    const { actions } = JSON.parse(body.modules.abc_Things.fields.go_c.options);

    expect(actions['action-1'].actionType).toBe('open-url');
    expect(Buffer.from(actions['action-1'].properties, 'base64').toString()).toContain('https://chat.example');
  });

  it('resolves labels and dropdowns', async () => {
    const { body } = await admin.get('lang/en_us');

    expect(body.mod_strings.abc_Things).toMatchObject({ LBL_RANK_C: 'Rang', LBL_MODULE_NAME: 'Dinge' });
    expect(body.mod_strings.Leads.LBL_AI_CONV_SCORE_CLASSIFICATION_FIELD).toBe('Prediction');
    expect(body.app_list_strings.sentiment_score_dom).toEqual({
      Positive: 'Positive',
      Neutral: 'Neutral',
      Negative: 'Negative',
    });
  });

  it('says who is logged in, and only what is restricted', async () => {
    const user = await logIn(small, UDO);
    const { current_user: ada } = (await admin.get('me')).body;
    const { current_user: udo } = (await user.get('me')).body;

    expect([ada.type, udo.type]).toEqual(['admin', 'user']);
    expect(ada.acl.Accounts.fields).toEqual([]);
    expect(ada.acl.Opportunities.fields.ai_opp_close_week_scores).toMatchObject({ license: 'no' });
    expect(ada.acl.Opportunities.fields).not.toHaveProperty('ai_opp_conv_score_enum');
    expect(ada.acl.Leads).not.toHaveProperty('developer');
    expect(udo.acl.Leads).toMatchObject({ admin: 'no', developer: 'no' });
    expect(udo.acl.Cases).not.toHaveProperty('developer');
    expect(udo.acl.Schedulers).toMatchObject({ access: 'no' });
    expect(ada.acl.DRI_Workflow_Templates).toMatchObject({ access: 'no' });
  });

  it('lists the routes as HTML', async () => {
    const { headers, text } = await admin.get('help');

    expect(headers.get('content-type')).toContain('text/html');
    expect(text).toContain('/pmse_Project/:id/dproject');
  });
});
