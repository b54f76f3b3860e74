import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHubSpot } from '../../simulator/hubspot/server.ts';
import { startSugar } from '../../simulator/sugarcrm/server.ts';
import { makeLog } from '../../src/log.ts';
import { cookieIn } from '../http/support/with-identity.ts';
import { startOidcProvider } from '../identity/support/oidc-provider.ts';
import { startTestService, type TestService } from './support/service.ts';

const KEY = randomBytes(32).toString('base64');
const SMTP_PASSWORD = 'smtp-Pl4nted-9f2c';
const CLIENT_SECRET = '5e1c7f0a-1111-4222-8333-pl4nted00001';
const PASSWORD = 'correct horse Pl4nted battery';

describe('service/secrets: what a service was told in confidence', () => {
  let hubspot: Awaited<ReturnType<typeof startHubSpot>>;
  let sugar: Awaited<ReturnType<typeof startSugar>>;
  let oidc: Awaited<ReturnType<typeof startOidcProvider>>;
  let service: TestService;
  /** By what it is; each was really used. */
  const planted: Record<string, string> = { KEY, SMTP_PASSWORD, CLIENT_SECRET, PASSWORD };
  const lines: string[] = [];
  const answers: string[] = [];

  beforeAll(async () => {
    hubspot = await startHubSpot({ worlds: ['recruiter'], limits: false });
    sugar = await startSugar();
    oidc = await startOidcProvider();
    const to = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) });
    service = await startTestService(
      {
        HUBSPOT_API_URL: hubspot.url,
        HUBSPOT_CLIENT_ID: 'app-1',
        HUBSPOT_CLIENT_SECRET: CLIENT_SECRET,
        SECRET_KEYS: `one:${KEY}`,
        SMTP_URL: `smtp://robot:${SMTP_PASSWORD}@127.0.0.1:9/`,
        MAIL_FROM: 'inventory@example.org',
        OIDC_ISSUER: oidc.issuer,
        OIDC_CLIENT_ID: oidc.clientId,
        OIDC_CLIENT_SECRET: oidc.clientSecret,
      },
      makeLog('debug', to),
    );
    planted['OIDC_CLIENT_SECRET'] = oidc.clientSecret;
    await use();
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await Promise.all([hubspot.close(), sugar.close(), oidc.close()]);
  });

  async function ask(method: string, path: string, headers: Record<string, string>, body?: unknown) {
    const answer = await fetch(service.origin + path, {
      method,
      redirect: 'manual',
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { answer, text: await answer.text(), status: answer.status };
  }

  /** Each secret is used as people use it, then sent where it does not belong. */
  async function use(): Promise<void> {
    const by = { kind: 'system', id: 't', name: 't' } as const;
    const { token } = await service.store.tokens.create({ tenant: '*', role: 'admin', name: 'planted' }, by);
    const auth = { authorization: `Bearer ${token}` };
    const accessToken = hubspot.tokens['recruiter']!;
    const [instance] = Object.values(sugar.instances);
    const { url, username, password, platform } = instance!;
    const made = await ask('POST', '/api/v1/tenants', auth, { crm: 'hubspot', auth: { type: 'token', accessToken } });
    const login = { type: 'password', username, password, platform };
    const other = await ask('POST', '/api/v1/tenants', auth, { crm: 'sugarcrm', url, auth: login });
    const { id } = JSON.parse(made.text) as { id: string };
    const own = `/api/v1/tenants/${id}`;
    const hook = await ask('POST', `${own}/webhooks`, auth, { url: 'http://127.0.0.1:9/hook' });
    await ask('POST', `${own}/digests`, auth, { address: 'ada@example.org' });
    const scan = await ask('POST', `${own}/scans`, auth, {});
    const scanId = (JSON.parse(scan.text) as { id: string }).id;
    const ended = await ask('GET', `${own}/scans/${scanId}/events`, auth);
    expect(ended.text).toContain('event: end');
    expect([made.status, other.status, hook.status, scan.status]).toEqual([201, 201, 201, 202]);
    const cookie = await signIn();
    Object.assign(planted, {
      token,
      accessToken,
      sugarPassword: password,
      webhookSecret: (JSON.parse(hook.text) as { secret: string }).secret,
      cookie: cookie.split(';')[0]!.split('=').slice(1).join('='),
    });
    answers.push(...(await misplaced(Object.values(planted), own, { token, cookie })));
    for (const path of ['/metrics', '/api/v1/audit', `${own}/audit`, own, `${own}/webhooks`, `${own}/deliveries`]) {
      answers.push((await ask('GET', path, auth)).text);
    }
    for (const path of [`${own}/export?format=json`, '/api/v1/users', '/readyz', `${own}/scans`, '/api/v1/account']) {
      answers.push((await ask('GET', path, path.endsWith('/account') ? { cookie } : auth)).text);
    }
  }

  async function signIn(): Promise<string> {
    const link = new URL(service.adminLink!);
    const form = new URLSearchParams({ token: link.searchParams.get('token')!, email: 'ada@example.org' });
    form.set('name', 'Ada');
    form.set('password', PASSWORD);
    form.set('passwordAgain', PASSWORD);
    const origin = new URL(service.adminLink!).origin;
    const headers = { origin, 'sec-fetch-site': 'same-origin' };
    const page = await ask('GET', link.pathname + link.search, {});
    expect(page.status).toBe(200);
    const answer = await fetch(service.origin + link.pathname, {
      method: 'POST',
      body: form,
      headers,
      redirect: 'manual',
    });
    planted['adminLink'] = link.searchParams.get('token')!;
    expect(answer.status).toBeLessThan(400);
    return cookieIn(answer);
  }

  /** Every answer to a secret in a query, a header, a body of the wrong shape, and a body that is none. */
  async function misplaced(secrets: string[], own: string, { token, cookie }: { token: string; cookie: string }) {
    const texts: string[] = [];
    for (const secret of secrets) {
      const safe = encodeURIComponent(secret);
      const auth = { authorization: `Bearer ${token}` };
      // An answer names the path it is about; of these two only the log counts.
      await ask('GET', `/api/v1/${safe}?token=${safe}`, auth);
      await ask('GET', `/api/v1/tenants/${safe}`, auth);
      const asked = [
        ask('GET', `${own}?accessToken=${safe}`, auth),
        ask('GET', own, { authorization: `Bearer ${safe}x` }),
        ask('GET', own, { authorization: `Basic ${safe}` }),
        ask('GET', own, { cookie: `${cookie}x` }),
        ask('POST', '/api/v1/tenants', auth, {
          crm: 'hubspot',
          auth: { type: 'token', accessToken: secret, extra: secret },
        }),
        ask('POST', '/api/v1/tenants', auth, { crm: secret, auth: secret }),
        ask('POST', '/api/v1/tenants', auth, `{"accessToken":"${secret}`),
        ask('PATCH', own, auth, { auth: { type: 'token', accessToken: `${secret}x` } }),
        ask('POST', '/api/v1/account/sign-in', { origin: service.url! }, { email: secret, password: secret }),
        ask('GET', `/hubspot/oauth/callback?code=${safe}&state=${safe}`, {}),
      ];
      for (const { text } of await Promise.all(asked)) {
        texts.push(text);
      }
    }
    return texts;
  }

  const spellings = (secret: string) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('hex'),
  ];
  const foundIn = (text: string) =>
    Object.entries(planted)
      .filter(([, secret]) => spellings(secret).some((spelling) => text.includes(spelling)))
      .map(([name]) => name);

  async function dump(): Promise<string> {
    const { rows: tables } = await service.store.statements.executeSql(
      `select schemaname as s, tablename as t from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    let text = '';
    for (const { s, t } of tables) {
      const { rows } = await service.store.statements.executeSql(`select x::text as row from "${s}"."${t}" as x`);
      text += rows.map(({ row }) => `${t} ${row}`).join('\n');
    }
    return text;
  }

  it('is found when it is there, in any spelling', () => {
    expect(Object.keys(planted)).toHaveLength(11);
    expect(foundIn(`x${PASSWORD}x`)).toEqual(['PASSWORD']);
    expect(foundIn(Buffer.from(CLIENT_SECRET).toString('base64'))).toEqual(['CLIENT_SECRET']);
  });

  it('is in no table, of ours or of the queue', async () => {
    const text = await dump();

    expect(text).toContain('ada@example.org');
    expect(text).toMatch(/^deliveries /m);
    expect(foundIn(text)).toEqual([]);
  });

  it('is in no line of the log', () => {
    expect(lines.join('')).toContain('"Request"');
    expect(lines.filter((line) => foundIn(line).length > 0)).toEqual([]);
  });

  it('is in no answer, metric or audit log', () => {
    const hits = answers.filter((text) => foundIn(text).length > 0).map((text) => [foundIn(text), text.slice(0, 300)]);

    expect(answers.length).toBeGreaterThan(100);
    expect(answers.join('\n')).toContain('process_cpu');
    expect(hits).toEqual([]);
  });
});
