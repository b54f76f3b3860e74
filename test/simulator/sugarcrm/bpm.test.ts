import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sugar, type SugarInstance, startSugar } from '../../../simulator/sugarcrm/server.ts';
import { type Client, logIn, UDO, worldOf } from './client.ts';

const RULE = 'bbbbbbbb-0000-4000-8000-000000000001';
const TEMPLATE = 'cccccccc-0000-4000-8000-000000000001';

const WORLD = worldOf({
  processes: [
    {
      id: 'p-1',
      name: 'Ask & answer',
      module: 'Leads',
      start: {
        on: 'updated',
        if: ['(', { field: 'status', value: 'New' }, 'OR', { field: 'title', is: 'contains', value: 'x' }, ')'],
      },
      steps: [
        {
          webhook: {
            url: 'https://api.openai.com/v1/chat/completions',
            headers: { Authorization: 'Bearer s' },
            payload: { a: '{::Leads::description::}' },
          },
        },
        { rule: RULE },
        {
          branch: [
            { if: [{ rule: RULE, value: 'true' }], steps: [{ change: { status: 'Dead' } }] },
            { steps: [{ email: TEMPLATE }] },
          ],
        },
      ],
      terminate: [{ field: 'converted', value: '1' }],
    },
    {
      id: 'p-2',
      name: 'Plain',
      module: 'Cases',
      enabled: false,
      entities: false,
      steps: [{ change: { status: 'Closed' } }],
    },
  ],
  rules: [
    {
      id: RULE,
      name: 'Grade',
      module: 'Leads',
      rows: [{ if: [{ field: 'title', value: 'CEO' }], set: { status: 'New' } }],
    },
  ],
  templates: [{ id: TEMPLATE, name: 'Bye', module: 'Leads', subject: 'No', body: '<p>No.</p>' }],
});

const decoded = (text: string) =>
  JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&#039;', "'").replaceAll('&amp;', '&'));

describe('simulator/sugarcrm/bpm', () => {
  let sugar: Sugar;
  let small: SugarInstance;
  let admin: Client;

  beforeAll(async () => {
    sugar = await startSugar({ worlds: [WORLD], limits: false });
    small = sugar.instances.small!;
    admin = await logIn(small);
  });
  afterAll(() => sugar.close());

  it('lists the processes with their target and state', async () => {
    const { body } = await admin.get('pmse_Project?fields=name,prj_module,prj_status');

    expect(body.records).toMatchObject([
      { id: 'p-1', name: 'Ask & answer', prj_module: 'Leads', prj_status: 'ACTIVE' },
      { id: 'p-2', prj_module: 'Cases', prj_status: 'INACTIVE' },
    ]);
  });

  it('exports one as raw application/bpm, whose strings hold entities', async () => {
    const { headers, body } = await admin.get('pmse_Project/p-1/dproject');

    expect(headers.get('content-type')).toBe('application/bpm');
    expect(headers.get('content-disposition')).toBe('attachment; filename="Ask_answer.bpm"');
    const { activities, events, gateways, flows } = body.project.diagram;
    expect(activities.map((one: { act_script_type: string }) => one.act_script_type)).toEqual([
      'CUSTOM_WEBHOOK',
      'BUSINESS_RULE',
      'CHANGE_FIELD',
    ]);
    expect(activities[0].def_act_fields).toContain('&quot;act_request_url&quot;');
    expect(decoded(activities[0].def_act_fields)).toMatchObject({
      act_request_url: 'https://api.openai.com/v1/chat/completions',
      act_request_headers: '{"Authorization":"Bearer s"}',
      act_request_payload: '{"a":"{::Leads::description::}"}',
    });
    expect(activities[1].def_act_fields).toBe(RULE);
    expect(decoded(events[0].def_evn_criteria)).toMatchObject([
      { expType: 'GROUP', expValue: '(' },
      { expType: 'MODULE', expModule: 'Leads', expField: 'status', expOperator: 'equals', expValue: 'New' },
      { expType: 'LOGIC', expValue: 'OR' },
      { expField: 'title', expOperator: 'contains' },
      { expType: 'GROUP' },
    ]);
    expect(
      events.find((one: { evn_behavior: string; evn_type: string }) => one.evn_type === 'INTERMEDIATE'),
    ).toMatchObject({
      evn_marker: 'MESSAGE',
      evn_behavior: 'THROW',
      def_evn_criteria: TEMPLATE,
    });
    expect(gateways).toHaveLength(1);
    expect(decoded(body.project.definition.pro_terminate_variables)[0].expField).toBe('converted');
    expect(body.dependencies.business_rule[0].id).toBe(RULE);
    expect(body.dependencies.email_template[0].id).toBe(TEMPLATE);
    const ids = new Set([...activities, ...events, ...gateways].map(({ id }: { id: string }) => id));
    for (const flow of flows) {
      expect(ids).toContain(flow.flo_element_origin);
      expect(ids).toContain(flow.flo_element_dest);
    }
    expect(flows.filter((flow: { flo_condition: string | null }) => flow.flo_condition !== null)).toHaveLength(1);
  });

  it('exports plain strings where the world says so', async () => {
    const { body } = await admin.get('pmse_Project/p-2/dproject');

    expect(JSON.parse(body.project.diagram.activities[0].def_act_fields)[0]).toMatchObject({
      field: 'status',
      value: 'Closed',
    });
  });

  it('gives the designer a list, texts and no settings', async () => {
    const { body } = await admin.get('pmse_Project/project/p-1');
    const [diagram] = body.project.diagram;

    expect(body.success).toBe(true);
    expect(body.project.process.pro_is_executable).toBe('0');
    expect(Object.keys(diagram.activities[0]).filter((key) => key.startsWith('def_'))).toEqual([]);
  });

  it('shows a developer of cases only those, and a user without the right nothing', async () => {
    const developer = await logIn(small, UDO);
    const { body } = await developer.get('pmse_Project');

    expect(body.records.map(({ id }: { id: string }) => id)).toEqual(['p-2']);
    expect((await developer.get('pmse_Project/p-2/dproject')).status).toBe(200);
    expect((await developer.get('pmse_Project/p-1/dproject')).status).toBe(404);

    const users = [...worldOf().users, { name: 'P', username: 'plain', password: 'p', email: 'p@small.example' }];
    const other = await startSugar({ worlds: [{ ...WORLD, users }], limits: false });
    const plain = await logIn(other.instances.small!, { username: 'plain', password: 'p' });
    const replies = [
      await plain.get('pmse_Project'),
      await plain.get('pmse_Project/p-2/dproject'),
      await plain.get('WorkFlow'),
    ];
    await other.close();
    expect(replies.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it('is not shipped with Professional', async () => {
    const other = await startSugar({ worlds: [worldOf({ flavor: 'PRO' })], limits: false });
    const client = await logIn(other.instances.small!);
    const reply = await client.get('pmse_Project');
    await other.close();

    expect(reply).toMatchObject({ status: 404, body: { error: 'no_method' } });
  });

  it('lists rules and templates, and exports them', async () => {
    const rules = await admin.get('pmse_Business_Rules?fields=name,rst_module,rst_source_definition');
    const definition = JSON.parse(rules.body.records[0].rst_source_definition);

    expect(definition.ruleset[0].conditions[0]).toMatchObject({ variable_name: 'title', variable_module: 'Leads' });
    expect((await admin.get(`pmse_Business_Rules/${RULE}/brules`)).headers.get('content-disposition')).toContain(
      'Grade.pbr',
    );
    expect((await admin.get(`pmse_Emails_Templates/${TEMPLATE}/etemplate`)).body.project.subject).toBe('No');
    expect((await admin.get('pmse_Emails_Templates')).body.records[0].body_html).toBe('<p>No.</p>');
  });
});
