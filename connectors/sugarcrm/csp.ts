import { z } from 'zod';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import type { Stream } from '../../src/pull/connector.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import type { SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { readHead } from './instance.ts';
import { phpObject, textOf } from './shapes.ts';

const HOST = /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/** Hosts that the pages may load from or talk to; any user can read the whole policy. */
export const csp: Stream<SugarClient> = {
  name: 'csp',
  few: true,
  kinds: ['csp-host'],
  scopes: [ADMIN],
  async *pull({ client, kept }) {
    const { config } = await readHead(client);
    yield await sift(kept, 'csp-host', cspHosts(textOf(config['csp']) ?? (await settingsOf(client))));
  },
};

/** Where the metadata hold no policy, an administrator can read the settings it is made of. */
async function settingsOf(client: SugarClient): Promise<string> {
  const ask = { what: 'the content security policy', right: ADMIN };
  const settings = await client.get('Administration/config/csp', phpObject(z.record(z.string(), z.unknown())), ask);
  const entries = Object.entries(settings).filter(
    ([name, value]) => name.startsWith('csp_') && typeof value === 'string',
  );
  return entries.map(([name, value]) => `${name.slice(4).replaceAll('_', '-')} ${String(value)}`).join('; ');
}

export function cspHosts(policy: unknown): PulledAsset[] {
  const directives = new Map<string, Set<string>>();
  for (const part of (textOf(policy) ?? '').slice(0, 100_000).split(';')) {
    const [name = '', ...sources] = part.trim().split(/\s+/);
    for (const host of sources.flatMap(hostIn)) {
      directives.set(host, (directives.get(host) ?? new Set()).add(name.toLowerCase().slice(0, 40)));
    }
  }
  return [...directives].map(([host, names]) => assetOf('csp-host', host, { host, directives: [...names].sort() }));
}

/** `https://*.example.com:443/path` → `*.example.com`; keywords and bare schemes are no hosts. */
function hostIn(source: string): string[] {
  const host = source
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[:/].*$/, '');
  return HOST.test(host) ? [host] : [];
}
