import ipaddr from 'ipaddr.js';
import { ConfigError } from '../../kit/errors.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

/** What an administrator named in `OUTBOUND_ALLOW`: hosts, host:port and CIDRs. */
export interface AllowList {
  /** The host, or the host with this port, is named; or it is an address within a named range. */
  names(url: URL): boolean;
  /** The address lies within a named range. */
  covers(address: string): boolean;
}

/** Throws `ConfigError` with every entry that is neither a host, a host:port nor a CIDR. */
export function readAllowList(entries: readonly string[]): AllowList {
  const hosts = new Set<string>();
  const ranges: Range[] = [];
  const faults: string[] = [];
  for (const entry of entries) {
    const host = hostOf(entry);
    if (ipaddr.isValidCIDR(entry)) {
      ranges.push(ipaddr.parseCIDR(entry));
    } else if (host === undefined) {
      faults.push(`OUTBOUND_ALLOW: ${entry.slice(0, 100)} is no host, host:port or CIDR`);
    } else {
      hosts.add(host);
    }
  }
  if (faults.length > 0) {
    throw new ConfigError(faults);
  }
  const covers = (address: string) => ranges.some((range) => isWithin(address, range));
  return {
    covers,
    names: (url) =>
      hosts.has(url.hostname) || hosts.has(`${url.hostname}:${portOf(url)}`) || covers(unbracketed(url.hostname)),
  };
}

export const portOf = (url: URL) => url.port || (url.protocol === 'http:' ? '80' : '443');
export const unbracketed = (host: string) => host.replace(/^\[|\]$/g, '');

/** The entry as an address would have it (lower case, punycode, one form for each IP); `undefined` when it is none. */
function hostOf(entry: string): string | undefined {
  const bracketed = ipaddr.IPv6.isValid(entry) ? `[${entry}]` : entry;
  const port = /:(\d{1,5})$/.exec(bracketed)?.[1];
  const host = port === undefined ? bracketed : bracketed.slice(0, -port.length - 1);
  if (/[\s/\\?#@*%]/.test(host) || !URL.canParse(`http://${host}`)) {
    return undefined;
  }
  const url = new URL(`http://${host}`);
  return url.host === url.hostname ? url.hostname + (port === undefined ? '' : `:${Number(port)}`) : undefined;
}

function isWithin(address: string, [network, bits]: Range): boolean {
  if (!ipaddr.isValid(address)) {
    return false;
  }
  // A mapped IPv4 is the IPv4 it stands for.
  const candidate = ipaddr.process(address);
  return candidate.kind() === network.kind() && candidate.match([network, bits] as [ipaddr.IPv4, number]);
}
