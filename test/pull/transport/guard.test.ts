import { describe, expect, it, jest } from '@jest/globals';
import { ConfigError, OutboundBlocked } from '../../../src/kit/errors.ts';
import { createGuard, isPublic, type Resolve } from '../../../src/pull/transport/guard.ts';
import { testTransport } from './support/server.ts';

const nobody: Resolve = (hostname) => Promise.reject(new Error(`asked for ${hostname}`));
const answers =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

describe('src/pull/transport/guard', () => {
  it.each([
    // Addresses of the machine itself, in every spelling.
    'https://127.0.0.1/',
    'https://127.0.0.53/',
    'https://127.1/',
    'https://127.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://%31%32%37.0.0.1/',
    'https://１２７.0.0.1/',
    'https://127。0。0。1/',
    'https://127.0.0.1./',
    'https://0/',
    'https://0.0.0.0/',
    'https://[::]/',
    'https://[::1]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:0:127.0.0.1]/',
    'https://[::127.0.0.1]/',
    // Its network.
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[::ffff:192.168.0.1]/',
    // Its cloud.
    'https://169.254.169.254/latest/meta-data/',
    'https://2852039166/',
    'https://0xa9fea9fe/',
    'https://[::ffff:169.254.169.254]/',
    'https://[fd00:ec2::254]/',
    'https://100.100.100.200/',
    'https://192.0.0.192/',
    'https://168.63.129.16/',
    // IPv6 that carries an IPv4.
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b::169.254.169.254]/',
    'https://[64:ff9b:1::a00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2002:a9fe:a9fe::1]/',
    'https://[2001:0:5ef5:79fd::1]/',
    // Nobody's.
    'https://224.0.0.1/',
    'https://239.255.255.250/',
    'https://255.255.255.255/',
    'https://240.0.0.1/',
    'https://198.18.0.1/',
    'https://192.0.2.1/',
    'https://203.0.113.7/',
    'https://[ff02::1]/',
    'https://[2001:db8::1]/',
    'https://[100::1]/',
    'https://[4000::1]/',
    // User info, by which an address looks like another.
    'https://api.example.com@127.0.0.1/',
    'https://127.0.0.1@api.example.com/',
    'https://user:pass@api.example.com/',
    'https://api.example.com:443@169.254.169.254/',
    // Ports and schemes.
    'https://api.example.com:22/',
    'https://api.example.com:6379/',
    'https://api.example.com:8443/',
    'https://api.example.com:0/',
    'http://api.example.com/',
    'http://api.example.com:443/',
    'ftp://api.example.com/',
    'file:///etc/passwd',
    'data:application/json,{}',
    'gopher://127.0.0.1:6379/_INFO',
    'unix:/var/run/docker.sock',
    'javascript:alert(1)',
    // Trailing dots, and what is no address.
    'https://api.example.com./',
    'https://localhost./',
    'https://[fe80::1%25eth0]/',
    'https://[::1/',
    'https://256.256.256.256/',
    'https:///',
    '//127.0.0.1/',
    'api.example.com',
    '',
  ])('refuses %s before anybody is asked', async (url) => {
    const resolve = jest.fn(nobody);
    const transport = testTransport({ outbound: { allow: [], share: 1 }, resolve });

    await expect(transport.send({ method: 'GET', url })).rejects.toBeInstanceOf(OutboundBlocked);

    expect(resolve).not.toHaveBeenCalled();
    transport.close();
  });

  it.each([
    ['https://api.example.com/', 'api.example.com'],
    ['https://API.Example.com:443/x', 'api.example.com'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['https://api.example.com\\@127.0.0.1/', 'api.example.com'],
    ['https://api.example.com#@127.0.0.1:22/', 'api.example.com'],
    ['https://93.184.215.14/', '93.184.215.14'],
    ['https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/', '[2606:2800:21f:cb07:6820:80da:af6b:8b2c]'],
  ])('lets %s pass, which leads to %s', (address, hostname) => {
    const url = new URL(address);

    createGuard([]).check(url);

    expect(url.hostname).toBe(hostname);
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:4010/', true],
    ['127.0.0.1', 'http://127.0.0.2:4010/', false],
    ['127.0.0.1', 'http://2130706433/', true],
    ['127.0.0.1:4010', 'http://127.0.0.1:4010/', true],
    ['127.0.0.1:4010', 'http://127.0.0.1:4011/', false],
    ['127.0.0.1:80', 'http://127.0.0.1/', true],
    ['127.0.0.1', 'http://[::ffff:127.0.0.1]/', false],
    ['::1', 'http://[::1]:8080/', true],
    ['[::1]:8080', 'http://[::1]:8080/', true],
    ['[::1]:8080', 'http://[::1]:8081/', false],
    ['10.0.0.0/8', 'http://10.20.30.40:8080/', true],
    ['10.0.0.0/8', 'http://11.0.0.1:8080/', false],
    ['10.0.0.0/8', 'https://[::ffff:10.1.2.3]/', true],
    ['fd00::/8', 'http://[fd12::1]/', true],
    ['CRM.Intern', 'http://crm.intern/', true],
    ['crm.intern', 'http://evil-crm.intern/', false],
    ['crm.intern', 'http://crm.intern.example.com/', false],
    ['crm.intern:8443', 'https://crm.intern:8443/', true],
    ['bücher.example:8443', 'https://xn--bcher-kva.example:8443/', true],
    ['crm.intern', 'https://user@crm.intern/', false],
    ['crm.intern', 'https://crm.intern./', false],
    ['crm.intern', 'ftp://crm.intern/', false],
  ])('with %s allowed, whether %s passes is %s', (entry, address, passes) => {
    const check = () => {
      createGuard([entry]).check(new URL(address));
    };

    if (passes) {
      expect(check).not.toThrow();
    } else {
      expect(check).toThrow(OutboundBlocked);
    }
  });

  it('tells every entry of the list that it cannot read', () => {
    const entries = ['*.example.com', 'crm.intern', 'http://crm.intern', '10.0.0.0/99', 'a b', '', 'crm:port'];

    expect(() => createGuard(entries)).toThrow(ConfigError);
    expect(() => createGuard(entries)).toThrow(/^(?:.* is no host, host:port or CIDR\n?){6}$/);
  });

  it.each([
    ['is private', answers('10.0.0.5')],
    ['is loopback', answers('127.0.0.1')],
    ['is the metadata service', answers('169.254.169.254')],
    ['is loopback in IPv6', answers('::1')],
    ['is a mapped address', answers('::ffff:127.0.0.1')],
    ['has a zone', answers('fe80::1%eth0')],
    ['is private among public ones', answers('93.184.215.14', '192.168.0.1')],
    ['is no address', answers('localhost')],
    ['is empty', answers()],
  ])('refuses a name before connecting when the answer %s', async (_, resolve) => {
    // The name is one that the HTTP mock lets through to real connections.
    const url = new URL('https://localhost/');
    const transport = testTransport({ outbound: { allow: [], share: 1 }, resolve });

    await expect(transport.send({ method: 'GET', url: url.href })).rejects.toBeInstanceOf(OutboundBlocked);

    transport.close();
  });

  it('does not trust a name on a port that was not named', async () => {
    const guard = createGuard(['crm.test:8443'], answers('10.0.0.5'));
    const ask = (address: string) =>
      new Promise((resolved) => {
        guard.lookup(new URL(address))('crm.test', { all: true }, (error, found) => {
          resolved(error ?? found);
        });
      });

    expect(await ask('https://crm.test:8443/')).toEqual([{ address: '10.0.0.5', family: 4 }]);
    expect(await ask('https://crm.test/')).toBeInstanceOf(OutboundBlocked);
  });

  it('takes a private answer for a name when its range is named', async () => {
    const lookup = createGuard(['10.0.0.0/8'], answers('10.0.0.5')).lookup(new URL('https://crm.test/'));
    const found = await new Promise((resolved) => {
      lookup('crm.test', { all: true }, (_, addresses) => {
        resolved(addresses);
      });
    });

    expect(found).toEqual([{ address: '10.0.0.5', family: 4 }]);
  });

  it.each(['1.1.1.1', '2606:4700:4700::1111', '93.184.215.14'])('knows that %s is public', (address) => {
    expect(isPublic(address)).toBe(true);
  });
});
