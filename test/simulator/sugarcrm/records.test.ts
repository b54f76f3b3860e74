import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sugar, type SugarInstance, startSugar } from '../../../simulator/sugarcrm/server.ts';
import { bulkOf, type Client, logIn, UDO, worldOf } from './client.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const HIDDEN = 'aaaaaaaa-0000-4000-8000-000000000001';

const WORLD = worldOf({
  licences: ['CURRENT', 'SUGAR_SERVE'],
  planted: { people: [{ name: 'Zoë Planted', email: 'zoe@home.example' }] },
  population: {
    Cases: {
      total: 45,
      filled: { source: { count: 7, values: ['Chatbot'] }, priority: { count: 45, values: ['P1', 'P2'] } },
    },
    Calls: { total: 30, filled: { sentiment_score_agent: 11 } },
    Leads: { total: 3, filled: {} },
  },
  records: {
    Tasks: [
      { id: 'task-1', name: 'Alpha', priority: 'High', date_due: '2026-11-21T08:00:00Z', assigned_user_id: '1' },
      { id: 'task-2', name: 'Beta', priority: 'Low', date_due: '2026-10-01T08:00:00Z', assigned_user_id: 'x' },
      { id: HIDDEN, name: 'Gamma', priority: '', _hidden: true },
    ],
  },
});
WORLD.users[1]!.deniedFields = { Cases: ['source'] };
WORLD.users[1]!.offset = '+05:30';

describe('simulator/sugarcrm/records', () => {
  let sugar: Sugar;
  let small: SugarInstance;
  let admin: Client;
  let user: Client;

  beforeAll(async () => {
    sugar = await startSugar({ worlds: [WORLD], limits: false, now: () => NOW });
    small = sugar.instances.small!;
    admin = await logIn(small);
    user = await logIn(small, UDO);
  });
  beforeEach(() => sugar.setFaults({}));
  afterAll(() => sugar.close());

  it('pages by twenty until next_offset is -1', async () => {
    const offsets: number[] = [];
    const ids = new Set<string>();
    for (let offset = 0; offset >= 0;) {
      const { body } = await admin.get(`Cases?fields=name&offset=${offset}`);
      for (const { id } of body.records) ids.add(id);
      offset = body.next_offset;
      offsets.push(offset);
    }

    expect(offsets).toEqual([20, 40, -1]);
    expect(ids.size).toBe(45);
    expect((await admin.get('Cases?offset=end')).body).toEqual({ next_offset: -1, records: [] });
  });

  it('orders by what is asked, and walks by id', async () => {
    const { body } = await admin.get('Cases?max_num=-1&order_by=id:ASC&fields=name');
    const ids: string[] = body.records.map(({ id }: { id: string }) => id);
    expect(ids).toEqual([...ids].sort());

    const next = await admin.get(`Cases?max_num=2&order_by=id:ASC&filter[0][id][$gt]=${ids[19]}`);
    expect(next.body.records.map(({ id }: { id: string }) => id)).toEqual(ids.slice(20, 22));
  });

  it('sends only the fields that are asked for, and always id and date_modified', async () => {
    const { body } = await admin.get('Tasks/task-1?fields=priority,nonsense');

    expect(Object.keys(body).sort()).toEqual(['_acl', '_module', 'date_modified', 'id', 'locked_fields', 'priority']);
  });

  it('sends dates on the clock of the user, empty choices as text and empty numbers as null', async () => {
    const { body } = await user.get('Tasks/task-1');
    expect(body.date_due).toBe('2026-11-21T13:30:00+05:30');
    expect(body.status).toBe('');

    const { body: calls } = await admin.get('Calls?order_by=sentiment_score_agent:ASC&max_num=1');
    expect(calls.records[0].sentiment_score_agent).toBeNull();
    expect(calls.records[0].sentiment_score_agent_string).toBe('');
  });

  it.each([
    ['GET', 'count'],
    ['GET', 'filter/count'],
    ['GET', 'total'],
    ['POST', 'filter/count'],
  ])('counts with %s %s', async (method, path) => {
    const reply = await admin.send(`Cases/${path}`, { method });

    expect(reply.body).toEqual({ record_count: 45 });
  });

  it('tells available, licensed and used apart by 422, 403 and 200', async () => {
    const { body } = await admin.send('bulk', {
      body: bulkOf(
        'Opportunities/count?filter[0][ai_opp_won_score][$not_null]=',
        'Leads/count?filter[0][ai_conv_score_classification][$not_empty]=',
        'Calls/count?filter[0][sentiment_score_agent][$not_null]=',
        'Cases/count?filter[0][source][$equals]=Chatbot',
      ),
    });

    expect(body.map(({ status, contents }: { status: number; contents: object }) => [status, contents])).toEqual([
      [422, { error: 'invalid_parameter', error_message: 'Unknown field ai_opp_won_score' }],
      [403, { error: 'not_authorized', error_message: 'Access for field ai_conv_score_classification is not allowed' }],
      [200, { record_count: 11 }],
      [200, { record_count: 7 }],
    ]);
  });

  it('drops what is not licensed or not permitted, and names it', async () => {
    const { body: leads } = await admin.get('Leads?max_num=1');
    expect(leads.records[0]).not.toHaveProperty('ai_conv_score_classification');
    expect(leads.records[0]._acl.fields.ai_conv_score_classification).toEqual({
      read: 'no',
      write: 'no',
      create: 'no',
      license: 'no',
    });

    const { body: cases } = await user.get('Cases?max_num=1');
    expect(cases.records[0]).not.toHaveProperty('source');
    expect(cases.records[0]._acl.fields.source).toEqual({ read: 'no', write: 'no', create: 'no' });
    expect((await user.get('Cases/count?filter[0][source]=Chatbot')).status).toBe(403);
  });

  it('hides a record as if it did not exist', async () => {
    const hidden = await user.get(`Tasks/${HIDDEN}`);
    const absent = await user.get('Tasks/absent');

    expect((await admin.get(`Tasks/${HIDDEN}`)).status).toBe(200);
    expect(hidden).toMatchObject({ status: 404, body: { error: 'not_found' } });
    expect(hidden.body.error_message).toBe(`Could not find record: ${HIDDEN} in module: Tasks`);
    expect(absent.status).toBe(404);
    expect((await user.get('Tasks/count')).body.record_count).toBe(2);
  });

  it.each([
    ['Schedulers', 403],
    ['CJ_WebHooks', 403],
    ['WebLogicHooks', 200],
    ['pmse_Project', 200],
  ])('lets a plain user with the developer right read %s: %i', async (module, status) => {
    expect((await user.get(module)).status).toBe(status);
  });

  it.each([
    ['filter[0][name][$equals]=Alpha', ['Alpha']],
    ['filter[0][name]=Alpha', ['Alpha']],
    ['filter[0][name][$not_equals]=Alpha', ['Beta', 'Gamma']],
    ['filter[0][name][$starts]=be', ['Beta']],
    ['filter[0][name][$ends]=TA', ['Beta']],
    ['filter[0][name][$contains]=amm', ['Gamma']],
    ['filter[0][name][$not_contains]=a', []],
    ['filter[0][name][$in][]=Alpha&filter[0][name][$in][]=Gamma', ['Alpha', 'Gamma']],
    ['filter[0][name][$not_in][]=Alpha', ['Beta', 'Gamma']],
    ['filter[0][name][$between][]=B&filter[0][name][$between][]=Bz', ['Beta']],
    ['filter[0][priority][$empty]=', ['Gamma']],
    ['filter[0][priority][$not_empty]=', ['Alpha', 'Beta']],
    ['filter[0][date_due][$is_null]=', ['Gamma']],
    ['filter[0][date_due][$not_null]=', ['Alpha', 'Beta']],
    ['filter[0][date_due][$lt]=2026-11-01', ['Beta']],
    ['filter[0][date_due][$gte]=2026-11-01', ['Alpha']],
    ['filter[0][date_due][$more_x_days_ago]=30', ['Beta']],
    ['filter[0][date_due][$next_x_days]=2', ['Alpha']],
    ['filter[0][date_due][$dateRange]=last_30_days', []],
    ['filter[0][$or][0][name]=Alpha&filter[0][$or][1][name]=Beta', ['Alpha', 'Beta']],
    ['filter[0][$and][0][name]=Alpha&filter[0][$and][1][priority]=Low', []],
    ['filter[0][$owner]=', ['Alpha']],
    ['filter=[{"name":{"$equals":"Beta"}}]', ['Beta']],
    ['q=alph', ['Alpha']],
  ])('filters by %s', async (query, names) => {
    const { body } = await admin.get(`Tasks?fields=name&${query}`);

    // The hidden one belongs to the first user too, as every record that says nothing else.
    const found = body.records.map(({ name }: { name: string }) => name);
    expect(query.includes('$owner') ? found.filter((name: string) => name !== 'Gamma') : found).toEqual(names);
  });

  it.each([
    ['filter[0][nope]=1', 'Unknown field nope'],
    ['filter[0][name][$foo]=1', 'Did not recognize the operand: $foo'],
    ['filter[0][$foo]=1', 'Did not recognize the operand: $foo'],
    ['filter[0][name][$in]=x', '$in requires an array'],
    ['filter[0][name][$between][]=x', '$between requires an array with two values.'],
    ['filter[0][owner.name]=x', 'Invalid link owner for field name'],
  ])('refuses %s', async (query, error_message) => {
    expect(await admin.get(`Tasks?${query}`)).toMatchObject({
      status: 422,
      body: { error: 'invalid_parameter', error_message },
    });
  });

  it('takes a filter in the body of a POST', async () => {
    const { body } = await admin.send('Tasks/filter', {
      body: { filter: [{ name: 'Beta' }], fields: 'name', max_num: 5 },
    });

    expect(body.records).toHaveLength(1);
    expect(sugar.stats().writes).toEqual([]);
  });

  it('lists the choices of a field', async () => {
    expect((await admin.get('Cases/enum/priority')).body).toEqual({ P1: 'High', P2: 'Medium', P3: 'Low' });
    expect((await admin.get('Cases/enum/nope')).body.error_message).toBe('field not found');
    expect((await admin.get('Cases/enum/name')).body.error_message).toBe('options not found');
  });

  it('runs a bulk one after the other, and goes on after a failure', async () => {
    const { body, status } = await admin.send('bulk', {
      body: {
        requests: [
          { url: '/v11_23/nowhere', method: 'GET' },
          { url: '/v99/ping', method: 'GET' },
          { url: '/v11_23/Cases/filter', method: 'POST', data: '{"filter":[{"source":"Chatbot"}],"max_num":1}' },
        ],
      },
    });

    expect(status).toBe(200);
    expect(body.map((one: { status: number }) => one.status)).toEqual([404, 301, 200]);
    expect(body[2].contents.records).toHaveLength(1);
    expect((await admin.send('bulk', { body: {} })).body.error).toBe('missing_parameter');
  });

  it('expires a token on any request of a bulk', async () => {
    sugar.setFaults({ expireTokenAfter: 3 });
    const client = await logIn(small);

    const { body } = await client.send('bulk', { body: bulkOf('ping', 'ping', 'ping', 'ping') });

    expect(body.map((one: { status: number }) => one.status)).toEqual([200, 200, 401, 401]);
    expect(body[2].contents.error).toBe('invalid_grant');
  });

  it('searches by name', async () => {
    const { body } = await admin.get('globalsearch?q=alpha&module_list=Tasks');

    expect(body).toMatchObject({ total: 1, next_offset: -1, records: [{ name: 'Alpha', _module: 'Tasks' }] });
  });
});
