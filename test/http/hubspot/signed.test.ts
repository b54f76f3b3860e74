import { request as call } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Router } from 'express';
import { sql } from 'kysely';
import { callerOf, signedByHubSpot } from '../../../src/http/hubspot/signed.ts';
import { silentLog } from '../../../src/kit/log.ts';
import { oftenBy } from '../../../src/store/statements.ts';
import { CardGate } from '../../../src/store/card-gate.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { serve, type TestServer } from '../support/server.ts';
import { NOW, SECRET, sign, type Signing } from './support.ts';

const PUBLIC_URL = 'https://svc.example.com';
const WHO = 'userId=7&portalId=42&userEmail=a%40b.example&appId=9';
const PATH = `/hubspot/card/features?objectId=1&${WHO}`;
const JSON_BODY = '{"why": "asked",  "n": 1.0}';

interface Asked {
  method?: string;
  /** As it stands in the request. */
  target?: string;
  body?: string | Buffer;
  /** What is signed, where that is not what is sent. */
  signed?: Partial<Signing>;
  headers?: Record<string, string | string[] | undefined>;
}

describe.each(databases)('http/hubspot/signed on %s', (_, start) => {
  let database: TestDatabase;
  let server: TestServer;
  let acted: number;
  const why: unknown[] = [];
  beforeAll(async () => {
    database = await start();
    server = await serve([], { before: [{ path: '/hubspot/card', handler: card() }], publicUrl: PUBLIC_URL });
  });
  afterEach(() => database.empty());
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  /** Says back what it was given. */
  function card(): Router {
    const router = Router();
    const log = { ...silentLog, info: (fields: object) => why.push((fields as { why: unknown }).why) };
    router.use(
      signedByHubSpot({
        secret: SECRET,
        publicUrl: `${PUBLIC_URL}/`,
        seen: database.store.signatures,
        clock: { now: () => NOW },
        log,
      }),
    );
    router.use((req, res) => {
      acted += 1;
      res.json({ caller: callerOf(res), body: req.body as unknown });
    });
    return router;
  }

  async function ask({ method = 'GET', target = PATH, body = '', signed = {}, headers = {} }: Asked) {
    acted = 0;
    why.length = 0;
    const timestamp = signed.timestamp ?? String(NOW);
    const all = {
      'x-hubspot-signature-v3': sign({ method, uri: PUBLIC_URL + target, body, ...signed }),
      'x-hubspot-request-timestamp': timestamp,
      ...(body.length > 0 && { 'content-type': 'application/json', 'content-length': String(body.length) }),
      ...headers,
    };
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return new Promise<{ status: number; type: string; text: string }>((resolve, reject) => {
      const req = call(`http://127.0.0.1:${server.port}`, { method, path: target, headers: sent }, (res) => {
        const { statusCode: status = 0, headers: answered } = res;
        text(res).then((all) => resolve({ status, type: answered['content-type'] ?? '', text: all }), reject);
      });
      req.on('error', reject);
      req.end(body);
    });
  }

  it.each<[string, Asked, unknown]>([
    ['a question', {}, undefined],
    ['a body', { method: 'POST', body: JSON_BODY }, { why: 'asked', n: 1 }],
    ['300 s old', { signed: { timestamp: String(NOW - 300_000) } }, undefined],
    ['60 s ahead', { signed: { timestamp: String(NOW + 60_000) } }, undefined],
    ['%2F in the address, decoded when signed', decoded(`/hubspot/card/a%2Fb?x=%3A&${WHO}`), undefined],
    ['%2F in the address, signed as it is', { target: `/hubspot/card/a%2Fb?x=%3A&${WHO}` }, undefined],
    ['letters beyond ASCII in the address', { target: `/hubspot/card/%C3%A9?q=%E2%82%AC&${WHO}` }, undefined],
    ['letters beyond ASCII in the body', { method: 'POST', body: Buffer.from('{"a":"é€𝒳"}') }, { a: 'é€𝒳' }],
    ['a proxy that calls us by another name', { headers: { host: 'inside:3000' } }, undefined],
  ])('lets through: %s', async (_case, asked, body) => {
    const answer = await ask(asked);

    expect(answer).toMatchObject({ status: 200 });
    expect(JSON.parse(answer.text)).toEqual({ caller: { portal: '42', user: '7' }, body });
  });

  const post = { method: 'POST', body: JSON_BODY };
  const both = (one: string) => [one, one];
  it.each<[string, Asked, string]>([
    ['no signature', { headers: { 'x-hubspot-signature-v3': undefined } }, 'headers'],
    ['no time', { headers: { 'x-hubspot-request-timestamp': undefined } }, 'headers'],
    ['the older signature alone', older(), 'headers'],
    [
      'the signature twice',
      { headers: { 'x-hubspot-signature-v3': both(sign({ uri: PUBLIC_URL + PATH })) } },
      'headers',
    ],
    ['the time twice', { headers: { 'x-hubspot-request-timestamp': both(String(NOW)) } }, 'headers'],
    ['an empty signature', { headers: { 'x-hubspot-signature-v3': '' } }, 'headers'],
    ['31 bytes', { headers: { 'x-hubspot-signature-v3': Buffer.alloc(31).toString('base64') } }, 'headers'],
    ['64 bytes', { headers: { 'x-hubspot-signature-v3': Buffer.alloc(64).toString('base64') } }, 'headers'],
    ['not base64', { headers: { 'x-hubspot-signature-v3': `${'!'.repeat(43)}=` } }, 'headers'],
    ['301 s old', { signed: { timestamp: String(NOW - 301_000) } }, 'time'],
    ['61 s ahead', { signed: { timestamp: String(NOW + 61_000) } }, 'time'],
    ['no number as time', { signed: { timestamp: 'now' } }, 'time'],
    ['another time than was signed', { headers: { 'x-hubspot-request-timestamp': String(NOW - 1) } }, 'signature'],
    ['another secret', { signed: { secret: `${SECRET}x` } }, 'signature'],
    ['another method', { signed: { method: 'POST' } }, 'signature'],
    ['HEAD for GET', { method: 'HEAD', signed: { method: 'GET' } }, 'signature'],
    ['another host', { signed: { uri: `https://other.example.com${PATH}` } }, 'signature'],
    ['the host that a proxy calls us by', inside(), 'signature'],
    ['http for https', { signed: { uri: `http://svc.example.com${PATH}` } }, 'signature'],
    ['a parameter more', { target: `${PATH}&x=1`, signed: { uri: PUBLIC_URL + PATH } }, 'signature'],
    [
      'a body read and written again',
      { ...post, signed: { body: JSON.stringify(JSON.parse(JSON_BODY)) } },
      'signature',
    ],
    ['a body more', { ...post, signed: { body: '' } }, 'signature'],
    ['a body less', { method: 'POST', signed: { body: JSON_BODY } }, 'signature'],
    [
      'letters beyond ASCII, decoded when signed',
      { target: `/hubspot/card/%C3%A9?${WHO}`, signed: { uri: `${PUBLIC_URL}/hubspot/card/é?${WHO}` } },
      'signature',
    ],
    [
      'an ampersand, decoded when signed',
      { target: `/hubspot/card?x=%26y&${WHO}`, signed: { uri: `${PUBLIC_URL}/hubspot/card?x=&y&${WHO}` } },
      'signature',
    ],
    [
      'an address with a % that is no escape',
      { target: `/hubspot/card?x=%&${WHO}`, signed: { uri: PUBLIC_URL } },
      'signature',
    ],
    ['nobody named', { target: '/hubspot/card/features' }, 'caller'],
    ['no portal', { target: '/hubspot/card/features?userId=7' }, 'caller'],
    ['no user', { target: '/hubspot/card/features?portalId=42' }, 'caller'],
    ['two portals', { target: `/hubspot/card/features?portalId=1&${WHO}` }, 'caller'],
    ['two portals, one of them in disguise', { target: `/hubspot/card/features?portal%49d=1&${WHO}` }, 'caller'],
    ['two users', { target: `/hubspot/card/features?${WHO}&userId=8` }, 'caller'],
    ['a portal that is no number', { target: '/hubspot/card/features?portalId=42%20or%201&userId=7' }, 'caller'],
    ['more than a megabyte', { method: 'POST', body: Buffer.alloc(1024 * 1024 + 1, 0x20) }, 'body'],
    [
      'more than a megabyte, of a length not told',
      {
        method: 'POST',
        body: Buffer.alloc(3_000_000, 0x20),
        headers: { 'content-length': undefined, 'transfer-encoding': 'chunked' },
      },
      'body',
    ],
  ])('refuses, in words that do not tell why: %s', async (_case, asked, reason) => {
    const answer = await ask(asked);

    expect(answer).toMatchObject({ status: 401, type: expect.stringContaining('application/problem+json') });
    expect(why).toEqual([reason]);
    expect(acted).toBe(0);
    if (asked.method !== 'HEAD') {
      const { instance: _instance, requestId: _id, ...words } = JSON.parse(answer.text) as Record<string, unknown>;
      expect(words).toEqual({
        type: '/api/v1/docs#SIGNATURE_REFUSED',
        title: 'Unauthorized',
        status: 401,
        detail: 'HubSpot did not sign this request, or not just now.',
        code: 'SIGNATURE_REFUSED',
        help: 'Only HubSpot itself calls this address. The operator finds the reason in the log.',
      });
    }
    expect(await kept()).toBe(0);
    expect(server.logged()).not.toContain('"level":"error"');
  });

  it('refuses what was sent before, in either spelling of its address', async () => {
    const asked = decoded(`/hubspot/card/a%2Fb?${WHO}`);

    expect((await ask(asked)).status).toBe(200);
    expect((await ask(asked)).status).toBe(401);
    expect(why).toEqual(['replay']);
    const { signed = {} } = asked;
    expect((await ask({ target: `/hubspot/card/a/b?${WHO}`, signed })).status).toBe(401);
    expect(why).toEqual(['replay']);
  });

  it('refuses a host in the request line, and letters that no address may hold', async () => {
    const absolute = `http://127.0.0.1:${server.port}${PATH}`;
    const beyond = `/hubspot/card/é?${WHO}`;
    for (const [target, uri] of [
      [absolute, absolute],
      [absolute, PUBLIC_URL + PATH],
      [beyond, PUBLIC_URL + beyond],
    ] as const) {
      const signature = sign({ uri });
      const lines = [
        `GET ${target} HTTP/1.1`,
        'host: svc.example.com',
        `x-hubspot-signature-v3: ${signature}`,
        `x-hubspot-request-timestamp: ${NOW}`,
        'connection: close',
      ];
      const socket = connect(server.port, '127.0.0.1').end(`${lines.join('\r\n')}\r\n\r\n`);

      expect(await text(socket)).toMatch(/^HTTP\/1\.1 40[01] /);
    }
  });

  it('lets one through of a hundred that come at once', async () => {
    const statuses = await Promise.all(Array.from({ length: 100 }, () => ask({}).then(({ status }) => status)));

    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(99);
  });

  it('refuses in one process what another let through', async () => {
    const [one, other] = [new CardGate(oftenBy(database.db)), new CardGate(oftenBy(database.db))];

    expect(await one.isFirst('a')).toBe(true);
    expect(await other.isFirst('a')).toBe(false);
    expect(await other.isFirst('b')).toBe(true);
  });

  it('forgets what no time would let through, and nothing else', async () => {
    await database.store.signatures.isFirst('old');
    await database.store.signatures.isFirst('new');
    await sql`update seen_signatures set until = now() - interval '1 second' where digest = 'old'`.execute(database.db);

    await database.store.prune({ historyDays: 1 });

    const rows = await database.db.selectFrom('seen_signatures').select('digest').orderBy('digest').execute();
    expect(rows.map(({ digest }) => digest)).toEqual(['new']);
    const { rows: kept } = await sql<{ ok: boolean }>`
      select bool_and(until > now() + interval '361 seconds') as ok from seen_signatures`.execute(database.db);
    expect(kept).toEqual([{ ok: true }]);
  });

  it('keeps nothing that could be sent again', async () => {
    await ask({});

    const rows = await database.db.selectFrom('seen_signatures').selectAll().execute();
    const signature = sign({ uri: PUBLIC_URL + PATH });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(signature);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(signature, 'base64').toString('hex'));
  });

  it.each([
    ['no JSON', '{"a":', 400],
    ['JSON in another alphabet', Buffer.from([0x22, 0xff, 0x22]), 400],
    ['JSON nested 10,000 deep', '['.repeat(10_000) + ']'.repeat(10_000), 400],
  ])('reads the body only when it was signed: %s', async (_case, body, status) => {
    const asked = { method: 'POST', body };

    expect((await ask({ ...asked, signed: { secret: 'other' } })).status).toBe(401);
    expect((await ask(asked)).status).toBe(status);
  });

  it('knows nobody where nothing was checked', () => {
    expect(() => callerOf({ locals: {} } as never)).toThrow('HubSpot did not sign this request');
  });

  async function kept(): Promise<number> {
    return (await database.db.selectFrom('seen_signatures').selectAll().execute()).length;
  }

  function decoded(target: string): Asked {
    return {
      target,
      signed: { uri: PUBLIC_URL + target.replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%40', '@') },
    };
  }

  function older(): Asked {
    const headers = { 'x-hubspot-signature-version': 'v2', 'x-hubspot-signature': 'ab'.repeat(32) };
    return { headers: { ...headers, 'x-hubspot-signature-v3': undefined } };
  }

  function inside(): Asked {
    return { headers: { host: 'inside:3000' }, signed: { uri: `https://inside:3000${PATH}` } };
  }
});
