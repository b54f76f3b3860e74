import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHubSpot } from '../../simulator/hubspot/server.ts';
import { isSigned, SIGNATURE_HEADER } from '../../src/notify/webhook.ts';
import { startSmtp } from '../notify/support/smtp.ts';
import { type Client, startTestService, type TestService } from './support/service.ts';

interface Told {
  body: string;
  signature: string;
}

describe('service/telling: from a request for a scan to those who are told', () => {
  let hubspot: Awaited<ReturnType<typeof startHubSpot>>;
  let smtp: Awaited<ReturnType<typeof startSmtp>>;
  let service: TestService;
  let admin: Client;
  const told = Promise.withResolvers<Told>();
  const receiver = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      response.end();
      told.resolve({ body, signature: String(request.headers[SIGNATURE_HEADER]) });
    });
  });
  beforeAll(async () => {
    hubspot = await startHubSpot({ worlds: ['recruiter'], limits: false });
    smtp = await startSmtp();
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    service = await startTestService({
      HUBSPOT_API_URL: hubspot.url,
      SMTP_URL: smtp.url,
      MAIL_FROM: 'inventory@example.org',
    });
    admin = await service.as('admin');
  }, 120_000);
  afterAll(async () => {
    await service.close();
    receiver.closeAllConnections();
    receiver.close();
    await Promise.all([hubspot.close(), smtp.close()]);
  });

  it('scans by a worker, once for many that ask, and tells a webhook and a person what it found', async () => {
    const auth = { type: 'token', accessToken: hubspot.tokens['recruiter'] };
    const { body: tenant } = await admin('POST', '/api/v1/tenants', { crm: 'hubspot', name: 'Acme', auth });
    const own = `/api/v1/tenants/${(tenant as { id: string }).id}`;
    const { port } = receiver.address() as AddressInfo;
    const webhook = await admin('POST', `${own}/webhooks`, { url: `http://127.0.0.1:${port}/` });
    const digest = await admin('POST', `${own}/digests`, { address: 'ada@example.org', language: 'de' });
    expect([webhook.status, digest.status]).toEqual([201, 201]);

    // A scan that is through before all have asked would be none to join.
    hubspot.setFaults({ latencyMs: 500 });
    const asked = await Promise.all(Array.from({ length: 100 }, () => admin('POST', `${own}/scans`, {})));
    hubspot.setFaults({});

    expect(asked.every(({ status }) => status === 202)).toBe(true);
    expect(new Set(asked.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
    expect(asked.filter(({ body }) => !(body as { joined: boolean }).joined)).toHaveLength(1);
    const { body, signature } = await told.promise;
    const { secret } = webhook.body as { secret: string };
    const message = JSON.parse(body) as { changes: { what: string; key: string }[]; more: number };
    const { body: changes } = await admin('GET', `${own}/changes?limit=100`);
    expect(isSigned(secret, body, signature, Date.now())).toBe(true);
    expect(message.changes.length).toBeGreaterThan(3);
    // The interface tells the same of each, and the rules behind it besides.
    expect((changes as { data: object[] }).data).toMatchObject(message.changes);
    await smtp.mailed(1);
    expect(smtp.received).toMatchObject([{ to: ['<ada@example.org>'] }]);
    expect(smtp.received[0]?.data).not.toContain(hubspot.tokens['recruiter'] ?? '');
  }, 120_000);
});
