import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readProcess } from '#connectors/sugarcrm/bpm/process.ts';
import type { JsonObject } from '#src/model/json.ts';
import { activity, bpm, event, SECRET } from '../support/bpm.ts';

const elements = (file: object) => (readProcess(file)?.['elements'] ?? []) as JsonObject[];
const elementOf = (file: object) => elements(file)[0];

describe('connectors/sugarcrm/bpm/process', () => {
  it('names elements by their place in the drawing, and lets flows name them so', () => {
    const file = bpm({
      activities: [activity({ act_uid: 'a1', id: 'record-a' })],
      events: [event({ evn_uid: 'e1', id: 'record-e', evn_type: 'START', def_evn_params: 'newfirstupdated' })],
      gateways: [{ gat_uid: 'g1', id: 'record-g', gat_type: 'EXCLUSIVE', gat_direction: 'DIVERGING', name: 'Good?' }],
      flows: [
        {
          flo_element_origin: 'record-e',
          flo_element_dest: 'record-a',
          flo_condition:
            '[{&quot;expType&quot;:&quot;MODULE&quot;,&quot;expModule&quot;:&quot;Leads&quot;,&quot;expField&quot;:&quot;ai_conv_score_classification&quot;,&quot;expOperator&quot;:&quot;equals&quot;,&quot;expValue&quot;:&quot;01_not_likely&quot;,&quot;expLabel&quot;:&quot;Jane Doe&quot;}]',
        },
      ],
    });
    expect(readProcess(file)).toEqual({
      name: 'Screening',
      module: 'Leads',
      isEnabled: true,
      readable: true,
      elements: [
        { id: 'a1', name: 'Step', type: 'activity', taskType: 'SCRIPTTASK' },
        { id: 'e1', name: 'Event', type: 'event', eventType: 'START', params: 'newfirstupdated' },
        { id: 'g1', name: 'Good?', type: 'gateway', gatewayType: 'EXCLUSIVE', direction: 'DIVERGING' },
      ],
      flows: [
        {
          from: 'e1',
          to: 'a1',
          criteria: [
            {
              type: 'MODULE',
              module: 'Leads',
              field: 'ai_conv_score_classification',
              operator: 'equals',
              value: '01_not_likely',
            },
          ],
        },
      ],
    });
  });

  it('reads the designer’s form too, whose diagram is a list and whose numbers are texts', () => {
    const { project } = bpm({ activities: [activity({})] });
    const designer = { success: true, project: { ...project, diagram: [project.diagram], prj_status: 'INACTIVE' } };
    expect(readProcess(designer)).toMatchObject({ isEnabled: false, elements: [{ type: 'activity' }] });
  });

  it.each([[undefined], [{}], [{ project: {} }], [{ project: { diagram: [] } }], ['text']])('is none in %j', (file) => {
    expect(readProcess(file)).toBeUndefined();
  });

  describe('what def_act_fields means', () => {
    it('CHANGE_FIELD: fields with values, an expression in one line', () => {
      const fields = JSON.stringify([
        { name: 'Status', field: 'status', value: 'Rejected', type: 'DropDown', label: 'Rejected' },
        { field: 'assigned_user_id', value: 'currentuser', type: 'user', label: 'Jane Doe' },
        {
          field: 'rank_c',
          type: 'Integer',
          value: [
            { expType: 'VARIABLE', expValue: 'score_c', expModule: 'Leads', expField: 'score_c' },
            { expType: 'ARITHMETIC', expValue: '+' },
            { expType: 'CONSTANT', expValue: 1 },
          ],
        },
      ]);
      const step = elementOf(
        bpm({ activities: [activity({ act_script_type: 'CHANGE_FIELD', def_act_fields: fields })] }),
      );
      expect(step).toMatchObject({
        module: 'Leads',
        sets: [
          { module: 'Leads', field: 'status', value: 'Rejected', valueType: 'DropDown' },
          { module: 'Leads', field: 'assigned_user_id', value: 'currentuser', valueType: 'user' },
          { module: 'Leads', field: 'rank_c', value: '{::Leads::score_c::} + 1', valueType: 'Integer' },
        ],
        reads: [{ module: 'Leads', field: 'score_c' }],
      });
      expect(JSON.stringify(step)).not.toContain('Jane');
    });

    it('BUSINESS_RULE: the id of the rule, also of one that comes along', () => {
      const rule = {
        id: 'rule-1',
        name: 'Rank',
        rst_module: 'Leads',
        rst_source_definition: JSON.stringify({
          base_module: 'Leads',
          ruleset: [
            {
              conditions: [
                {
                  variable_module: 'Leads',
                  variable_name: 'ai_conv_score_classification',
                  condition: '==',
                  value: [{ expType: 'CONSTANT', expValue: '05_very_likely' }],
                },
              ],
              conclusions: [
                {
                  conclusion_type: 'return',
                  conclusion_value: 'result',
                  value: [{ expType: 'CONSTANT', expValue: true }],
                },
                {
                  conclusion_type: 'variable',
                  conclusion_value: 'status',
                  variable_module: 'Leads',
                  value: [{ expType: 'CONSTANT', expValue: 'Hot' }],
                },
              ],
            },
          ],
        }),
      };
      const step = activity({ act_script_type: 'BUSINESS_RULE', def_act_fields: 'rule-1' });
      expect(readProcess({ ...bpm({ activities: [step] }), dependencies: { business_rule: [rule] } })).toMatchObject({
        elements: [{ ruleId: 'rule-1' }],
        businessRules: ['rule-1'],
        dependencyRules: [
          {
            id: 'rule-1',
            name: 'Rank',
            module: 'Leads',
            conditions: [
              { module: 'Leads', field: 'ai_conv_score_classification', operator: '==', value: '05_very_likely' },
            ],
            conclusions: [
              { kind: 'return', value: 'true' },
              { kind: 'variable', module: 'Leads', field: 'status', value: 'Hot' },
            ],
            rules: 1,
          },
        ],
      });
    });

    it('CUSTOM_WEBHOOK: where, what of the records, what is asked; names of headers only', () => {
      const fields = {
        act_request_method: 'post',
        act_request_url: 'https://api.openai.com/v1/chat/completions?key=k',
        act_request_headers: `{"Authorization":"Bearer ${SECRET}"}`,
        act_request_payload:
          '{"model":"gpt-4o","messages":[{"role":"user","content":"Rate {::Leads::description::}"}]}',
        act_request_timeout: '30',
      };
      const file = (value: unknown) =>
        bpm({ activities: [activity({ act_script_type: 'CUSTOM_WEBHOOK', def_act_fields: value })] });
      const expected = {
        scriptType: 'CUSTOM_WEBHOOK',
        request: {
          method: 'POST',
          url: 'https://api.openai.com/v1/chat/completions',
          dataFields: ['Leads/description'],
          texts: ['Rate {::Leads::description::}'],
          model: 'gpt-4o',
          asksModel: true,
          headerNames: ['Authorization'],
        },
        reads: [{ module: 'Leads', field: 'description' }],
      };
      for (const value of [fields, JSON.stringify(fields), JSON.stringify(fields).replaceAll('"', '&quot;')]) {
        const step = elementOf(file(value));
        expect(step).toMatchObject(expected);
        expect(step).not.toHaveProperty('unknownScript');
        expect(JSON.stringify(step)).not.toContain(SECRET);
      }
    });

    it('a script of a package: marked, and read as a request if it looks like one', () => {
      const fields = JSON.stringify({
        endpoint: 'https://llm.example.com/ask',
        body: 'Summarise {::Cases::name::} in one line',
      });
      expect(
        elementOf(bpm({ activities: [activity({ act_script_type: 'AI_SUMMARY', def_act_fields: fields })] })),
      ).toMatchObject({
        scriptType: 'AI_SUMMARY',
        unknownScript: true,
        request: { url: 'https://llm.example.com/ask', dataFields: ['Cases/name'] },
      });
    });

    it('assignments, without who it is', () => {
      const tasks = [
        activity({ act_script_type: 'ASSIGN_USER', def_act_assign_user: 'jane-id' }),
        activity({ act_script_type: 'ASSIGN_TEAM', def_act_assign_team: 'team-id' }),
        activity({ act_task_type: 'USERTASK', def_act_assignment_method: 'static', def_act_assign_user: 'jane-id' }),
        activity({ act_script_type: 'CHANGE_FIELD', def_act_assignment_method: 'balanced' }),
      ];
      expect(elements(bpm({ activities: tasks })).map(({ assign }) => assign)).toEqual([
        { method: 'user', toUser: true },
        { method: 'round-robin', toTeam: true },
        { method: 'static', toUser: true },
        undefined,
      ]);
    });
  });

  describe('events', () => {
    it('that send a mail name the template and the kind of recipient', () => {
      const params = JSON.stringify({
        to: [
          { type: 'recipient', module: 'Leads', value: 'email1', label: 'Lead' },
          { type: 'user', value: 'jane-id', label: 'Jane Doe' },
        ],
        cc: [],
        bcc: [{ type: 'email', value: 'boss@example.com' }],
      });
      const mail = event({
        evn_type: 'END',
        evn_marker: 'MESSAGE',
        evn_behavior: 'THROW',
        def_evn_criteria: '4f1c-77',
        def_evn_params: params,
      });
      const read = elementOf(bpm({ events: [mail] }));
      expect(read).toMatchObject({
        emailTemplateId: '4f1c-77',
        recipients: { roles: ['other', 'record-address', 'user'] },
      });
      expect(JSON.stringify(read)).not.toMatch(/Jane|boss/);
    });

    it('that start have criteria; a timer has none', () => {
      const start = event({
        evn_type: 'START',
        def_evn_criteria: [
          { expType: 'MODULE', expModule: 'Calls', expField: 'sentiment_score_agent_string', expValue: 'Negative' },
        ],
      });
      const timer = event({
        evn_type: 'INTERMEDIATE',
        evn_marker: 'TIMER',
        def_evn_criteria: '5',
        def_evn_params: 'minute',
      });
      expect(elements(bpm({ events: [start, timer] }))).toMatchObject([
        { criteria: [{ field: 'sentiment_score_agent_string', value: 'Negative' }] },
        { marker: 'TIMER', params: 'minute' },
      ]);
    });
  });

  it('finds an address in any string of an element', () => {
    const step = activity({ act_script: '<a href="https://api.anthropic.com/v1/messages">x</a>' });
    expect(elementOf(bpm({ activities: [step] }))).toMatchObject({ urls: ['https://api.anthropic.com/v1/messages'] });
  });

  it('reads anything without throwing', () => {
    const odd = fc.jsonValue();
    const step = fc.record({ act_script_type: odd, def_act_fields: odd, act_uid: odd, name: odd });
    const thing = fc.record({
      def_evn_criteria: odd,
      def_evn_params: odd,
      evn_marker: fc.constant('MESSAGE'),
      evn_behavior: fc.constant('THROW'),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(step, odd)), fc.array(fc.oneof(thing, odd)), odd, (activities, events, flows) => {
        readProcess(bpm({ activities, events, flows: [flows] } as never));
      }),
    );
  });
});
