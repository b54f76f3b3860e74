import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { subscriptionRoutes } from '../../../src/http/subscriptions/routes.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { ACME, as, OTHER, serve, type TestServer } from '../support/server.ts';

const [[, pglite]] = databases;
const at = (path: string, tenant = ACME) => `/api/v1/tenants/${tenant.id}${path}`;

describe('http/subscriptions/routes', () => {
  let database: TestDatabase;
  let server: TestServer;
  beforeAll(async () => {
    database = await pglite();
    for (const { crm, account, name } of [ACME, OTHER]) {
      await database.store.upsertTenant(crm, account, name);
    }
    server = await serve(subscriptionRoutes({ of: (tenant) => database.store.of(tenant), allow: [] }));
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  const post = (path: string, body: object, headers = as('admin')) => server.send('POST', at(path), body, headers);
  const listed = async (path: string, tenant = ACME) =>
    ((await (await server.get(at(path, tenant), as('admin', '*'))).json()) as { data: { id: string }[] }).data;

  it('adds a webhook, shows its secret once, and ends it', async () => {
    const added = await post('/webhooks', { url: 'https://hooks.example.org/x' });
    const { id, secret } = (await added.json()) as { id: string; secret: string };

    expect([added.status, secret]).toEqual([201, expect.stringMatching(/^whsec_[\w-]{43}$/)]);
    expect(await listed('/webhooks')).toEqual([
      { id, url: 'https://hooks.example.org/x', createdAt: expect.any(String) },
    ]);
    expect(await listed('/webhooks', OTHER)).toEqual([]);
    expect((await server.send('DELETE', at(`/webhooks/${id}`, OTHER), undefined, as('admin', '*'))).status).toBe(404);
    expect((await server.send('DELETE', at(`/webhooks/${id}`), undefined, as('admin'))).status).toBe(204);
    expect(await listed('/webhooks')).toEqual([]);
    expect(server.logged()).not.toContain(secret);
  });

  it('adds a digest in a language, and ends it', async () => {
    const added = await post('/digests', { address: 'ada@example.org', language: 'fr' });
    const { id } = (await added.json()) as { id: string };

    expect(await listed('/digests')).toMatchObject([{ id, address: 'ada@example.org', language: 'fr' }]);
    expect((await server.send('DELETE', at(`/digests/${id}`), undefined, as('admin'))).status).toBe(204);
  });

  it.each([
    ['/webhooks', { url: 'http://hooks.example.org/x' }],
    ['/webhooks', { url: 'https://127.0.0.1/x' }],
    ['/webhooks', { url: 'https://169.254.169.254/' }],
    ['/webhooks', { url: 'ftp://hooks.example.org/x' }],
    ['/webhooks', { url: 'https://hooks.example.org/', secret: 'mine' }],
    ['/digests', { address: 'ada@example.org, eve@example.org' }],
    ['/digests', { address: 'ada@example.org\r\nBcc: eve@example.org' }],
    ['/digests', { address: 'ada@example.org', language: 'xx' }],
  ])('refuses at %s %j', async (path, body) => {
    const answer = await post(path, body);

    expect([answer.status, await listed(path)]).toEqual([expect.any(Number), []]);
    expect(Math.floor(answer.status / 100)).toBe(4);
  });

  it.each(['officer', 'auditor'] as const)('is not for an %s', async (role) => {
    expect((await post('/webhooks', { url: 'https://hooks.example.org/x' }, as(role))).status).toBe(403);
    expect((await server.get(at('/deliveries'), as(role))).status).toBe(403);
  });

  it('lists deliveries', async () => {
    expect(await listed('/deliveries')).toEqual([]);
  });
});
