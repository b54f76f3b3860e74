import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../src/model/json.ts';
import { inventoryOf, outcomeOf, type Seed } from './support.ts';

const START = { id: 's', name: 'Start', type: 'event', eventType: 'START' };
const process = (elements: JsonObject[], more: JsonObject = {}): Seed[] => [
  [
    'process-definition',
    'p',
    {
      name: 'A process',
      module: 'Leads',
      isEnabled: true,
      readable: true,
      elements: [START, ...elements],
      flows: elements.map((element, index) => ({
        from: index === 0 ? 's' : (elements[index - 1]?.['id'] ?? null),
        to: element['id'] ?? null,
      })),
      ...more,
    },
  ],
];
const script = (scriptType: string, more: JsonObject = {}): JsonObject => ({
  id: 'a',
  name: 'Step',
  type: 'activity',
  taskType: 'SCRIPTTASK',
  scriptType,
  ...more,
});
const webhook = (request: JsonObject) => process([script('CUSTOM_WEBHOOK', { request })]);
const UNDETERMINED = 'undetermined undetermined';
const cleared = (reason: string): [string[], string[]] => [[], [`process-definition:p because.${reason}`]];
const found = (line: string): [string[], string[]] => [[`process-definition:p:${line}`], []];

describe('mappings/sugarcrm/process-definition', () => {
  it.each<[string, Seed[], [string[], string[]]]>([
    ['the silent vendor', [['process-definition', 'p']], [['process-definition:p undetermined undetermined'], []]],
    ['a process without a step', [['process-definition', 'p', { elements: [] }]], cleared('no-steps')],
    ['core steps only', process([script('CHANGE_FIELD'), { ...script('ASSIGN_USER'), id: 'b' }]), cleared('all-rules')],
    [
      'a form and a mail',
      process([
        { id: 'f', type: 'activity', taskType: 'USERTASK' },
        { id: 'm', type: 'event', eventType: 'END', marker: 'MESSAGE', behavior: 'THROW' },
      ]),
      cleared('all-rules'),
    ],
    ['a document merge', process([script('DOCUMENT_MERGE')]), cleared('all-rules')],
    [
      'AI in its name only',
      process([script('CHANGE_FIELD')], { name: 'AI lead scoring with GPT' }),
      cleared('all-rules'),
    ],
    [
      'a model called by its host',
      webhook({ url: 'https://api.openai.com/v1/chat/completions' }),
      found('openai-api ai undetermined'),
    ],
    [
      'a model of the account’s own Azure',
      webhook({ url: 'https://acme.openai.azure.com/openai/deployments/x' }),
      found('azure-openai ai undetermined'),
    ],
    ['a lookalike host', webhook({ url: 'https://api.openai.com.example.net/hook' }), cleared('webhook-other')],
    ['the account’s own host', webhook({ url: 'https://erp.example.com/hook' }), cleared('webhook-other')],
    ['a relay', webhook({ url: 'https://hooks.zapier.com/hooks/catch/1' }), found(`relay ${UNDETERMINED}`)],
    [
      'a relay that is given a prompt',
      webhook({ url: 'https://eo1.m.pipedream.net/', asksModel: true, texts: ['You are a helpful assistant.'] }),
      found(`relay ${UNDETERMINED}`),
    ],
    [
      'a model’s path on an unknown host',
      webhook({ url: 'https://llm.example.com/v1/chat/completions' }),
      found('model-gateway ai undetermined'),
    ],
    [
      'a model named in the body',
      webhook({ url: 'https://gateway.example.com/ask', model: 'gpt-4o' }),
      found('model-gateway ai undetermined'),
    ],
    [
      'a body and words as for a model',
      webhook({
        url: 'https://gateway.example.com/ask',
        asksModel: true,
        texts: ['Du bist ein Assistent. Antworte nur mit einer Zahl.'],
      }),
      found('model-gateway ai undetermined'),
    ],
    [
      'words as for a model',
      webhook({ url: 'https://gateway.example.com/ask', texts: ['You are an analyst of leads.'] }),
      found(`webhook ${UNDETERMINED}`),
    ],
    [
      'a key named for a model',
      webhook({ url: 'https://gateway.example.com/ask', headerNames: ['anthropic-version'] }),
      found(`webhook ${UNDETERMINED}`),
    ],
    ['an address from the record', webhook({ url: '{::Leads::hook_c::}' }), found(`webhook ${UNDETERMINED}`)],
    ['a webhook whose address was not returned', webhook({}), found(`webhook ${UNDETERMINED}`)],
    [
      'a webhook step that holds no request',
      process([script('CUSTOM_WEBHOOK')]),
      found(`custom-action ${UNDETERMINED}`),
    ],
    [
      'a step of another maker',
      process([script('ACME_SYNC', { unknownScript: true })]),
      found(`custom-action ${UNDETERMINED}`),
    ],
    [
      'a step of another maker that names a model’s host',
      process([script('ACME_SYNC', { unknownScript: true, urls: ['https://api.anthropic.com/v1/messages'] })]),
      found('anthropic-api ai undetermined'),
    ],
    [
      'a step of another maker with an ordinary request',
      process([script('ACME_SYNC', { unknownScript: true, request: { url: 'https://erp.example.com/' } })]),
      found(`custom-action ${UNDETERMINED}`),
    ],
    [
      'a core step that mentions a model’s host',
      process([script('CHANGE_FIELD', { urls: ['https://api.openai.com/'] })]),
      cleared('all-rules'),
    ],
    [
      'a process that could not be read',
      [['process-definition', 'p', { name: 'x', readable: false }]],
      [['process-definition:p undetermined undetermined'], []],
    ],
    [
      'two systems in one process',
      process([
        script('CUSTOM_WEBHOOK', { request: { url: 'https://api.openai.com/v1/responses' } }),
        script('CUSTOM_WEBHOOK', { id: 'b', request: { url: 'https://api.mistral.ai/v1/chat/completions' } }),
      ]),
      [['process-definition:p:mistral-api ai undetermined', 'process-definition:p:openai-api ai undetermined'], []],
    ],
    [
      'a switched-off process',
      process([script('CUSTOM_WEBHOOK', { request: { url: 'https://api.openai.com/v1/responses' } })], {
        isEnabled: false,
      }),
      found('openai-api ai undetermined dormant'),
    ],
    [
      'a step that no path reaches',
      process([script('CUSTOM_WEBHOOK', { request: { url: 'https://api.openai.com/v1/responses' } })], { flows: [] }),
      found('openai-api ai undetermined dormant'),
    ],
  ])('of %s', async (_title, seeds, [features, reasons]) => {
    expect(await outcomeOf(seeds)).toEqual({ features, cleared: reasons });
  });

  it.each([
    ['Reply to the customer’s complaint in a friendly tone', 'minimal'],
    ['Score this candidate from 1 to 10 and reject those below 5', 'high high-risk-review'],
    ['Rate the creditworthiness of this person and score it', 'high high-risk-review'],
    ['Fasse die Notizen des Gesprächs zusammen', 'minimal'],
  ])('reads what a model is told: “%s”', async (text, verdict) => {
    const seeds = webhook({
      url: 'https://api.openai.com/v1/responses',
      texts: [text],
      dataFields: ['Leads/description'],
    });
    const { features } = await outcomeOf(seeds);
    expect(features).toEqual([`process-definition:p:openai-api ai ${verdict}`]);
  });

  it('names the model, the fields that leave and the place', async () => {
    const seeds = webhook({
      url: 'https://api.openai.com/v1/responses',
      model: 'gpt-4o',
      dataFields: ['Leads/description', 'leads/email1'],
    });
    const { features } = await inventoryOf(seeds);
    expect(features[0]).toMatchObject({
      name: 'A process',
      system: { id: 'openai-api', vendor: 'OpenAI', model: 'gpt-4o' },
      asset: { kind: 'process-definition', externalId: 'p', objectType: 'Leads' },
      facts: { dataFields: { known: true, value: ['Leads/description', 'Leads/email1'] } },
      evidence: [{ claim: { id: 'evidence.webhook-calls' }, at: 'elements[1].request.url', value: 'api.openai.com' }],
    });
  });
});
