import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isSigned, postWebhook, SIGNATURE_HEADER, signatureOf } from '../../src/notify/webhook.ts';

const NOW = Date.parse('2026-11-27T10:00:00.900Z');
const SECRET = 'whsec_test';

describe('src/notify/webhook', () => {
  describe('signature', () => {
    const body = '{"name":"Größe"}';
    const header = signatureOf(SECRET, body, NOW);

    it('names its time in seconds', () => {
      expect(header).toMatch(/^t=1795773600,v1=[0-9a-f]{64}$/);
    });

    it.each<[string, string, string, string, number, boolean]>([
      ['as it came', SECRET, body, header, NOW, true],
      ['five minutes later', SECRET, body, header, NOW + 299_000, true],
      ['too late', SECRET, body, header, NOW + 302_000, false],
      ['from the future', SECRET, body, header, NOW - 302_000, false],
      ['with another body', SECRET, `${body} `, header, NOW, false],
      ['with another secret', 'whsec_other', body, header, NOW, false],
      ['with another time', SECRET, body, header.replace('t=1', 't=2'), NOW, false],
      ['cut', SECRET, body, header.slice(0, -1), NOW, false],
      ['empty', SECRET, body, '', NOW, false],
      ['of another version', SECRET, body, header.replace('v1', 'v2'), NOW, false],
    ])('%s', (_case, secret, text, given, now, fits) => {
      expect(isSigned(secret, text, given, now)).toBe(fits);
    });
  });

  describe('post', () => {
    let server: Server;
    let url: string;
    let status = 200;
    const received: { body: string; headers: IncomingMessage['headers'] }[] = [];
    beforeAll(async () => {
      server = createServer((request, response) => {
        let body = '';
        request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        request.on('end', () => {
          received.push({ body, headers: request.headers });
          response.writeHead(status, { location: `${url}elsewhere` }).end('thanks');
        });
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    });
    beforeEach(() => {
      received.length = 0;
      status = 200;
    });
    afterAll(async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });

    const payload = { type: 'inventory.changed', names: ['Größe', '\u{1f600}'] };
    const post = (to = url, allow = ['127.0.0.1']) =>
      postWebhook({ url: to, secret: SECRET, payload, now: NOW, allow });

    it('sends what is signed', async () => {
      expect(await post()).toEqual({ ok: true, again: false, answer: 'status 200' });
      const [{ body, headers }] = received as [(typeof received)[0]];
      expect(JSON.parse(body)).toEqual(payload);
      expect(headers['content-type']).toBe('application/json');
      expect(isSigned(SECRET, body, String(headers[SIGNATURE_HEADER]), NOW)).toBe(true);
    });

    it.each([
      [301, true],
      [400, true],
      [401, true],
      [410, false],
      [429, true],
      [500, true],
      [503, true],
    ])('asks once only when it is answered %d, and follows nothing', async (answer, again) => {
      status = answer;

      expect(await post()).toEqual({ ok: false, again, answer: `status ${answer}` });
      expect(received).toHaveLength(1);
    });

    it.each([
      'http://127.0.0.1/hook',
      'https://127.0.0.1/hook',
      'https://localhost/hook',
      'https://169.254.169.254/latest/meta-data',
      'https://[::1]/hook',
      'https://[::ffff:10.0.0.1]/',
      'https://10.0.0.8/hook',
      'https://user:pass@example.org/hook',
      'https://example.org:22/hook',
      'file:///etc/passwd',
      'not an address',
    ])('never calls %s, and does not try again', async (to) => {
      expect(await post(to, [])).toMatchObject({
        ok: false,
        again: false,
        answer: expect.stringContaining('not allowed'),
      });
    });

    it('tries again another time when nobody answers', async () => {
      expect(await post('http://127.0.0.1:1/hook')).toMatchObject({ ok: false, again: true });
    });
  });
});
