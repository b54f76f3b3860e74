import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { PROBLEMS } from '../../src/http/problem-codes.ts';
import { Reply } from '../../src/http/reply.ts';
import { route } from '../../src/http/route.ts';
import { as, serve, type TestServer } from './support/server.ts';

const Thing = z
  .object({ key: z.string(), tier: z.enum(['high', 'limited']), parts: z.array(z.string()).optional() })
  .meta({ id: 'Thing' });
const routes = [
  route(
    {
      method: 'put',
      path: '/tenants/{id}/things/{key}',
      access: 'declare',
      tag: 'Things',
      summary: 'Change a <thing>',
      params: z.object({ id: z.string(), key: z.string().meta({ description: 'Url-encoded' }) }),
      query: z.strictObject({ size: z.coerce.number().int().min(1).max(200).default(50) }),
      body: z.strictObject({ value: z.unknown() }),
      answer: Thing,
      status: 202,
    },
    () => Promise.resolve({ key: 'a', tier: 'high' as const }),
  ),
  route(
    {
      method: 'get',
      path: '/list',
      access: 'signed-in',
      tag: 'Things',
      summary: 'As a table',
      answer: z.undefined(),
      types: ['text/csv'],
    },
    () => Promise.resolve(new Reply('a,b', { type: 'text/csv' })),
  ),
];

interface Described {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Record<string, unknown>>>;
  components: { schemas: Record<string, unknown> };
}

let server: TestServer;
let described: Described;
beforeAll(async () => {
  server = await serve(routes);
  described = (await (await server.get('/api/v1/openapi.json')).json()) as Described;
});
afterAll(() => server.close());

describe('http/openapi', () => {
  it('describes every route once, its own address among them', () => {
    expect(described.openapi).toBe('3.1.0');
    expect(described.info.version).toBe('1.0.0');
    expect(Object.keys(described.paths).toSorted()).toEqual([
      '/docs',
      '/docs/style.css',
      '/list',
      '/openapi.json',
      '/tenants/{id}/things/{key}',
    ]);
    const operations = Object.values(described.paths).flatMap((item) => Object.values(item));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of a route what it takes, gives and needs', () => {
    const operation = described.paths['/tenants/{id}/things/{key}']?.['put'];
    expect(operation).toMatchObject({
      'x-access': 'declare',
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: 'key', in: 'path', required: true }),
        expect.objectContaining({ name: 'size', in: 'query', required: false }),
        expect.objectContaining({ name: 'lang', in: 'query' }),
      ]),
      responses: { 202: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } } },
    });
    expect(JSON.stringify(operation)).toContain('#/components/schemas/Problem');
    expect(described.components.schemas).toMatchObject({
      Thing: { properties: { tier: { enum: ['high', 'limited'] } } },
    });
  });

  it('takes what it describes', async () => {
    const answer = await server.send('PUT', '/api/v1/tenants/hubspot-1/things/a?size=7', { value: 1 }, as('officer'));
    expect(answer.status).toBe(202);
    const refused = await server.send(
      'PUT',
      '/api/v1/tenants/hubspot-1/things/a?size=201',
      { value: 1 },
      as('officer'),
    );
    expect(refused.status).toBe(400);
  });

  it('shows the same as a page without script, from nowhere else', async () => {
    const answer = await server.get('/api/v1/docs');
    const page = await answer.text();
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page).toContain('/api/v1/tenants/{id}/things/{key}');
    expect(page).toContain('Change a &lt;thing&gt;');
    expect(page).toContain('&quot;tier&quot;: &quot;high&quot; | &quot;limited&quot;');
    expect(page).not.toMatch(/<script|https?:|style=|\son\w+=/);
    const style = await server.get('/api/v1/docs/style.css');
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  });

  it('says on that page what each fault means, where the type of a problem leads', async () => {
    const page = await (await server.get('/api/v1/docs')).text();
    const { type } = (await (await server.get('/api/v1/list')).json()) as { type: string };

    const [path, row] = type.split('#');
    expect([path, page.includes(`<tr id="${row}">`)]).toEqual(['/api/v1/docs', true]);
    for (const code of Object.keys(PROBLEMS)) {
      expect(page).toContain(`<tr id="${code}">`);
    }
  });

  it('knows every error that there is but those that no server starts with', () => {
    const errors = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
    const codes = [...errors.matchAll(/^## (\w+)$/gm)].map(([, code]) => code!);

    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !(code in PROBLEMS))).toEqual([
      'CONFIG_INVALID',
      'KNOWLEDGE_INVALID',
      'DATA_DIR_LOCKED',
    ]);
  });
});
