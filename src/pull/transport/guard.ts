import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { OutboundBlocked } from '../../kit/errors.ts';
import { portOf, readAllowList, unbracketed } from './allow-list.ts';

export interface ResolvedAddress {
  address: string;
  family: number;
}
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

/** Keeps requests away from the machine, its network and its cloud, unless an administrator named the place. */
export interface Guard {
  /** Throws `OutboundBlocked` when the address shows by itself that it must not be called. */
  check(url: URL): void;
  /**
   * The lookup with which the connection to `url` must be made: it answers only when every address of the name may be
   * called, so what was checked is what is connected, whatever the name resolves to a moment later.
   */
  lookup(url: URL): LookupFunction;
}

const resolveBySystem: Resolve = (hostname) => systemLookup(hostname, { all: true });

const PORTS = new Set(['80', '443']);
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];
/** Azure's host services answer on an address that looks public. */
const AZURE_HOST = '168.63.129.16';

export function createGuard(allowed: readonly string[], resolve: Resolve = resolveBySystem): Guard {
  const allow = readAllowList(allowed);
  return {
    check(url) {
      const fault = faultOf(url) ?? (allow.names(url) ? undefined : faultOfStranger(url));
      if (fault !== undefined) {
        throw new OutboundBlocked(url.host.slice(0, 100) || 'this address', fault);
      }
    },
    lookup: (url) => (hostname, options, callback) => {
      const trusted = allow.names(url);
      resolve(hostname).then(
        (answers) => {
          const refused = answers.find(({ address }) => !trusted && !isPublic(address) && !allow.covers(address));
          const first = answers[0];
          if (refused || !first) {
            const fault = refused ? 'its name leads to a private or reserved network' : 'its name has no address';
            callback(new OutboundBlocked(hostname.slice(0, 100), fault), '');
          } else if (options.all) {
            callback(null, answers);
          } else {
            callback(null, first.address, first.family);
          }
        },
        (error: NodeJS.ErrnoException) => {
          callback(error, '');
        },
      );
    },
  };
}

/** True for an address of the public internet; false for everything else, also for what is no address. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || address === AZURE_HOST) {
    return false;
  }
  const parsed = ipaddr.parse(address);
  // IPv6 has far more unassigned and special space than ranges with a name.
  return parsed.range() === 'unicast' && (!(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_UNICAST));
}

function faultOf(url: URL): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return `${url.protocol.slice(0, 20)} is neither https nor http`;
  }
  if (url.username || url.password) {
    return 'the address holds a user name or password';
  }
  return url.hostname.endsWith('.') ? 'the host ends with a dot' : undefined;
}

function faultOfStranger(url: URL): string | undefined {
  if (url.protocol === 'http:') {
    return 'it is not https';
  }
  if (!PORTS.has(portOf(url))) {
    return `port ${url.port} is neither 443 nor 80`;
  }
  const host = unbracketed(url.hostname);
  return ipaddr.isValid(host) && !isPublic(host) ? 'it is a private or reserved address' : undefined;
}
