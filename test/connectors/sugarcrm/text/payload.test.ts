import { describe, expect, it } from '@jest/globals';
import { readPayload } from '#connectors/sugarcrm/text/payload.ts';

const chat =
  '{"model":"gpt-4o","messages":[{"role":"system","content":"Rate the candidate from 1 to 10."},{"role":"user","content":"{::Leads::description::} {::future::Leads::status::}"}]}';

describe('connectors/sugarcrm/text/payload', () => {
  it('reads what is sent, what is asked and of which model', () => {
    expect(readPayload(chat)).toEqual({
      dataFields: ['Leads/description', 'Leads/status'],
      texts: ['Rate the candidate from 1 to 10.', '{::Leads::description::} {::future::Leads::status::}'],
      model: 'gpt-4o',
      asksModel: true,
    });
  });

  it.each([
    ['with entities for quotes', chat.replaceAll('"', '&quot;')],
    ['that is no JSON because of a token without quotes', chat.replace('{"model"', '{"id": {::Leads::id::}, "model"')],
  ])('reads a body %s', (_, body) => {
    expect(readPayload(body)).toMatchObject({ model: 'gpt-4o', asksModel: true });
    expect(readPayload(body).texts).toContain('Rate the candidate from 1 to 10.');
  });

  it.each([
    ['a chat', '{"messages":[{"role":"user","content":"Hi"}]}', true],
    ['a completion', '{"prompt":"Summarise","max_tokens":50}', true],
    ['a vendor of our own', '{"deployment":"x","system_prompt":"Be kind"}', true],
    ['Gemini', '{"contents":[{"parts":[{"text":"Summarise"}]}]}', true],
    ['a car', '{"model":"Model 3","parts":["door"]}', undefined],
    ['a text service', '{"messages":[{"to":"+491701234567","text":"Your order"}]}', undefined],
    ['a user record', '{"role":"admin","input":"x"}', undefined],
    ['a sensor', '{"temperature":21}', undefined],
    ['nothing', undefined, undefined],
  ])('%s', (_, body, expected) => {
    expect(readPayload(body).asksModel).toBe(expected);
  });

  it('keeps no secret and no address of a person', () => {
    const read = readPayload(
      '{"prompt":"Ask jane.doe@example.com with sk-ant-api03-abcdefghij please","api_key":"hunter2hunter2"}',
    );
    expect(JSON.stringify(read)).not.toMatch(/jane|sk-ant|hunter2/);
  });
});
