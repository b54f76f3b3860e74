import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, startTestService, type TestService } from './support/service.ts';

/** Ways to say this machine, its network, its cloud's metadata, or something that is no web address. `PORT`: a door that must stay shut. */
const ADDRESSES = [
  'http://127.0.0.1:PORT',
  'https://127.0.0.1:PORT',
  'http://localhost:PORT',
  'https://localhost',
  'https://LOCALHOST',
  'https://localhost.',
  'https://127.0.0.1',
  'https://127.1',
  'https://127.0.1',
  'https://127.255.255.254',
  'https://2130706433',
  'https://017700000001',
  'https://0x7f000001',
  'https://0x7f.1',
  'https://0177.0.0.1',
  'https://127.0.0.1.',
  'https://%31%32%37.0.0.1',
  'https://①②⑦.⓪.⓪.①',
  'https://１２７.０.０.１',
  'https://127。0。0。1',
  'https://0.0.0.0',
  'https://0',
  'https://0.1.2.3',
  'https://[::1]',
  'https://[::]',
  'https://[0:0:0:0:0:0:0:1]',
  'https://[::ffff:127.0.0.1]',
  'https://[::ffff:7f00:1]',
  'https://[::127.0.0.1]',
  'https://[64:ff9b::7f00:1]',
  'https://[64:ff9b::a9fe:a9fe]',
  'https://[2002:7f00:1::]',
  'https://[fe80::1]',
  'https://[fc00::1]',
  'https://[fd00:ec2::254]',
  'https://[ff02::1]',
  'https://[2001:db8::1]',
  'https://[2001::1]',
  'https://169.254.169.254',
  'http://169.254.169.254/latest/meta-data/',
  'https://169.254.170.2',
  'https://0xa9fea9fe',
  'https://2852039166',
  'https://168.63.129.16',
  'https://100.100.100.200',
  'https://100.64.0.1',
  'https://10.0.0.1',
  'https://172.16.0.1',
  'https://172.31.255.255',
  'https://192.168.1.1',
  'https://192.0.0.1',
  'https://192.0.2.1',
  'https://198.18.0.1',
  'https://198.51.100.1',
  'https://203.0.113.1',
  'https://224.0.0.1',
  'https://255.255.255.255',
  'http://example.org',
  'https://example.org:22',
  'https://example.org:PORT',
  'https://user:pass@example.org',
  'https://example.org@127.0.0.1',
  'ftp://example.org',
  'file:///etc/passwd',
  'gopher://127.0.0.1:PORT',
  'javascript:alert(1)',
];

let service: TestService;
let admin: Client;
let door: Server;
let port: string;
let knocks = 0;
beforeAll(async () => {
  door = createServer((_req, res) => res.end('{}')).listen(0);
  door.on('connection', () => {
    knocks += 1;
  });
  await once(door, 'listening');
  port = String((door.address() as AddressInfo).port);
  service = await startTestService({ OUTBOUND_ALLOW: '' });
  admin = await service.as('admin');
}, 120_000);
afterAll(async () => {
  await service.close();
  door.close();
});

describe('service/outbound', () => {
  it('is tried with sixty addresses and more', () => {
    expect(new Set(ADDRESSES).size).toBeGreaterThanOrEqual(60);
  });

  it.each(ADDRESSES)('calls nobody at %s', async (address) => {
    const url = address.replace('PORT', port);
    const auth = { type: 'password', username: 'a', password: 'b' };
    const answer = await admin('POST', '/api/v1/tenants', { crm: 'sugarcrm', url, auth });

    expect([400, 422]).toContain(answer.status);
    expect(['INPUT_INVALID', 'OUTBOUND_BLOCKED']).toContain(answer.body.code);
    expect(knocks).toBe(0);
  });

  it('calls no place that hands out tokens either', async () => {
    const auth = { type: 'service', tokenUrl: `https://127.0.0.1:${port}/token`, clientId: 'a', clientSecret: 'b' };
    const answer = await admin('POST', '/api/v1/tenants', { crm: 'sugarcrm', url: 'https://192.168.1.1', auth });

    expect([answer.status, answer.body.code, knocks]).toEqual([422, 'OUTBOUND_BLOCKED', 0]);
    expect((await admin('GET', '/api/v1/tenants')).body.data).toEqual([]);
  });
});
