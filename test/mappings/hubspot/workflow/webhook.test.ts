import { describe, expect, it } from '@jest/globals';
import { judgeWebhook } from '#mappings/hubspot/workflow/webhook.ts';
import { stepsOf } from '#mappings/hubspot/workflow/steps.ts';
import type { JsonObject } from '#src/model/json.ts';
import { assetOf, flow, inputOf } from '../../../support/build.ts';

function judge(webhookUrl: string | undefined, more: JsonObject = {}) {
  const step = { type: 'WEBHOOK', actionId: '1', ...(webhookUrl !== undefined && { webhookUrl }), ...more };
  const payload = flow([step]);
  return judgeWebhook(stepsOf(payload)[0]!, inputOf(assetOf('workflow', '1', payload)));
}

describe('mappings/hubspot/workflow/webhook', () => {
  it.each([
    ['https://api.openai.com/v1/chat/completions', 'openai-api'],
    ['HTTPS://API.OpenAI.com:443/v1/responses', 'openai-api'],
    ['https://eu.api.openai.com/v1/responses', 'openai-api'],
    ['https://bedrock-runtime.eu-central-1.amazonaws.com/model/x/invoke', 'amazon-bedrock'],
    ['https://openrouter.ai/api/v1/chat/completions', 'openrouter'],
    ['https://contoso.openai.azure.com/openai/deployments/x', 'azure-openai'],
    ['https://llm.example.com/v1/chat/completions', 'model-gateway'],
    ['https://10.1.2.3:8000/v1/responses', 'model-gateway'],
    ['https://gw.example.com/v1beta/models/x:generateContent', 'model-gateway'],
  ])('%s is AI: %s', (address, system) => {
    expect(judge(address)).toMatchObject({ result: 'ai', system: { id: system } });
  });

  it.each([
    ['https://hooks.zapier.com/hooks/catch/1/2', 'because.relay'],
    ['https://hook.eu1.make.com/abc', 'because.relay'],
    ['https://ml.example.com/churn/predict', 'because.webhook-asks'],
    ['https://runtime.example.com/endpoints/x/invocations', 'because.webhook-asks'],
    ['https://api.example.com/v1/voice/emotion', 'because.webhook-asks'],
  ])('%s is asked about: %s', (address, because) => {
    expect(judge(address)).toMatchObject({ result: 'undetermined', because: { id: because } });
  });

  it('asks when a key is called like a model vendor’s', () => {
    const key = (secretName: string) => judge('https://api.example.com/x', { authSettings: { secretName } });
    expect(key('openai_key')).toMatchObject({ result: 'undetermined' });
    expect(key('erp_key')).toMatchObject({ result: 'rules' });
  });

  it.each([
    'https://api.openai.com.example.net/v1/x',
    'https://api-openai.com/v1/x',
    'https://notapi.openai.com.de/x',
    'https://example.com/api.openai.com/v1',
    'https://openrouter.ai/docs',
    'https://erp.example.com/openai/orders',
    'https://shop.example.com/v1/messages/inbox',
    'https://sms.example.com/v1/messages',
    'https://crm.example.com/predictable',
    'https://pbx.example.com/v1/voice/calls',
  ])('%s only looks like it', (address) => {
    expect(judge(address)).toMatchObject({ result: 'rules', because: { id: 'because.webhook-other' } });
  });

  it.each([[undefined], [''], ['not an address'], ['{{ contact.url }}']])('asks when the address is %j', (address) => {
    expect(judge(address)).toMatchObject({ result: 'undetermined', because: { id: 'because.webhook-no-address' } });
  });
});
