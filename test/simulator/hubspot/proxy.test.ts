import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signV2, signV3 } from '../../../simulator/hubspot/proxy/signature.ts';
import { sendSigned, SigningProxy } from '../../../simulator/hubspot/proxy/signing-proxy.ts';
import { useHubSpot } from './use-hubspot.ts';

const SERVICE = 'https://inventory.example';
const NOW = 1_795_000_000_000;
let ticks = 0;
/** No app may have them in its metadata. */
const WRONG = ['http://inventory.example', 'https://localhost', 'https://127.0.0.1'];
const MEGABYTE = 1_048_576;
/** Of the world `tidy`. */
const [ADMIN, OTHER] = ['88010001', '88010002'];

const { hubspot } = useHubSpot({ worlds: ['tidy'], now: () => NOW + ticks++ });

interface Arrived {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

describe('simulator/hubspot/proxy', () => {
  let server: Server;
  let at: string;
  const arrived: Arrived[] = [];
  let answer: (response: ServerResponse) => void;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const { method = '', url = '', headers } = request;
      arrived.push({ method, url, headers, body: await text(request) });
      answer(response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    hubspot().cards.permit(SERVICE, at);
    for (const wrong of WRONG) hubspot().cards.permit(wrong, at);
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    arrived.length = 0;
    answer = reply(200, '{"state":"ready"}');
  });

  const call = async (path: string, options = {}, user = ADMIN) => {
    const response = await hubspot().cards.fetch({ world: 'tidy', user }, SERVICE + path, options);
    return { status: response.status, body: (await response.json()) as unknown };
  };

  it('passes the answer on, and says who looks', async () => {
    expect(await call('/card/features?objectId=7#part')).toEqual({ status: 200, body: { state: 'ready' } });
    expect(arrived).toHaveLength(1);
    const { url, method, body } = arrived[0]!;
    expect([method, body]).toEqual(['GET', '']);
    expect(url).toMatch(
      /^\/card\/features\?objectId=7&userId=88010001&portalId=\d+&userEmail=[^&@]+%40[^&]+&appId=18000001$/,
    );
  });

  it('signs the public address by versions 2 and 3', async () => {
    await call('/card/rescan', { method: 'POST', body: { name: 'Zoë' } });
    const { url, method, headers, body } = arrived[0]!;
    const timestamp = String(headers['x-hubspot-request-timestamp']);
    const plain = { method, uri: SERVICE + url, body, timestamp };
    const { clientSecret } = hubspot().oauth;
    expect([method, body, headers['content-type']]).toEqual(['POST', '{"name":"Zoë"}', 'application/json']);
    expect(headers).toMatchObject({
      'x-hubspot-signature': signV2(plain, clientSecret),
      'x-hubspot-signature-version': 'v2',
      'x-hubspot-signature-v3': signV3({ ...plain, uri: plain.uri.replaceAll('%40', '@') }, clientSecret),
    });
    expect(Number(timestamp) - NOW).toBeGreaterThanOrEqual(0);
    expect(Number(timestamp) - NOW).toBeLessThan(1_000);
  });

  it('signs the address on this machine for who develops an app', async () => {
    const local = 'https://developed.example';
    hubspot().cards.permit(local, at, 'found');
    await hubspot().cards.fetch({ world: 'tidy' }, `${local}/x`);
    const { url, method, headers, body } = arrived[0]!;
    const timestamp = String(headers['x-hubspot-request-timestamp']);
    const uri = (at + url).replaceAll('%40', '@');
    expect(headers['x-hubspot-signature-v3']).toBe(
      signV3({ method, uri, body, timestamp }, hubspot().oauth.clientSecret),
    );
  });

  it('adds who looks beside what the card claims', async () => {
    await call('/card/features?portalId=1&userId=2', {}, OTHER);
    const query = new URL(arrived[0]!.url, SERVICE).searchParams;
    expect(query.getAll('userId')).toEqual(['2', OTHER]);
    expect(query.getAll('portalId')).toHaveLength(2);
  });

  it.each([
    ['another origin', 'https://elsewhere.example/x', {}],
    ['no TLS', 'http://inventory.example/x', {}],
    ['this machine', 'https://localhost/x', {}],
    ['an address without a name', 'https://127.0.0.1/x', {}],
    ['no address', 'card/features', {}],
    ['a header of its own', `${SERVICE}/x`, { headers: { 'x-language': 'de' } }],
    ['two headers', `${SERVICE}/x`, { headers: { authorization: 'a', Authorization: 'b' } }],
    ['a method that is none', `${SERVICE}/x`, { method: 'HEAD' as 'GET' }],
    ['a time that is too long', `${SERVICE}/x`, { timeout: 120_001 }],
    ['a body that is too large', `${SERVICE}/x`, { method: 'POST' as const, body: 'x'.repeat(MEGABYTE) }],
  ])('refuses %s, and passes nothing on', async (_, url, options) => {
    const response = await hubspot().cards.fetch({ world: 'tidy' }, url, options);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR' });
    expect(arrived).toEqual([]);
  });

  it('lets one header through, which is Authorization', async () => {
    expect((await call('/x', { headers: { Authorization: 'Bearer own' } })).status).toBe(200);
    expect(arrived[0]!.headers.authorization).toBe('Bearer own');
  });

  it.each([
    [302, 1],
    [401, 1],
    [404, 1],
    [500, 2],
    [503, 2],
  ])('wraps status %i, after %i calls', async (status, calls) => {
    answer = reply(status, '{"secret":"of the service"}', { location: '/elsewhere' });
    const wrapped = await call('/card/features');
    expect(wrapped).toMatchObject({
      status: 200,
      body: { category: 'BAD_GATEWAY', context: { appServerStatusCode: [String(status)] } },
    });
    expect(JSON.stringify(wrapped)).not.toContain('of the service');
    expect(JSON.stringify(wrapped)).toContain(`Unacceptable HTTP status ${status} calling ${SERVICE}/card/features`);
    expect(arrived).toHaveLength(calls);
  });

  it('tries once more with the same signature, and takes what comes then', async () => {
    answer = (response) => {
      answer = reply(200, '{"state":"ready"}');
      response.destroy();
    };
    expect(await call('/x')).toEqual({ status: 200, body: { state: 'ready' } });
    const [first, second] = arrived;
    expect(second!.headers['x-hubspot-signature-v3']).toBe(first!.headers['x-hubspot-signature-v3']);
  });

  it('signs a second try anew for whoever wants that', async () => {
    const { appId, clientSecret } = hubspot().oauth;
    const proxy = new SigningProxy({ appId, clientSecret, now: () => NOW + ticks++, retries: 'anew' });
    proxy.permit(SERVICE, at);
    answer = reply(503, '{}');
    await proxy.fetch({ userId: '1', userEmail: 'a@b.example', portalId: '2' }, `${SERVICE}/x`);
    const stamps = arrived.map(({ headers }) => headers['x-hubspot-request-timestamp']);
    expect(new Set(stamps).size).toBe(2);
  });

  it('waits no longer than the card says, and tries no second time then', async () => {
    answer = () => undefined;
    expect(await call('/x', { timeout: 50 })).toMatchObject({
      status: 200,
      body: { category: 'BAD_GATEWAY', context: {} },
    });
    expect(arrived).toHaveLength(1);
  });

  it('takes no answer of more than a megabyte', async () => {
    answer = reply(200, JSON.stringify('x'.repeat(MEGABYTE)));
    expect((await call('/x')).status).toBe(400);
  });

  it('passes on no more than twenty at once', async () => {
    const waiting: ServerResponse[] = [];
    const full = Promise.withResolvers<void>();
    answer = (response) => {
      waiting.push(response);
      if (waiting.length === 20) full.resolve();
    };
    const calls = Array.from({ length: 20 }, () => call('/x'));
    await full.promise;
    expect((await call('/x')).status).toBe(429);
    waiting.forEach(reply(200, '{}'));
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(20).fill(200));
    answer = reply(200, '{}');
    expect((await call('/x')).status).toBe(200);
  });

  it('gives away what it would send, to be sent by somebody else', async () => {
    const signed = hubspot().cards.sign({ world: 'tidy' }, `${SERVICE}/card/features`);
    expect([(await sendSigned(signed)).status, (await sendSigned(signed)).status]).toEqual([200, 200]);
    expect(arrived[0]!.headers['x-hubspot-signature-v3']).toBe(signed.headers['x-hubspot-signature-v3']);
    expect(() => hubspot().cards.sign({ world: 'tidy' }, 'https://elsewhere.example')).toThrow('permittedUrls');
  });

  it('knows who is in a portal, and nobody else', async () => {
    await expect(hubspot().cards.fetch({ world: 'tidy', user: '1' }, `${SERVICE}/x`)).rejects.toThrow('Nobody 1');
    await expect(hubspot().cards.fetch({ world: 'none' }, `${SERVICE}/x`)).rejects.toThrow('world none');
  });

  it('serves a page in a browser', async () => {
    const post = (body: unknown) =>
      fetch(`${hubspot().url}/__simulator/card/fetch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const response = await post({
      world: 'tidy',
      user: OTHER,
      url: `${SERVICE}/x`,
      options: { method: 'POST', body: {} },
    });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect(await response.json()).toEqual({ state: 'ready' });
    expect(arrived[0]).toMatchObject({ method: 'POST', body: '{}' });
    expect((await post({ world: 'tidy' })).status).toBe(400);
    const viewers = (await (await fetch(`${hubspot().url}/__simulator/card/viewers`)).json()) as unknown;
    expect(viewers).toContainEqual(expect.objectContaining({ world: 'tidy', user: ADMIN, superAdmin: true }));
  });
});

function reply(status: number, body: string, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
}
