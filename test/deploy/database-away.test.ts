import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HubSpot, startHubSpot } from '../../simulator/hubspot/server.ts';
import { newSecretKey, textOf } from '../../src/kit/keyring.ts';
import { SYSTEM } from '../../src/model/audit.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { type Program, startProgram } from './support/program.ts';

/** Processes of the large install, and a PostgreSQL that is stopped and started under them. */
describe('deploy/compose.yaml: web and worker', () => {
  let postgres: PostgresServer;
  let hubspot: HubSpot;
  let web: Program;
  let worker: Program;
  let token: string;
  beforeAll(async () => {
    postgres = await startPostgres();
    hubspot = await startHubSpot({ worlds: ['starter'], limits: false });
    const env = {
      DATABASE_URL: postgres.url,
      SECRET_KEYS: textOf([newSecretKey()]),
      HUBSPOT_API_URL: hubspot.url,
      OUTBOUND_ALLOW: '127.0.0.1',
    };
    [web, worker] = await Promise.all([startProgram('web', env), startProgram('worker', env)]);
    const store = await openStore({ databaseUrl: postgres.url });
    ({ token } = await store.tokens.create({ tenant: '*', role: 'admin', name: 'test' }, SYSTEM));
    await store.close();
  }, 120_000);
  afterAll(async () => {
    await Promise.all([web.stop(), worker.stop()]);
    await hubspot.close();
    await postgres.stop();
  });

  const ready = async () => (await fetch(`${web.url}/readyz`)).status;
  async function api(method: string, path: string, body?: object) {
    const answer = await fetch(`${web.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }
  /** Asks until it is so; the test's own limit ends it when it never is. */
  async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
    for (;;) {
      const answer = await ask();
      if (isSo(answer)) {
        return answer;
      }
    }
  }

  it('say that they are not ready while it is away, stay alive, and work on when it is back', async () => {
    const auth = { type: 'token', accessToken: hubspot.tokens['starter'] };
    const { body: tenant } = await api('POST', '/tenants', { crm: 'hubspot', auth });
    const scans = `/tenants/${String(tenant['id'])}/scans`;
    expect(await ready()).toBe(200);

    await postgres.halt();
    expect(await until(ready, (status) => status !== 200)).toBe(503);
    const refused = await api('GET', scans);
    expect([refused.status, refused.body['code']]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    expect((await fetch(`${web.url}/healthz`)).status).toBe(200);

    await postgres.resume();
    expect(await until(ready, (status) => status !== 503)).toBe(200);
    const { body: asked } = await api('POST', scans, {});
    const ended = await until(
      () => api('GET', `${scans}/${String(asked['id'])}`),
      ({ body }) => !['queued', 'running'].includes(String(body['state'])),
    );

    expect(ended.body['state']).toBe('done');
    expect([web.isAlive(), worker.isAlive()]).toEqual([true, true]);
    expect([await web.stop(), await worker.stop()]).toEqual([0, 0]);
  }, 120_000);
});
