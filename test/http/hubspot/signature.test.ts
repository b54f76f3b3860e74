import { describe, expect, it } from '@jest/globals';
import { isSigned, isTimely, macIn } from '../../../src/http/hubspot/signature.ts';
import { NOW, SECRET, sign } from './support.ts';

const THEIRS = 'f6e94c08-85d0-4608-bcc6-e1850176e7b8';
const webhook = { method: 'POST', uri: 'https://www.hubspot.com/webhook', timestamp: '1632188626483' };
const card = { method: 'GET', uri: 'https://hubspot.com/?appId=1&portalId=2&userId=3', timestamp: '1111111111' };
const SVC = 'https://svc.example.com/hubspot/card';

describe('http/hubspot/signature', () => {
  it.each([
    ['a body', { ...webhook, body: 'REQUEST_BODY' }, THEIRS, 'jf872r5vscVcxCiDRHA4rGrqe/8BPLNVkdJSHdMnGTU='],
    ['no body', { ...webhook, body: '' }, THEIRS, 'csXgk7UbrE9F8ZmMvbpuKBxqIvTSqU1EX9pI/SJtxSE='],
    [
      'a query',
      { ...card, body: '' },
      '12345678-aaaa-bbbb-cccc-ddddeeeeffff',
      'zTfXjo07jfzGouo4wvyAj3qEMUTVJ0PPYPACrluQtQI=',
    ],
  ])('agrees with the examples of HubSpot’s own tests: %s', (_case, request, secret, signature) => {
    const body = Buffer.from(request.body);

    expect(isSigned({ ...request, body, signature }, secret)).toBe(true);
    expect(isSigned({ ...request, body: Buffer.from('other'), signature }, secret)).toBe(false);
    expect(isSigned({ ...request, body, signature }, `${secret}x`)).toBe(false);
  });

  it.each([
    ['as it came', '/a?b=c', '/a?b=c', true],
    ['%2F left alone', '/a%2Fb', '/a%2Fb', true],
    ['%2F decoded', '/a%2Fb?at=x%2fy', '/a/b?at=x/y', true],
    [
      'every character that HubSpot names, decoded',
      '/?q=%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B',
      "/?q=:/?@!$'()*,;",
      true,
    ],
    ['a letter beyond ASCII left alone', '/?q=%C3%A9%E2%82%AC', '/?q=%C3%A9%E2%82%AC', true],
    ['a letter beyond ASCII beside one that is decoded', '/?q=%C3%A9%3A', '/?q=%C3%A9:', true],
    ['an escape that is none', '/?q=%&r=%zz%2', '/?q=%&r=%zz%2', true],
    ['a letter beyond ASCII decoded', '/?q=%C3%A9', '/?q=é', false],
    ['an ampersand decoded, which would make another parameter', '/?q=1%26portalId=2', '/?q=1&portalId=2', false],
    ['an equals sign decoded', '/?q%3D1', '/?q=1', false],
    ['a percent sign decoded, and what it then stands for', '/?q=%253A', '/?q=:', false],
    ['half of it decoded', '/a%2Fb?c=%3A', '/a/b?c=%3A', false],
    ['a path that a parser would shorten', '/a/../b', '/b', false],
    ['a fragment', '/a#b', '/a', false],
  ])('address: %s', (_case, called, hashed, expected) => {
    const rest = { method: 'GET', body: Buffer.alloc(0), timestamp: String(NOW) };
    const signature = sign({ uri: SVC + hashed });

    expect(isSigned({ ...rest, uri: SVC + called, signature }, SECRET)).toBe(expected);
  });

  it('reads the bytes of a body, whatever they are', () => {
    const body = Buffer.from([0, 0xff, 0xfe, 0x80, 0x0a]);
    const signature = sign({ method: 'POST', uri: SVC, body });
    const request = { method: 'POST', uri: SVC, timestamp: String(NOW), signature };

    expect(isSigned({ ...request, body }, SECRET)).toBe(true);
    expect(isSigned({ ...request, body: Buffer.from(body.toString()) }, SECRET)).toBe(false);
  });

  it.each([
    ['now', String(NOW), true],
    ['300 s old', String(NOW - 300_000), true],
    ['a millisecond more', String(NOW - 300_001), false],
    ['301 s old', String(NOW - 301_000), false],
    ['60 s in the future', String(NOW + 60_000), true],
    ['61 s in the future', String(NOW + 61_000), false],
    ['in seconds', String(NOW / 1000), false],
    ['nothing', '', false],
    ['no number', 'yesterday', false],
    ['NaN', 'NaN', false],
    ['a number of another form', '1.7957e12', false],
    ['hexadecimal', `0x${NOW.toString(16)}`, false],
    ['with a sign', `+${NOW}`, false],
    ['with a line after it', `${NOW}\n`, false],
    ['longer than any time', '9'.repeat(400), false],
  ])('time: %s', (_case, timestamp, expected) => {
    expect(isTimely(timestamp, NOW)).toBe(expected);
  });

  const good = sign({ uri: SVC });
  it.each([
    ['nothing', ''],
    ['31 bytes', Buffer.alloc(31).toString('base64')],
    ['33 bytes', Buffer.alloc(33).toString('base64')],
    ['64 bytes', Buffer.alloc(64).toString('base64')],
    ['hexadecimal', Buffer.from(good, 'base64').toString('hex')],
    ['without its padding', good.slice(0, -1)],
    ['for addresses', Buffer.alloc(32, 0xff).toString('base64').replaceAll('/', '_')],
    ['with a space', ` ${good}`],
    ['twice', `${good}, ${good}`],
    ['letters that base64 does not have', '€'.repeat(44)],
    ['a megabyte', 'A'.repeat(1_000_000)],
    ['the same bytes in another spelling', otherSpelling(good)],
  ])('takes no signature that is %s', (_case, signature) => {
    expect(macIn(signature)).toBeUndefined();
    const request = { method: 'GET', uri: SVC, timestamp: String(NOW), body: Buffer.alloc(0) };
    expect(isSigned({ ...request, signature }, SECRET)).toBe(false);
    expect(isSigned({ ...request, signature: good }, SECRET)).toBe(true);
  });
});

/** The last letter of 32 bytes in base64 has two bits to spare. */
function otherSpelling(signature: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return `${signature.slice(0, -2)}${letters[letters.indexOf(signature.at(-2)!) + 1]!}=`;
}
