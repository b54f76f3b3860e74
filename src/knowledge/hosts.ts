import type { AiService } from '../model/catalogue.ts';
import { wildcard } from './wildcard.ts';

interface HostPattern {
  service: AiService;
  host: RegExp;
  path: string;
  /** More specific patterns are tried first. */
  rank: number;
}

export type FindByHost = (host: string, path?: string) => AiService | undefined;

/** Whole hosts only: a name that merely contains a service's (`api.openai.com.evil.example`) is another host. */
export function hostIndex(
  services: readonly AiService[],
  addresses: (service: AiService) => readonly string[] = ({ hosts }) => hosts,
): FindByHost {
  const byEnd = new Map<string, HostPattern[]>();
  for (const service of services) {
    for (const pattern of addresses(service)) {
      const compiled = compile(service, pattern);
      const end = endOf(pattern.split('/')[0] ?? '');
      byEnd.set(
        end,
        [...(byEnd.get(end) ?? []), compiled].sort((a, b) => b.rank - a.rank),
      );
    }
  }
  return (host, path) => {
    const clean = cleanHost(host);
    return byEnd.get(endOf(clean))?.find((pattern) => pattern.host.test(clean) && pathFits(pattern.path, path))
      ?.service;
  };
}

function compile(service: AiService, pattern: string): HostPattern {
  const [host = '', ...rest] = pattern.split('/');
  const path = rest.length > 0 ? `/${rest.join('/')}` : '';
  const stars = host.split('*').length - 1;
  return { service, host: wildcard(host, '[^./@:\\s]+'), path, rank: path.length * 10_000 + host.length - stars * 100 };
}

/** What is put in at run time (`${region}`, `{{custom.host}}`) is one unknown piece of a label. */
function cleanHost(host: string): string {
  return host
    .slice(0, 300)
    .toLowerCase()
    .replace(/\{\{[^{}]*\}\}|\$\{[^{}]*\}/g, '{}')
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '');
}

function endOf(host: string): string {
  return host.split('.').slice(-2).join('.');
}

/** A path that nobody knows does not speak against the service. */
function pathFits(prefix: string, path: string | undefined): boolean {
  return prefix === '' || path === undefined || path === '' || path.startsWith('/{}') || path.startsWith(prefix);
}
