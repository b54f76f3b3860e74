import { describe, expect, it } from '@jest/globals';
import { businessRules } from '../../../connectors/sugarcrm/business-rules.ts';
import { processDefinitions } from '../../../connectors/sugarcrm/process-definitions.ts';
import { activity, bpm } from './support/bpm.ts';
import { asUser, listOf, pull, withHead, withList } from './support/instance.ts';
import { fault, sugarApi } from './support/sugar.ts';

const MODIFIED = '2025-05-14T21:02:38+05:00';
const row = (id: string, own: object = {}) => ({
  id,
  name: `Process ${id}`,
  prj_module: 'Leads',
  prj_status: 'ACTIVE',
  date_modified: MODIFIED,
  ...own,
});
const file = bpm({ activities: [activity({})] });
const project = (id: string, status = 200, body: object | string = file) =>
  sugarApi()
    .get(`/pmse_Project/${id}/dproject`)
    .times(status === 500 ? 9 : 1)
    .reply(status, body, { 'content-type': 'application/bpm' });

const HELP =
  /^Let an administrator user scan, or give this user the Developer role right on each module and scan again\.$/;

describe('connectors/sugarcrm/process-definitions', () => {
  it('reads each process whole, page by page, and says where to go on', async () => {
    asUser();
    sugarApi()
      .get('/pmse_Project')
      .query((query) => query['offset'] === undefined)
      .reply(200, listOf([row('1')], 50));
    sugarApi()
      .get('/pmse_Project')
      .query((query) => query['offset'] === '50')
      .reply(200, listOf([row('2', { prj_status: 'INACTIVE' })]));
    project('1');
    project('2');
    const { pages, assets, refused } = await pull(processDefinitions);
    expect(pages.map(({ cursor }) => cursor)).toEqual([50, undefined]);
    expect(assets).toMatchObject([
      { kind: 'process-definition', externalId: '1', payload: { name: 'Process 1', isEnabled: true, readable: true } },
      { externalId: '2', payload: { isEnabled: false } },
    ]);
    expect(refused).toEqual([]);
  });

  it('goes on where an interrupted scan stopped', async () => {
    asUser();
    sugarApi()
      .get('/pmse_Project')
      .query((query) => query['offset'] === '50')
      .reply(200, listOf([]));
    expect((await pull(processDefinitions, [], 50)).error).toBeUndefined();
  });

  it('reads again only what changed, whatever the time zone of the one who asks', async () => {
    asUser();
    withList('pmse_Project', [row('1')]);
    project('1');
    const first = await pull(processDefinitions);
    asUser();
    withList('pmse_Project', [
      row('1', { date_modified: '2025-05-14T16:02:38+00:00' }),
      row('2', { date_modified: undefined }),
    ]);
    project('2');
    const second = await pull(processDefinitions, first.assets);
    expect(second.unchanged).toEqual([{ kind: 'process-definition', externalId: '1' }]);
    expect(second.assets.map(({ externalId, revision }) => [externalId, revision])).toEqual([['2', undefined]]);
  });

  it('names what one process lacks and reads the others', async () => {
    asUser();
    withList('pmse_Project', [row('1'), row('2'), row('3'), row('4'), { id: 7 }, row('5')]);
    project('1', 403, fault('not_authorized'));
    project('2', 404, fault('not_found'));
    project('3', 500, fault('fatal_error'));
    project('4', 200, { odd: true });
    project('5');
    const { assets, refused, quarantined, error } = await pull(processDefinitions);
    expect(error).toBeUndefined();
    expect(assets.map(({ externalId, payload }) => [externalId, payload['readable']])).toEqual([
      ['1', false],
      ['2', false],
      ['3', false],
      ['4', false],
      ['5', true],
    ]);
    expect(assets.filter(({ revision }) => revision !== undefined)).toHaveLength(1);
    expect(refused).toMatchObject([{ grant: 'Developer role right on module Leads' }]);
    expect(quarantined.map(({ item }) => item).toSorted()).toEqual(['2', '3', '4', '7']);
  });

  it('calls what a user without the developer right sees a part', async () => {
    asUser({ type: 'user' });
    withList('pmse_Project', []);
    expect((await pull(processDefinitions)).refused).toMatchObject([{ grant: 'Developer role right on each module' }]);
  });

  it.each([
    ['PRO', 'UNAVAILABLE'],
    ['ENT', 'ACCESS_DENIED'],
  ])('refused in the edition %s: %s', async (flavor, code) => {
    withList('pmse_Project', fault('not_authorized'), 403);
    withHead({ flavor });
    const { error } = await pull(processDefinitions);
    expect(error).toMatchObject({ code });
    expect(error).toHaveProperty('help', expect.stringMatching(code === 'ACCESS_DENIED' ? HELP : /edition/));
  });

  it('is unavailable where no such address exists, and fails on another shape', async () => {
    withList('pmse_Project', fault('no_method'), 404);
    expect((await pull(processDefinitions)).error).toMatchObject({ code: 'UNAVAILABLE' });
    sugarApi().get('/pmse_Project').query(true).reply(200, { records: 'none' });
    expect((await pull(processDefinitions)).error).toMatchObject({ code: 'UNEXPECTED_SHAPE' });
  });
});

describe('connectors/sugarcrm/business-rules', () => {
  const definition = JSON.stringify({
    base_module: 'Leads',
    ruleset: [
      {
        conditions: [{ variable_name: 'status', condition: '==', value: [{ expType: 'CONSTANT', expValue: 'New' }] }],
        conclusions: [],
      },
    ],
  });

  it('reads rules and mails; of a mail only what it shows and what may speak of AI', async () => {
    asUser();
    withList('pmse_Business_Rules', [
      { id: 'r1', name: 'Rank', rst_module: 'Leads', rst_source_definition: definition, date_modified: MODIFIED },
    ]);
    withList('pmse_Emails_Templates', [
      {
        id: 't1',
        name: 'Refusal',
        subject: 'About {::Leads::name::}',
        base_module: 'Leads',
        body_html: '<p>Dear Jane Doe, sorry.</p><p>This mail was written by artificial intelligence.</p>',
        date_modified: MODIFIED,
      },
    ]);
    const { payload, assets } = await pull(businessRules);
    expect(payload('r1')).toEqual({
      name: 'Rank',
      module: 'Leads',
      conditions: [{ module: 'Leads', field: 'status', operator: '==', value: 'New' }],
      conclusions: [],
      rules: 1,
    });
    expect(payload('t1')).toEqual({
      name: 'Refusal',
      subject: 'About {::Leads::name::}',
      module: 'Leads',
      fields: ['Leads/name'],
      notices: ['This mail was written by artificial intelligence.'],
      textRead: true,
    });
    expect(JSON.stringify(assets)).not.toContain('Jane Doe');
    asUser();
    withList('pmse_Business_Rules', [{ id: 'r1', date_modified: MODIFIED }]);
    withList('pmse_Emails_Templates', [{ id: 't1', date_modified: MODIFIED }]);
    expect((await pull(businessRules, assets)).unchanged).toHaveLength(2);
  });

  it('takes from the export what the list leaves out', async () => {
    asUser();
    withList('pmse_Business_Rules', [
      { id: 'r1', name: 'Rank' },
      { id: 'r2', name: 'Odd' },
    ]);
    sugarApi()
      .get('/pmse_Business_Rules/r1/brules')
      .reply(200, { project: { rst_source_definition: definition } });
    sugarApi().get('/pmse_Business_Rules/r2/brules').reply(404, fault('not_found'));
    withList('pmse_Emails_Templates', [{ id: 't1', name: 'Mail' }]);
    sugarApi().get('/pmse_Emails_Templates/t1/etemplate').reply(404, fault('no_method'));
    const { payload, quarantined } = await pull(businessRules);
    expect(payload('r1')).toMatchObject({ rules: 1, name: 'Rank' });
    expect(quarantined).toEqual([{ item: 'r2', reason: 'its definition cannot be read' }]);
    expect(payload('t1')).toEqual({ name: 'Mail', fields: [], textRead: false });
  });

  it('names the part that is refused, and is denied when all are', async () => {
    asUser();
    withList('pmse_Business_Rules', fault('not_authorized'), 403);
    withList('pmse_Emails_Templates', []);
    expect((await pull(businessRules)).refused).toMatchObject([
      { what: 'business rules', grant: 'Developer role right on each module' },
    ]);
    withList('pmse_Business_Rules', fault('not_authorized'), 403);
    withList('pmse_Emails_Templates', fault('not_authorized'), 403);
    expect((await pull(businessRules)).error).toMatchObject({ code: 'ACCESS_DENIED' });
  });
});
