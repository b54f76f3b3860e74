import { describe, expect, it } from '@jest/globals';
import { makeMetadata } from '../../../connectors/sugarcrm/metadata.ts';
import { asUser, pull, withHead } from './support/instance.ts';
import { fault, sugarApi } from './support/sugar.ts';

const metadata = makeMetadata([
  { object: 'Leads', name: 'ai_conv_score_classification' },
  { object: 'Opportunities', name: 'ai_opp_close_week_scores' },
]);
const LANG = {
  app_strings: { LBL_SHARED: 'Shared' },
  app_list_strings: {
    moduleList: { Leads: 'Interessenten' },
    moduleListSingular: { Leads: 'Interessent' },
    status_list: { a: 'Neu', b: 'Abgelehnt' },
  },
  mod_strings: { Leads: { LBL_SCORE: 'Prognose' } },
};

function withLabels(status = 200, body: object | string = LANG) {
  sugarApi()
    .get('/lang/en_us')
    .times(status === 500 ? 9 : 1)
    .reply(status, body);
}

function withModules(names: string[] | undefined, modules: unknown) {
  const filter = names ? { module_filter: names.join(',') } : {};
  sugarApi()
    .get('/metadata')
    .query({ type_filter: 'modules', ...filter })
    .reply(200, { modules, _hash: 'x' });
}

const stock = { name: 'last_name', type: 'varchar', vname: 'LBL_LAST_NAME' };

describe('connectors/sugarcrm/metadata', () => {
  it('keeps the fields with something to say, with their labels, notes the company’s others and counts the rest', async () => {
    withHead({}, {}, { Leads: 'Leads', _hash: 'x' });
    withLabels();
    withModules(['Leads'], {
      Leads: {
        fields: {
          last_name: stock,
          ai_conv_score_classification: {
            type: 'enum',
            vname: 'LBL_SCORE',
            readonly: '1',
            displayParams: { icon: { type: 'sicon-sugar-predict' } },
          },
          status_c: { type: 'enum', options: 'status_list', labelValue: 'Stand', source: 'custom_fields' },
          kreditscore_c: { type: 'enum', options: 'status_list', labelValue: 'Bonität', source: 'custom_fields' },
          probability: { type: 'int', calculated: 'true', formula: 'getDropdownValue("x",$sales_stage)' },
          hidden: { type: 'varchar', dependency: 'equal($status_c,"b")', calculated: 0, readonly: false },
          market_score: { type: 'int' },
          _hash: 'x',
        },
      },
      _hash: 'x',
    });
    asUser();
    const { assets, payload, refused } = await pull(metadata);
    expect(assets.map(({ externalId }) => externalId)).toEqual([
      'Leads',
      'Leads/ai_conv_score_classification',
      'Leads/kreditscore_c',
      'Leads/probability',
      'Leads/hidden',
      'Leads/market_score',
    ]);
    expect(payload('Leads')).toEqual({
      name: 'Leads',
      label: 'Interessenten',
      labelSingular: 'Interessent',
      fields: 7,
      counted: 2,
      plain: { enum: { status_c: 'Stand' } },
    });
    expect(payload('Leads/ai_conv_score_classification')).toMatchObject({
      label: 'Prognose',
      readonly: true,
      icon: 'sicon-sugar-predict',
      custom: false,
      calculated: false,
    });
    expect(payload('Leads/kreditscore_c')).toMatchObject({
      ...{ custom: true, label: 'Bonität', options: ['Neu', 'Abgelehnt'] },
    });
    expect(payload('Leads/probability')).toMatchObject({
      calculated: true,
      formula: 'getDropdownValue("x",$sales_stage)',
    });
    expect(refused).toEqual([]);
  });

  it.each<[string, string, object]>([
    ['a formula', 'total_c', { type: 'int', formula: 'add($a,$b)' }],
    ['a condition', 'total_c', { type: 'int', dependency: 'equal($a,"b")' }],
    ['a button', 'total_c', { type: 'actionbutton' }],
    ['nobody may type it', 'total_c', { type: 'varchar', readonly: 'true' }],
    ['a name of a score', 'kundenbewertung_c', { type: 'int' }],
    ['a label of a score', 'zm7_c', { type: 'varchar', labelValue: 'Ocena kredytowa' }],
    ['a name that speaks of AI', 'gptAnswer_c', { type: 'text' }],
    ['a label that speaks of AI', 'zm7_c', { type: 'text', labelValue: 'KI-Zusammenfassung' }],
    ['the vendor’s icon', 'total_c', { type: 'int', displayParams: { icon: 'sicon-sugar-predict' } }],
  ])('keeps a field of the company’s own by itself for %s', async (_, name, def) => {
    withHead({}, {}, { Leads: 'Leads' });
    withLabels();
    withModules(['Leads'], { Leads: { fields: { [name]: def, plain_c: { type: 'varchar', help: 'A rank' } } } });
    asUser();
    const { payload } = await pull(metadata);
    expect(payload(`Leads/${name}`)).toMatchObject({ custom: true });
    expect(payload('Leads')).toMatchObject({ fields: 2, counted: 1, plain: { varchar: { plain_c: '' } } });
  });

  it('is not led astray by fields that are called like what every object has', async () => {
    withHead({}, {}, { Leads: 'Leads' });
    withLabels();
    const own = { type: 'constructor', source: 'custom_fields' };
    withModules(['Leads'], {
      Leads: { fields: JSON.parse(`{"__proto__":${JSON.stringify(own)},"toString":{"type":"int"}}`) },
    });
    asUser();
    const { payload } = await pull(metadata);
    expect(JSON.stringify(payload('Leads'))).toContain('"plain":{"constructor":{"__proto__":""}}');
  });

  it('takes every field of a custom module for the company’s own, but for those each module begins with', async () => {
    withHead({}, {}, { abc_Candidates: 'x' });
    withLabels();
    const fields = { id: { type: 'id' }, name: { type: 'name' }, fit: { type: 'int' }, leads: { type: 'link' } };
    withModules(['abc_Candidates'], { abc_Candidates: { fields } });
    asUser();
    const { assets, payload } = await pull(metadata);
    expect(assets.map(({ externalId }) => externalId)).toEqual(['abc_Candidates', 'abc_Candidates/fit']);
    expect(payload('abc_Candidates')).toMatchObject({ custom: true });
  });

  it('asks for ten modules at a time', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Module${index}`);
    withHead({}, {}, names);
    withLabels();
    withModules(names.slice(0, 10), Object.fromEntries(names.slice(0, 10).map((name) => [name, { fields: [] }])));
    withModules(names.slice(10), { Module10: { fields: [stock] }, Module11: { fields: {} } });
    asUser();
    const { assets, payload } = await pull(metadata);
    expect(assets).toHaveLength(12);
    expect(payload('Module10')).toEqual({ name: 'Module10', fields: 1, counted: 1 });
  });

  it('asks once where the filter is ignored and everything comes', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `Module${index}`);
    withHead({}, {}, Object.fromEntries(names.map((name) => [name, name])));
    withLabels();
    withModules(names.slice(0, 10), Object.fromEntries(names.map((name) => [name, { fields: {} }])));
    asUser();
    const { assets, pages } = await pull(metadata);
    expect(assets).toHaveLength(25);
    expect(pages.length).toBeGreaterThan(3);
  });

  it('asks for all where no list of modules is given', async () => {
    withHead({}, {}, []);
    withLabels();
    withModules(undefined, { Leads: { fields: [] } });
    asUser();
    expect((await pull(metadata)).assets).toHaveLength(1);
  });

  it('goes on without labels, and says so', async () => {
    withHead({}, {}, { Leads: 'Leads' });
    withLabels(404, fault('not_found'));
    withModules(['Leads'], { Leads: { fields: { x_c: { type: 'varchar', labelValue: 'Eigenes' } } } });
    asUser();
    const { payload, quarantined } = await pull(metadata);
    expect(payload('Leads')).toMatchObject({ plain: { varchar: { x_c: 'Eigenes' } } });
    expect(quarantined.map(({ item }) => item)).toEqual(['labels']);
  });

  it('keeps what nobody is licensed for as such, and calls a user’s view a part', async () => {
    withHead({}, {}, { Opportunities: 'x' });
    withLabels();
    withModules(['Opportunities'], { Opportunities: { fields: { name: { type: 'name' } } } });
    const no = { read: 'no', license: 'no' };
    asUser({ type: 'user', acl: { Opportunities: { fields: { ai_opp_close_week_scores: no, other: no } } } });
    const { payload, assets, refused } = await pull(metadata);
    expect(payload('Opportunities/ai_opp_close_week_scores')).toMatchObject({ licensed: false });
    expect(assets).toHaveLength(2);
    expect(refused).toEqual([expect.objectContaining({ grant: 'admin user' })]);
  });

  it('reads the actions of buttons, packed as they are', async () => {
    withHead({}, {}, { Leads: 'Leads' });
    withLabels();
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const options = JSON.stringify({
      buttons: [
        { actions: { one: { actionType: 'open-url', properties: { url: base64('https://chatgpt.com/?q=secret') } } } },
        { actions: base64(JSON.stringify({ two: { actionType: 'assign-record' } })) },
      ],
    });
    withModules(['Leads'], { Leads: { fields: { ask: { type: 'actionbutton', options } } } });
    asUser();
    expect((await pull(metadata)).payload('Leads/ask')).toMatchObject({
      actions: [{ type: 'open-url', url: 'https://chatgpt.com/' }, { type: 'assign-record' }],
    });
  });

  it('writes nothing again that has not changed', async () => {
    const again = () => {
      withHead({}, {}, { Leads: 'Leads' });
      withLabels();
      withModules(['Leads'], { Leads: { fields: { score_c: { type: 'int' } } } });
      asUser();
    };
    again();
    const first = await pull(metadata);
    again();
    const second = await pull(metadata, first.assets);
    expect(second.assets).toEqual([]);
    expect(second.unchanged).toHaveLength(2);
  });

  it.each([
    ['cut off', '{"modules":{"Leads":{"fields":{"a":', 'UNEXPECTED_SHAPE'],
    ['a web page', '<html>busy</html>', 'VENDOR_UNAVAILABLE'],
  ])('fails, and is never empty, when the answer is %s', async (_, body, code) => {
    withHead({}, {}, { Leads: 'Leads' });
    withLabels();
    sugarApi().get('/metadata').query(true).times(9).reply(200, body);
    expect((await pull(metadata)).error).toMatchObject({ code });
  });
});
