import { describe, expect, it } from '@jest/globals';
import { hashed, signV2, signV3 } from '../../../simulator/hubspot/proxy/signature.ts';

const OF_A_CARD = '12345678-aaaa-bbbb-cccc-ddddeeeeffff';
const OF_THEIR_BACKEND = 'f6e94c08-85d0-4608-bcc6-e1850176e7b8';
const CARD = {
  method: 'GET',
  uri: 'https://hubspot.com/?appId=1&portalId=2&userId=3',
  body: '',
  timestamp: '1111111111',
};
const WEBHOOK = {
  method: 'POST',
  uri: 'https://www.hubspot.com/webhook',
  body: 'REQUEST_BODY',
  timestamp: '1632188626483',
};

/** HubSpot's own test vectors. */
describe('simulator/hubspot/proxy/signature', () => {
  it.each([
    ['a card', CARD, OF_A_CARD, '99080134002180aee8d0884d21ad51288c43b57e9953e4db1e3757999b35c392'],
    ['a webhook', WEBHOOK, OF_THEIR_BACKEND, '57bb01a6e6ac92919b5e715d68f40265328701bbf1cf3fd73772887069945766'],
  ])('signs %s by version 2', (_, call, secret, expected) => {
    expect(signV2(call, secret)).toBe(expected);
  });

  it.each([
    ['a card', CARD, OF_A_CARD, 'zTfXjo07jfzGouo4wvyAj3qEMUTVJ0PPYPACrluQtQI='],
    ['a webhook', WEBHOOK, OF_THEIR_BACKEND, 'jf872r5vscVcxCiDRHA4rGrqe/8BPLNVkdJSHdMnGTU='],
    ['no body', { ...WEBHOOK, body: '' }, OF_THEIR_BACKEND, 'csXgk7UbrE9F8ZmMvbpuKBxqIvTSqU1EX9pI/SJtxSE='],
  ])('signs %s by version 3', (_, call, secret, expected) => {
    expect(signV3(call, secret)).toBe(expected);
  });

  it('undoes the escapes that HubSpot names, in either spelling, and no others', () => {
    expect(hashed('https://a.example/%3a%3A%2f%3F%40%21%24%27%28%29%2A%2C%3B?e=%25%26%20%C3%A9%23%2B')).toBe(
      "https://a.example/::/?@!$'()*,;?e=%25%26%20%C3%A9%23%2B",
    );
  });
});
