import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import request from 'supertest';
import { z } from 'zod';
import { jsonBody } from '../../src/http/body.ts';
import { makeMetrics } from '../../src/http/metrics.ts';
import { Reply } from '../../src/http/reply.ts';
import { route } from '../../src/http/route.ts';
import * as errors from '../../src/kit/errors.ts';
import { ACME, as, OTHER, serve, type TestServer } from './support/server.ts';

type Body = string | Uint8Array<ArrayBuffer>;
const tag = 'Test';
const errorsByName: Record<string, () => unknown> = {
  AuthFailed: () => new errors.AuthFailed('refused', 'connect again'),
  OutboundBlocked: () => new errors.OutboundBlocked('10.0.0.1', 'private'),
  RateLimited: () => new errors.RateLimited('daily limit', new Date(Date.now() + 90_000)),
  VendorUnavailable: () => new errors.VendorUnavailable('down', 503),
  DatabaseUnavailable: () => new errors.DatabaseUnavailable('ECONNREFUSED'),
  Conflict: () => new errors.Conflict('exists', 'use it'),
  NoServer: () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' }),
  ShutDown: () => Object.assign(new Error('terminating connection'), { code: '57P01' }),
  NoFile: () => Object.assign(new Error('open'), { code: 'ENOENT', syscall: 'open' }),
  BadQuery: () => Object.assign(new Error('column does not exist'), { code: '42703' }),
  Bug: () => new Error('secret detail of a bug'),
};
const routes = [
  route(
    {
      method: 'get',
      path: '/tenants/{id}/thing/{key}',
      access: 'read',
      tag,
      summary: 'a thing',
      answer: z.object({ key: z.string(), tenant: z.string(), language: z.string() }),
      params: z.object({ id: z.string(), key: z.string() }),
      query: z.strictObject({ size: z.coerce.number().int().max(10).optional() }),
    },
    ({ params, tenant, language }) => Promise.resolve({ key: params.key, tenant: tenant.name, language }),
  ),
  route(
    {
      method: 'put',
      path: '/tenants/{id}/thing/{key}',
      access: 'declare',
      tag,
      summary: 'change it',
      answer: z.object({ value: z.unknown() }),
      body: z.strictObject({ value: z.unknown() }),
    },
    ({ body }) => Promise.resolve({ value: body.value }),
  ),
  route(
    {
      method: 'post',
      path: '/things',
      access: 'manage',
      tag,
      summary: 'make one',
      status: 201,
      answer: z.object({ by: z.string() }),
    },
    ({ principal }) => Promise.resolve({ by: principal.name }),
  ),
  route(
    {
      method: 'get',
      path: '/throw/{name}',
      access: 'signed-in',
      tag,
      summary: 'fails',
      answer: z.undefined(),
      params: z.object({ name: z.string() }),
    },
    ({ params }) => Promise.reject(errorsByName[params.name]?.() as Error),
  ),
  route(
    {
      method: 'get',
      path: '/pieces',
      access: 'everyone',
      tag,
      summary: 'in pieces',
      answer: z.undefined(),
      types: ['text/plain'],
    },
    () => Promise.resolve(new Reply(pieces(), { type: 'text/plain' })),
  ),
  route(
    {
      method: 'get',
      path: '/cut',
      access: 'everyone',
      tag,
      summary: 'breaks off',
      answer: z.undefined(),
      types: ['text/plain'],
    },
    () => Promise.resolve(new Reply(cut(), { type: 'text/plain' })),
  ),
];

async function* cut() {
  yield await Promise.resolve('one ');
  throw new Error('broke off');
}

async function* pieces() {
  yield await Promise.resolve('one ');
  yield 'two';
}

let server: TestServer;
beforeAll(async () => {
  server = await serve(routes);
});
afterAll(() => server.close());

const problem = async (response: Response) => (await response.json()) as Record<string, unknown>;

describe('http/server', () => {
  it('hands a route what it asked for, parsed, and the tenant of the path', async () => {
    const key = 'hubspot:property:contacts/hs_score';
    const answer = await server.get(
      `/api/v1/tenants/${ACME.id}/thing/${encodeURIComponent(key)}?size=3`,
      as('auditor'),
    );
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ key, tenant: 'Acme', language: 'en' });
  });

  it.each`
    given                                      | language
    ${{ path: '?lang=de' }}                    | ${'de'}
    ${{ header: 'fr-CH, fr;q=0.9, en;q=0.8' }} | ${'fr'}
    ${{ path: '?lang=xx', header: 'pl' }}      | ${'en'}
  `('answers in $language when asked by $given', async ({ given, language }) => {
    const { path = '', header = '' } = given as { path?: string; header?: string };
    const headers = { ...as('auditor'), 'accept-language': header };
    expect(await (await server.get(`/api/v1/tenants/${ACME.id}/thing/a${path}`, headers)).json()).toMatchObject({
      language,
    });
  });

  it.each`
    who                                     | path                               | method    | status | code
    ${{}}                                   | ${`/tenants/${ACME.id}/thing/a`}   | ${'GET'}  | ${401} | ${'UNAUTHENTICATED'}
    ${{ authorization: 'Bearer nonsense' }} | ${`/tenants/${ACME.id}/thing/a`}   | ${'GET'}  | ${401} | ${'UNAUTHENTICATED'}
    ${as('admin')}                          | ${`/tenants/${OTHER.id}/thing/a`}  | ${'GET'}  | ${404} | ${'NOT_FOUND'}
    ${as('admin')}                          | ${'/tenants/*/thing/a'}            | ${'GET'}  | ${404} | ${'NOT_FOUND'}
    ${as('admin', '*')}                     | ${'/tenants/nobodys/thing/a'}      | ${'GET'}  | ${404} | ${'NOT_FOUND'}
    ${as('auditor')}                        | ${`/tenants/${ACME.id}/thing/a`}   | ${'PUT'}  | ${403} | ${'FORBIDDEN'}
    ${as('auditor')}                        | ${`/tenants/${OTHER.id}/thing/a`}  | ${'PUT'}  | ${404} | ${'NOT_FOUND'}
    ${as('admin')}                          | ${'/things'}                       | ${'POST'} | ${403} | ${'FORBIDDEN'}
    ${as('admin', '*')}                     | ${'/nothing'}                      | ${'GET'}  | ${404} | ${'NOT_FOUND'}
    ${as('admin')}                          | ${`/tenants/${ACME.id}/thing/%zz`} | ${'GET'}  | ${400} | ${'INPUT_INVALID'}
  `('answers $method $path with $status $code', async ({ who, path, method, status, code }) => {
    const body = method === 'PUT' ? { value: 1 } : undefined;
    const answer = await server.send(String(method), `/api/v1${String(path)}`, body, who as Record<string, string>);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect([answer.status, await problem(answer)]).toEqual([
      status,
      expect.objectContaining({ status, code, type: `/api/v1/docs#${String(code)}` }),
    ]);
  });

  it.each`
    who                                     | detail
    ${{}}                                   | ${'Nobody is signed in.'}
    ${{ authorization: 'Bearer nonsense' }} | ${'This API token is wrong, expired or revoked.'}
  `('says to $who: $detail', async ({ who, detail }) => {
    const answer = await server.get(`/api/v1/tenants/${ACME.id}/thing/a`, who as Record<string, string>);
    expect((await problem(answer))['detail']).toBe(detail);
  });

  it('lets an administrator of all tenants make things', async () => {
    const answer = await server.send('POST', '/api/v1/things', undefined, as('admin', '*'));
    expect([answer.status, await answer.json()]).toEqual([201, { by: 'The admin' }]);
  });

  it('tells every fault of the input with its place', async () => {
    const answer = await server.send(
      'PUT',
      `/api/v1/tenants/${ACME.id}/thing/a?what=1`,
      { value: 1, other: 2 },
      as('officer'),
    );
    expect([answer.status, await problem(answer)]).toEqual([
      400,
      expect.objectContaining({
        code: 'INPUT_INVALID',
        faults: [expect.objectContaining({ at: 'query' }), expect.objectContaining({ at: 'body' })],
      }),
    ]);
  });

  it.each`
    name                     | status | code
    ${'AuthFailed'}          | ${422} | ${'AUTH_FAILED'}
    ${'OutboundBlocked'}     | ${422} | ${'OUTBOUND_BLOCKED'}
    ${'RateLimited'}         | ${503} | ${'RATE_LIMITED'}
    ${'VendorUnavailable'}   | ${502} | ${'VENDOR_UNAVAILABLE'}
    ${'DatabaseUnavailable'} | ${503} | ${'DATABASE_UNAVAILABLE'}
    ${'NoServer'}            | ${503} | ${'DATABASE_UNAVAILABLE'}
    ${'ShutDown'}            | ${503} | ${'DATABASE_UNAVAILABLE'}
    ${'NoFile'}              | ${500} | ${'INTERNAL'}
    ${'BadQuery'}            | ${500} | ${'INTERNAL'}
    ${'Conflict'}            | ${409} | ${'CONFLICT'}
    ${'Bug'}                 | ${500} | ${'INTERNAL'}
  `('tells $name as $status', async ({ name, status, code }) => {
    const answer = await server.get(`/api/v1/throw/${String(name)}`, as('auditor'));
    const told = await problem(answer);
    expect([answer.status, told]).toEqual([
      status,
      expect.objectContaining({ code, status, instance: `/api/v1/throw/${String(name)}` }),
    ]);
    expect(told['requestId']).toBe(answer.headers.get('x-request-id'));
    expect(answer.headers.has('retry-after')).toBe(name === 'RateLimited');
    expect(JSON.stringify(told)).not.toContain('secret detail');
  });

  it('keeps the request id of a proxy, and none that could forge a line of the log', async () => {
    const given = async (id: string) =>
      (await server.get('/healthz', { 'x-request-id': id })).headers.get('x-request-id');
    expect(await given('proxy-12345')).toBe('proxy-12345');
    expect(await given('a" b')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends an unchanged answer only once', async () => {
    const path = `/api/v1/tenants/${ACME.id}/thing/a`;
    // Not fetch: it says by itself that nothing cached will do.
    const first = await request(server.url).get(path).set(as('auditor'));
    const known = { ...as('auditor'), 'if-none-match': String(first.headers['etag']) };
    const again = await request(server.url).get(path).set(known);
    const other = await request(server.url).get(`${path}b`).set(known);
    expect([again.status, again.text, other.status]).toEqual([304, '', 200]);
    expect(first.headers['cache-control']).toBe('private, no-cache');
  });

  it('sends what comes in pieces', async () => {
    expect(await (await server.get('/api/v1/pieces')).text()).toBe('one two');
  });

  it('cuts an answer that breaks off, and says so in the log alone', async () => {
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const env = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    const own = await serve(routes);
    process.env['NODE_ENV'] = env;

    await expect(own.get('/api/v1/cut').then((answer) => answer.text())).rejects.toThrow();
    await own.close();

    expect(own.logged()).toContain('broke off');
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
  });

  it('lets nothing run and nothing frame it, and does not say what it is made of', async () => {
    const { headers } = await server.get('/healthz');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect([headers.get('x-content-type-options'), headers.get('x-powered-by')]).toEqual(['nosniff', null]);
  });

  it('limits what one address may ask, and says until when', async () => {
    const strict = await serve(routes, { requestsPerMinute: 2 });
    const answers = [];
    for (let i = 0; i < 3; i++) {
      answers.push(await strict.get('/api/v1/throw/Conflict', as('auditor')));
    }
    const health = await strict.get('/healthz');
    await strict.close();
    expect([...answers.map(({ status }) => status), health.status]).toEqual([409, 409, 429, 200]);
    expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problem(answers[2]!)).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });
});

describe('http/server: bodies', () => {
  const put = (body: Body, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/v1/tenants/${ACME.id}/thing/a`, {
      method: 'PUT',
      body,
      headers: { 'content-type': 'application/json', ...as('officer'), ...headers },
    });
  const nested = (depth: number) => `{"value":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

  it.each`
    what                        | body                                                       | headers                                                     | status
    ${'nested 32 deep'}         | ${nested(32)}                                              | ${{}}                                                       | ${200}
    ${'nested 33 deep'}         | ${nested(33)}                                              | ${{}}                                                       | ${400}
    ${'nested 10,000 deep'}     | ${nested(10_000)}                                          | ${{}}                                                       | ${400}
    ${'brackets in a text'}     | ${JSON.stringify({ value: `\\"${'['.repeat(100)}` })}      | ${{}}                                                       | ${200}
    ${'no JSON'}                | ${'{"value":'}                                             | ${{}}                                                       | ${400}
    ${'bad UTF-8'}              | ${Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])} | ${{}}                                                       | ${400}
    ${'UTF-16'}                 | ${Buffer.from('{"value":1}', 'utf16le')}                   | ${{ 'content-type': 'application/json; charset=utf-16le' }} | ${400}
    ${'another type'}           | ${'value=1'}                                               | ${{ 'content-type': 'application/x-www-form-urlencoded' }}  | ${415}
    ${'compressed'}             | ${gzipSync('{"value":1}')}                                 | ${{ 'content-encoding': 'gzip' }}                           | ${415}
    ${'1 MB and a byte'}        | ${JSON.stringify({ value: 'x'.repeat(1024 * 1024) })}      | ${{}}                                                       | ${413}
    ${'a key of the prototype'} | ${'{"value":1,"__proto__":{"polluted":true}}'}             | ${{}}                                                       | ${400}
  `('answers $status to a body that is $what', async ({ body, headers, status }) => {
    const answer = await put(body as Body, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    const told = await answer.text();
    expect(told).not.toMatch(/node_modules|SyntaxError|Unexpected/);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each`
    header                                | most
    ${{ 'content-length': '104857600' }}  | ${0}
    ${{ 'transfer-encoding': 'chunked' }} | ${64}
  `('reads at most $most pieces of a body of 100 MB with $header', async ({ header, most }) => {
    // Not through a socket: the mocks of this test run would wait for the whole of it.
    let read = 0;
    const flood = Readable.from(
      (function* () {
        for (; read < 1600; read++) {
          yield Buffer.alloc(64 * 1024, '[');
        }
      })(),
    );
    const headers = { 'content-type': 'application/json', ...(header as object) };
    const reading = jsonBody(Object.assign(flood, { headers }) as never, {} as never, () => undefined);
    await expect(reading).rejects.toMatchObject({ code: 'REQUEST_UNREADABLE', status: 413 });
    expect(read).toBeLessThanOrEqual(Number(most));
  });

  it('refuses an address that is too long before anything reads it', async () => {
    const answer = await server.get(`/api/v1/pieces?q=${'a'.repeat(100_000)}`);
    expect(answer.status).toBe(431);
  });

  it('answers what is no HTTP and goes on', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write('\u0000\u0001 nonsense\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
    expect((await server.get('/healthz')).status).toBe(200);
  });
});

describe('http/server: health and metrics', () => {
  it.each`
    check                                      | status | ready
    ${() => Promise.resolve()}                 | ${200} | ${true}
    ${() => Promise.reject(new Error('gone'))} | ${503} | ${false}
  `('is ready: $ready', async ({ check, status, ready }) => {
    const own = await serve(routes, {
      checks: { database: check as () => Promise<void>, queue: () => Promise.resolve() },
    });
    const answer = await own.get('/readyz');
    await own.close();
    expect([answer.status, await answer.json()]).toEqual([
      status,
      { ready, stopping: false, database: ready, queue: true },
    ]);
  });

  it('measures by route and never names a tenant', async () => {
    const measure = () =>
      Promise.resolve([
        { name: 'queue_depth', help: 'Waiting jobs', values: [{ labels: { queue: 'scan' }, value: 3 }] },
      ]);
    const own = await serve(routes, { metrics: makeMetrics(measure) });
    await own.get(`/api/v1/tenants/${ACME.id}/thing/a`, as('auditor'));
    const printed = await (await own.get('/metrics')).text();
    await own.close();
    expect(printed).toContain('ai_inventory_queue_depth{queue="scan"} 3');
    expect(printed).toContain(
      'ai_inventory_http_request_duration_seconds_count{method="GET",route="/tenants/{id}/thing/{key}",status="200"} 1',
    );
    expect(printed).not.toContain(ACME.id);
  });
});
