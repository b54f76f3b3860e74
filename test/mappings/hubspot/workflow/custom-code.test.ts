import { describe, expect, it } from '@jest/globals';
import { codeOf, judgeCustomCode } from '#mappings/hubspot/workflow/custom-code.ts';
import { stepsOf } from '#mappings/hubspot/workflow/steps.ts';
import type { CodeDigest } from '#src/model/code-digest.ts';
import type { JsonObject } from '#src/model/json.ts';
import { assetOf, code, flow, inputOf } from '../../../support/build.ts';

function judge(digest: Partial<CodeDigest> | undefined, more: JsonObject = {}) {
  const raw = digest === undefined ? { type: 'CUSTOM_CODE', actionId: '1' } : code('1', digest);
  const payload = flow([{ ...raw, ...more }]);
  return judgeCustomCode(stepsOf(payload)[0]!, inputOf(assetOf('workflow', '1', payload)));
}
const url = (host: string, path = '/', use: 'call' | 'value' | 'text' = 'call') => ({ host, path, line: 3, use });
const used = (...names: string[]) => names.map((name) => ({ name, used: true, line: 1 }));
const python = (...names: string[]): Partial<CodeDigest> => ({ language: 'python', imports: used(...names) });

type Case = [when: string, result: string, system: string, digest: Partial<CodeDigest>, more?: JsonObject];
const CASES: Case[] = [
  ['it calls a model by its host', 'ai', 'openai-api', { urls: [url('api.openai.com', '/v1/responses')] }],
  ['an address of one flows about as a value', 'ai', 'openai-api', { urls: [url('api.openai.com', '/', 'value')] }],
  ['it loads a vendor’s package', 'ai', 'anthropic-api', { imports: used('@anthropic-ai/sdk') }],
  [
    'it loads one in Python, by a sub-module',
    'ai',
    'openai-api',
    { language: 'python', imports: used('openai.types') },
  ],
  ['a part of the host is only known when it runs', 'ai', 'azure-openai', { urls: [url('{}.openai.azure.com')] }],
  [
    'a host of nobody is asked as a model is',
    'ai',
    'model-gateway',
    { urls: [url('llm.example.com', '/v1/chat/completions')] },
  ],
  [
    'a host of nobody is called with a model’s name',
    'ai',
    'model-gateway',
    { urls: [url('ai.example.com', '/run')], models: [{ value: 'gpt-4o', line: 2 }] },
  ],
  [
    'its host is hidden and the path is Azure OpenAI’s',
    'ai',
    'azure-openai',
    { urls: [url('{U}', '/openai/deployments/x/chat/completions')], dynamicUrl: true },
  ],
  [
    'the variable of its host is named after Azure OpenAI',
    'ai',
    'azure-openai',
    { urls: [url('{AZURE_OPENAI_ENDPOINT}', '/openai/v1/chat/completions')], dynamicUrl: true },
  ],
  [
    'its host is hidden and it is asked as a model is',
    'ai',
    'model-gateway',
    { urls: [url('{LLM_URL}', '/v1/chat/completions')], dynamicUrl: true },
  ],
  [
    'messages are sent to somebody with a model’s name',
    'ai',
    'model-gateway',
    { urls: [url('llm.example.com', '/v1/messages')], models: [{ value: 'claude-sonnet-4-5', line: 2 }] },
  ],
  [
    'messages are sent to a host that a model’s key goes with',
    'ai',
    'model-gateway',
    { urls: [url('{ANTHROPIC_URL}', '/v1/messages')], secretNames: ['ANTHROPIC_URL'] },
  ],
  ['one SDK is asked for a model', 'ai', 'amazon-bedrock', python('boto3', 'boto3.bedrock-runtime')],
  ['one SDK is asked for faces', 'ai', 'amazon-rekognition', python('boto3', 'boto3.rekognition')],
  ['an older SDK is asked for a voice', 'ai', 'amazon-polly', { imports: used('aws-sdk/clients/polly') }],
  ['an analysis of conversations is called', 'ai', 'symbl', { urls: [url('api.symbl.ai', '/v1/process/audio/url')] }],
  [
    'a host of nobody is asked for feelings by its path',
    'undetermined',
    'custom-code',
    { urls: [url('api.example.com', '/v2/voice/emotion')] },
  ],
  [
    'a host of nobody is asked for feelings by its query',
    'undetermined',
    'custom-code',
    { urls: [url('api.example.com', '/v2/run')], asks: [{ host: 'api.example.com', value: 'emotion', line: 3 }] },
  ],
  ['it names a model and calls nobody', 'undetermined', 'custom-code', { models: [{ value: 'gpt-4o', line: 2 }] }],
  [
    'it reads a key of a model’s vendor and calls nobody',
    'undetermined',
    'custom-code',
    { secretNames: ['OPENAI_API_KEY'] },
  ],
  ['the step is given such a key', 'undetermined', 'custom-code', {}, { secretNames: ['ANTHROPIC_KEY'] }],
  ['it hands data to a relay', 'undetermined', 'relay', { urls: [url('hooks.zapier.com', '/hooks/catch/1')] }],
  ['its address is put together when it runs', 'undetermined', 'custom-code', { dynamicUrl: true }],
  ['no parser could read it', 'undetermined', 'custom-code', { read: 'unread' }],
];

const CLEARED: [when: string, because: string, digest: Partial<CodeDigest>][] = [
  ['it says nothing', 'because.code-local', {}],
  ['a host is only named in a text', 'because.code-local', { urls: [url('api.openai.com', '/', 'text')] }],
  ['the host only looks like one', 'because.code-calls-others', { urls: [url('api.openai.com.example.net')] }],
  ['the host is a vendor’s web site', 'because.code-calls-others', { urls: [url('www.openai.com', '/blog')] }],
  ['the package only looks like one', 'because.code-local', { imports: used('openai-mock', 'my-openai', 'axios') }],
  ['the package is one of another language', 'because.code-local', { imports: used('sklearn') }],
  ['the key only looks like one', 'because.code-local', { secretNames: ['OPEN_AIR_KEY', 'HFX', 'AI_RPORT'] }],
  ['it sends text messages', 'because.code-calls-others', { urls: [url('sms.example.com', '/v1/messages')] }],
  ['it only stores files', 'because.code-calls-others', python('boto3', 'boto3.s3', 'boto3.dynamodb', 'boto3.ses')],
  ['it stores files with an older SDK', 'because.code-calls-others', { imports: used('aws-sdk/clients/s3') }],
  ['an SDK is only loaded', 'because.code-local', python('boto3')],
  [
    'it counts visits and pays wages',
    'because.code-calls-others',
    { urls: [url('analytics.example.com', '/v1/events'), url('payroll.example.com', '/api/employees/{}/salary')] },
  ],
  ['an address is only named', 'because.code-local', { urls: [url('{U}', '/v1/chat/completions', 'text')] }],
  [
    'the CRM is asked for a property of such a name',
    'because.code-calls-others',
    { urls: [url('api.hubapi.com', '/crm/v3/x')], asks: [{ host: 'api.hubapi.com', value: 'sentiment', line: 3 }] },
  ],
  ['it calls the CRM itself', 'because.code-calls-others', { urls: [url('api.hubapi.com', '/crm/v3/objects')] }],
  [
    'it sends messages to another service',
    'because.code-calls-others',
    { urls: [url('api.example.com', '/v1/messages/send')] },
  ],
];

describe('mappings/hubspot/workflow/custom-code', () => {
  it.each(CASES)('when %s: %s (%s)', (_when, result, system, digest, more = {}) => {
    expect(judge(digest, more)).toMatchObject([{ result, system: { id: system } }]);
  });

  it.each(CLEARED)('is no AI when %s', (_when, because, digest) => {
    expect(judge(digest)).toMatchObject([{ result: 'rules', because: { id: because } }]);
  });

  it('asks when the vendor is silent about the code', () => {
    expect(judge(undefined)).toMatchObject([{ result: 'undetermined', because: { id: 'because.code-not-readable' } }]);
    expect(codeOf(stepsOf(flow([{ type: 'CUSTOM_CODE', actionId: '1', code: 'text' }]))[0]!)).toBeUndefined();
  });

  it('finds every system once, each with the model of its own vendor, where it stands', () => {
    const found = judge({
      imports: used('openai', '@anthropic-ai/sdk'),
      urls: [url('api.openai.com'), url('api.openai.com', '/v1/files')],
      models: [
        { value: 'claude-sonnet-4-5', line: 8 },
        { value: 'gpt-4o', line: 9 },
      ],
    });
    expect(found).toMatchObject([
      {
        system: { id: 'openai-api', model: 'gpt-4o' },
        evidence: [{ at: 'actions[0].sourceCode line 3', certainty: 'proven' }, {}],
      },
      { system: { id: 'anthropic-api', model: 'claude-sonnet-4-5' } },
    ]);
    expect(found).toHaveLength(2);
  });

  it('shows whom a gateway of nobody’s is asked for', () => {
    const asked = { urls: [url('ai.example.com', '/run')], models: [{ value: 'gpt-4o', line: 2 }] };
    expect(judge(asked)).toMatchObject([
      { system: { model: 'gpt-4o' }, evidence: [{ value: 'ai.example.com (gpt-4o)' }] },
    ]);
    expect(judge({ urls: [url('ai.example.com', '/v1/responses')] })).toMatchObject([
      { evidence: [{ value: 'ai.example.com' }] },
    ]);
  });

  it.each([
    ['the variable that holds it', [url('{LLM_URL}', '/v1/chat/completions')], 'LLM_URL'],
    ['the only host beside it', [url('llm.example.com', ''), url('{}', '/chat/completions')], 'llm.example.com'],
    ['nothing, where nothing is shown', [url('{}', '/v1/chat/completions')], 'Custom code'],
  ])('calls a hidden gateway after %s', (_what, urls, name) => {
    expect(judge({ urls })).toMatchObject([{ result: 'ai', system: { name }, evidence: [{ certainty: 'likely' }] }]);
  });

  it.each<[string, Partial<CodeDigest>, object]>([
    [
      'a service of many uses, asked for feelings in a voice',
      {
        urls: [url('api.symbl.ai', '/v1/process/audio/url')],
        asks: [{ host: 'api.symbl.ai', value: 'emotion', line: 3 }],
      },
      { purposes: { value: ['emotion-recognition'] }, inputModality: { value: ['voice'] } },
    ],
    [
      'a host of nobody, asked for feelings by its path',
      { urls: [url('api.example.com', '/v1/emotion')] },
      { purposes: { value: ['emotion-recognition'] } },
    ],
    [
      'a service of one use, for another beside it',
      {
        urls: [url('api.deepgram.com', '/v1/listen')],
        asks: [{ host: 'api.deepgram.com', value: 'sentiment', line: 3 }],
      },
      { purposes: { value: ['transcription', 'sentiment'] }, inputModality: { value: ['voice'] } },
    ],
  ])('says what is asked of %s', (_what, digest, facts) => {
    expect(judge(digest)).toMatchObject([{ facts }]);
  });

  it('takes no use from words that another host is asked by, or a text names', () => {
    const found = judge({
      urls: [url('api.symbl.ai', '/v1/jobs'), url('crm.example.com', '/emotion', 'text')],
      asks: [{ host: 'crm.example.com', value: 'emotion', line: 3 }],
    });
    expect(found[0]).not.toHaveProperty('facts.purposes');
  });

  it('does not take the CRM for the model that is named beside it', () => {
    const named = { urls: [url('api.hubapi.com')], models: [{ value: 'gpt-4o', line: 2 }] };
    expect(judge(named)).toMatchObject([{ result: 'undetermined', because: { id: 'because.code-names-model' } }]);
  });

  it('lets a model’s vendor go before a relay that is called beside it', () => {
    const found = judge({ urls: [url('hooks.zapier.com'), url('api.mistral.ai')] });
    expect(found).toMatchObject([{ result: 'ai', system: { id: 'mistral-api' } }]);
  });
});
