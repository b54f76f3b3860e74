import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../src/model/json.ts';
import { field, inventoryOf, outcomeOf, type Seed } from '../../mappings/sugarcrm/support.ts';

const LEAD = 'Leads/ai_conv_score_classification';
const AGENT = 'Calls/sentiment_score_agent';
const AGENT_WORD = field(`${AGENT}_string`, 4, { formula: 'sentimentScoreToStr($sentiment_score_agent)' });

const criterion = (id: string, value = '01_not_likely') => {
  const [module = '', name = ''] = id.split('/');
  return [{ type: 'MODULE', module, field: name, operator: 'equals', value }];
};
const start = (id?: string): JsonObject => ({
  id: 's',
  type: 'event',
  eventType: 'START',
  ...(id !== undefined && { criteria: criterion(id) }),
});
const activity = (scriptType: string, more: JsonObject = {}): JsonObject => ({
  id: 'a',
  name: 'Step',
  type: 'activity',
  taskType: 'SCRIPTTASK',
  scriptType,
  ...more,
});
const change = (name: string, value: string, module = 'Leads') =>
  activity('CHANGE_FIELD', { sets: [{ module, field: name, value, valueType: 'text' }] });
const process = (elements: JsonObject[], more: JsonObject = {}): Seed => [
  'process-definition',
  'p',
  { name: 'P', module: 'Leads', isEnabled: true, elements, flows: [{ from: 's', to: 'a' }], ...more },
];
const rule = (conditions: string, conclusions: JsonObject[]): JsonObject => {
  const [module = '', name = ''] = conditions.split('/');
  return { name: 'R', module, rules: 1, conditions: [{ module, field: name }], conclusions };
};
const ASSIGNING = [
  { kind: 'return', value: 'x' },
  { kind: 'variable', module: 'Leads', field: 'assigned_user_id' },
];
const OWN = 'process-definition:p:sugar-lead-conversion ai minimal';
const FIELD = `field:${LEAD} ai minimal`;

describe('normalise/link/sugarcrm', () => {
  it.each<[string, Seed[], string[]]>([
    ['assigns what starts it', [process([start(LEAD), activity('ASSIGN_TEAM')])], [FIELD, OWN]],
    ['drops leads', [process([start(LEAD), change('status', 'Dead')])], [FIELD, OWN]],
    ['rejects in another language', [process([start(LEAD), change('entscheidung_c', 'Abgelehnt')])], [FIELD, OWN]],
    ['ticks a box called rejected', [process([start(LEAD), change('rejected_c', 'true')])], [FIELD, OWN]],
    ['gives a discount', [process([start(LEAD), change('discount_c', '5')])], [FIELD, OWN]],
    ['gives the record an owner', [process([start(LEAD), change('assigned_user_id', 'someone')])], [FIELD, OWN]],
    [
      'branches on it',
      [
        process([start(), { id: 'g', type: 'gateway', gatewayType: 'EXCLUSIVE' }, activity('ASSIGN_USER')], {
          flows: [
            { from: 's', to: 'g' },
            { from: 'g', to: 'a', criteria: criterion(LEAD) },
          ],
        }),
      ],
      [FIELD, OWN],
    ],
    [
      'waits for it',
      [
        process(
          [
            start(),
            { id: 'w', type: 'event', eventType: 'INTERMEDIATE', criteria: criterion(LEAD) },
            activity('ASSIGN_USER'),
          ],
          {
            flows: [
              { from: 's', to: 'w' },
              { from: 'w', to: 'a' },
            ],
          },
        ),
      ],
      [FIELD, OWN],
    ],
    [
      'stops because of it',
      [process([start(), activity('ASSIGN_USER')], { terminate: criterion(LEAD) })],
      [FIELD, OWN],
    ],
    [
      'asks a rule that assigns by it',
      [['business-rule', 'r', rule(LEAD, ASSIGNING)], process([start(), activity('BUSINESS_RULE', { ruleId: 'r' })])],
      [FIELD, OWN],
    ],
    [
      'asks an enclosed rule that assigns by it',
      [
        process([start(), activity('BUSINESS_RULE', { ruleId: 'r' })], {
          dependencyRules: [{ id: 'r', ...rule(LEAD, ASSIGNING) }],
        }),
      ],
      [FIELD, OWN],
    ],
    [
      'acts on a formula over it',
      [
        ...field('Leads/prio_c', undefined, { formula: 'ifElse(equal($ai_conv_score_classification,"x"),1,0)' }),
        process([start('Leads/prio_c'), activity('ASSIGN_USER')]),
      ],
      [FIELD, OWN],
    ],
    [
      'acts on a copy of it that another process makes',
      [
        [
          'process-definition',
          'copies',
          {
            name: 'C',
            module: 'Leads',
            elements: [start(), change('copy_c', '{::Leads::ai_conv_score_classification::}')],
            flows: [{ from: 's', to: 'a' }],
          },
        ],
        process([start('Leads/copy_c'), activity('ASSIGN_USER')]),
      ],
      [FIELD, OWN],
    ],
    [
      'names the module by its link',
      [process([start('leads/ai_conv_score_classification'), activity('ASSIGN_USER')])],
      [FIELD, OWN],
    ],
    [
      'is a legacy workflow',
      [
        [
          'legacy-workflow',
          'w',
          {
            name: 'W',
            module: 'Leads',
            active: true,
            reads: [LEAD],
            actions: [{ type: 'update', field: 'assigned_user_id' }],
          },
        ],
      ],
      [FIELD, 'legacy-workflow:w:sugar-lead-conversion ai minimal'],
    ],
    [
      'is a switched-off legacy workflow',
      [
        [
          'legacy-workflow',
          'w',
          {
            name: 'W',
            module: 'Leads',
            active: false,
            reads: [LEAD],
            actions: [{ type: 'update', field: 'assigned_user_id' }],
          },
        ],
      ],
      [FIELD, 'legacy-workflow:w:sugar-lead-conversion ai minimal dormant'],
    ],
    [
      'is switched off',
      [process([start(LEAD), activity('ASSIGN_USER')], { isEnabled: false })],
      [FIELD, 'process-definition:p:sugar-lead-conversion ai minimal dormant'],
    ],
    [
      'only tells a colleague',
      [
        process([
          start(LEAD),
          {
            id: 'a',
            type: 'event',
            eventType: 'END',
            marker: 'MESSAGE',
            behavior: 'THROW',
            recipients: { roles: ['user'] },
          },
        ]),
      ],
      [FIELD],
    ],
    [
      'only asks a person',
      [process([start(LEAD), { id: 'a', type: 'activity', taskType: 'USERTASK', assign: { method: 'static' } }])],
      [FIELD],
    ],
    [
      'only makes a task, which needs an owner',
      [
        process([
          start(LEAD),
          activity('ADD_RELATED_RECORD', {
            sets: [
              { module: 'Tasks', field: 'assigned_user_id', value: 'x' },
              { module: 'Tasks', field: 'status', value: 'Rejected' },
            ],
          }),
        ]),
      ],
      [FIELD],
    ],
    ['only writes a note', [process([start(LEAD), change('description', 'cold')])], [FIELD]],
    [
      'closes a deal, which is no person',
      [process([start(LEAD), change('sales_stage', 'Rejected', 'Opportunities')])],
      [FIELD],
    ],
    ['assigns by another field', [process([start('Leads/lead_source'), activity('ASSIGN_USER')])], [FIELD]],
    [
      'only asks a rule that reads it and returns',
      [
        ['business-rule', 'r', rule(LEAD, [{ kind: 'return', value: 'x' }])],
        process([start(), activity('BUSINESS_RULE', { ruleId: 'r' })]),
      ],
      [FIELD],
    ],
    ['has a rule that nobody asks', [['business-rule', 'r', rule(LEAD, ASSIGNING)]], [FIELD]],
  ])('a process that %s', async (_title, seeds, features) => {
    const outcome = await outcomeOf([...field(LEAD, 9), ...seeds]);
    expect(outcome.features).toEqual(features);
  });

  it('says of the automation what it rests on, and of the value what acts on it', async () => {
    const { features } = await inventoryOf([...field(LEAD, 9), process([start(LEAD), change('discount_c', '5')])]);
    const [value, acting] = features;
    expect(value?.links).toEqual([
      {
        relation: 'acts-on',
        asset: { kind: 'process-definition', externalId: 'p', name: 'P' },
        at: 'enrolment and branches',
      },
    ]);
    expect(acting).toMatchObject({
      kind: 'automation',
      facts: {
        effect: { known: true, value: ['price'], basis: 'linked' },
        subjectKind: { known: true, value: 'natural-person' },
        output: { known: true, value: ['decision'] },
        profiling: { known: true, value: true },
        derivedFrom: { known: true, value: [`sugarcrm:field:${LEAD}`] },
      },
    });
  });

  it('reads the people from what the account calls its records', async () => {
    const module: Seed = [
      'module',
      'Leads',
      { name: 'Leads', label: 'Bewerber', labelSingular: 'Bewerber', fields: 3 },
    ];
    const outcome = await outcomeOf([module, ...field(LEAD, 9), process([start(LEAD), change('status', 'Rejected')])]);
    expect(outcome.features).toEqual([
      `field:${LEAD} ai high high-risk-review`,
      'process-definition:p:sugar-lead-conversion ai high high-risk-review',
    ]);
  });

  it('reads the people from the key of a custom module', async () => {
    const module: Seed = ['module', 'abc_Candidates', { name: 'abc_Candidates', label: 'Talents', custom: true }];
    const webhook = activity('CUSTOM_WEBHOOK', {
      request: { url: 'https://api.openai.com/v1/responses', texts: ['Score the profile from 1 to 10'] },
    });
    const outcome = await outcomeOf([module, process([start(), webhook], { module: 'abc_Candidates' })]);
    expect(outcome.features).toEqual(['process-definition:p:openai-api ai high high-risk-review']);
  });

  it('keeps an agent’s mood what it is when a process acts on it', async () => {
    const seeds = [...field(AGENT, 4, { type: 'decimal' }), ...AGENT_WORD];
    const acting = process([start(`${AGENT}_string`), activity('ASSIGN_USER')], { module: 'Calls' });
    const review = 'ai prohibited prohibited-practice-review high-risk-review transparency-notice notice-unknown';
    expect((await outcomeOf([...seeds, acting])).features).toEqual([
      `field:${AGENT} ${review}`,
      `process-definition:p:sugar-agent-sentiment ${review}`,
    ]);
  });

  it.each<[string, string, string]>([
    [
      'a customer’s voice',
      'Calls/sentiment_score_customer',
      'high high-risk-review transparency-notice notice-unknown',
    ],
    ['a chat’s text', 'Messages/sentiment', 'minimal'],
    ['what was said in a call', 'Calls/transcript', 'minimal'],
  ])('%s', async (_title, id, verdict) => {
    expect((await outcomeOf(field(id, 3))).features).toEqual([`field:${id} ai ${verdict}`]);
  });

  it.each<[string, JsonObject, boolean]>([
    [
      'hands it to a superior',
      activity('ADD_RELATED_RECORD', { sets: [{ module: 'Tasks', field: 'name', value: 'Train the agent' }] }),
      true,
    ],
    [
      'mails it to a superior',
      {
        id: 'a',
        type: 'event',
        eventType: 'END',
        marker: 'MESSAGE',
        behavior: 'THROW',
        recipients: { roles: ['user'] },
      },
      true,
    ],
    ['only ends', { id: 'a', type: 'event', eventType: 'END', marker: 'TERMINATE' }, false],
  ])('a process that acts on an agent’s mood and %s', async (_title, element, own) => {
    const acting = process([start(`${AGENT}_string`), element], { module: 'Calls' });
    const { features } = await inventoryOf([...field(AGENT, 4, { type: 'decimal' }), ...AGENT_WORD, acting]);
    expect(features.some(({ asset }) => asset.kind === 'process-definition')).toBe(own);
  });

  it('refuses credit by a score from outside, in Polish', async () => {
    const module: Seed = ['module', 'lea_Wnioski', { label: 'Wnioski leasingowe', custom: true }];
    const score = 'lea_Wnioski/ocena_kredytowa_score_c';
    const refuses = process([start(score), change('decyzja_c', 'Odmowa', 'lea_Wnioski')], { module: 'lea_Wnioski' });
    const { features } = await outcomeOf([
      module,
      ...field(score, 9, { type: 'int', label: 'Ocena kredytowa' }),
      refuses,
    ]);
    expect(features).toEqual([
      `field:${score} undetermined undetermined high-risk-review`,
      'process-definition:p:external-score undetermined undetermined high-risk-review',
    ]);
  });

  it.each([
    ['Write a reply to this customer', 'process-definition:p:openai-api ai limited transparency-notice notice-unknown'],
    ['Rédige une réponse aux clients', 'process-definition:p:openai-api ai limited transparency-notice notice-unknown'],
    [
      'Schreib eine Antwort an unsere Kundin',
      'process-definition:p:openai-api ai limited transparency-notice notice-unknown',
    ],
    ['Summarise the case for the engineer', 'process-definition:p:openai-api ai minimal'],
  ])('takes a mail after “%s” for its answer, or not', async (prompt, expected) => {
    const call = activity('CUSTOM_WEBHOOK', {
      request: { method: 'POST', url: 'https://api.openai.com/v1/chat/completions', texts: [prompt] },
    });
    const mail: JsonObject = {
      id: 'm',
      type: 'event',
      eventType: 'INTERMEDIATE',
      marker: 'MESSAGE',
      behavior: 'THROW',
      recipients: { roles: ['record-address'] },
    };
    const flows = [
      { from: 's', to: 'a' },
      { from: 'a', to: 'm' },
    ];
    const { features } = await outcomeOf([process([start(), call, mail], { module: 'Cases', flows })]);
    expect(features).toEqual([expected]);
  });

  it('links a mail that shows the value', async () => {
    const mail: Seed = ['email-template', 'm', { name: 'Offer', fields: [LEAD], textRead: true }];
    const { features } = await inventoryOf([...field(LEAD, 9), mail]);
    expect(features[0]?.links).toEqual([
      { relation: 'sends', asset: { kind: 'email-template', externalId: 'm', name: 'Offer' }, at: 'reads' },
    ]);
  });
});
