import { z } from 'zod';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { checkItems } from '../../src/pull/check-items.ts';
import { compact } from '../../src/pull/compact.ts';
import type { Kept, Page, Stream } from '../../src/pull/connector.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import { speaksOfAi } from './ai-words.ts';
import { isMissing, type SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { inParts } from './rights.ts';
import { isObject, phpList, textOf } from './shapes.ts';

const Listed = z.object({ packages: phpList(z.unknown()) });
const Package = z.looseObject({
  id: z.union([z.string().min(1).max(200), z.number()]).transform(String),
  name: z.string(),
});
const Panels = phpList(z.unknown());

/** What was installed, and two places where it shows: settings for administrators, and addresses of its own. */
export const packages: Stream<SugarClient> = {
  name: 'packages',
  few: true,
  kinds: ['package', 'admin-panel', 'route'],
  scopes: [ADMIN],
  async *pull({ client, kept }) {
    yield* inParts([
      { what: 'installed packages', read: () => readPackages(client, kept) },
      { what: 'settings of packages', read: () => readPanels(client, kept) },
      { what: 'addresses of packages', read: () => readRoutes(client, kept) },
    ]);
  },
};

async function* readPackages(client: SugarClient, kept: Kept): AsyncGenerator<Page> {
  const ask = { what: 'installed packages', right: ADMIN };
  const { packages: listed } = await client
    .get('Administration/packages/installed', Listed, ask)
    .catch((error: unknown) => {
      if (isMissing(error)) {
        return client.get('Administration/packages', Listed, ask);
      }
      throw error;
    });
  const { items, quarantined } = checkItems(listed, Package);
  yield { ...(await sift(kept, 'package', items.map(packageOf))), quarantined };
}

export function packageOf(item: { id: string; name: string; [key: string]: unknown }): PulledAsset {
  const description = textOf(item['description']);
  const version = textOf(item['version']);
  const enabled = textOf(item['enabled'])?.toUpperCase();
  const payload = compact({
    name: redactText(item.name, 300),
    version: version && redactText(version, 60),
    description: description && redactText(description, 1000),
    enabled: enabled === undefined ? undefined : enabled === 'ENABLED' || enabled === '1',
    installed: true,
  });
  return assetOf('package', item.id, payload);
}

async function* readPanels(client: SugarClient, kept: Kept): AsyncGenerator<Page> {
  const ask = { what: 'the administration page', right: ADMIN };
  const groups = await client.get('Administration/adminPanelDefs', Panels, ask);
  const options = groups.flatMap((group) =>
    isObject(group) && typeof group['options'] === 'object' ? Object.values(group['options'] ?? {}) : [],
  );
  yield await sift(kept, 'admin-panel', distinct(options.flatMap(panelOf)));
}

function panelOf(option: unknown): PulledAsset[] {
  const { label, description, link } = isObject(option) ? option : {};
  const [name, words, target] = [textOf(label), textOf(description), textOf(link)];
  const id = target ?? name;
  if (id === undefined || !speaksOfAi(name, words, target)) {
    return [];
  }
  const payload = compact({
    label: redactText(name ?? '', 200),
    description: words && redactText(words, 300),
    link: target && redactText(target, 200),
  });
  return [assetOf('admin-panel', redactText(id, 200), payload)];
}

async function* readRoutes(client: SugarClient, kept: Kept): AsyncGenerator<Page> {
  const page = await client.bytes('help', { what: 'the list of addresses', right: ADMIN }, true);
  yield await sift(kept, 'route', routesIn(page.toString('utf8', 0, 8_000_000)));
}

const PATH = /(?:^|[\s>"'(])\/?([a-z][\w-]{0,60}(?:\/[\w:?.<>{}-]{1,60}){1,8})/gi;

/** Addresses whose words speak of AI: a page for people, so what looks like a path is taken for one. */
export function routesIn(html: string): PulledAsset[] {
  const text = html
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>');
  const paths = [...text.matchAll(PATH)].map(([, path = '']) => path.replace(/[<>]/g, ''));
  const found = [...new Set(paths)].filter((path) => !/\.(?:js|css|png|html)$/i.test(path) && speaksOfAi(path));
  return found.slice(0, 100).map((path) => assetOf('route', redactText(path, 200), { path: redactText(path, 200) }));
}

function distinct(assets: readonly PulledAsset[]): PulledAsset[] {
  return [...new Map(assets.map((asset) => [asset.externalId, asset])).values()];
}
