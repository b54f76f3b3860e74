import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { compact } from '../../src/pull/compact.ts';
import type { Stream } from '../../src/pull/connector.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import { redactUrl } from '../../src/redact/redact-url.ts';
import { identifier } from './bpm/criteria.ts';
import type { SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { Row } from './records.ts';
import { gapUnlessAdmin } from './rights.ts';
import { isObject, textOf } from './shapes.ts';
import { embeddedJson } from './text/embedded-json.ts';

const FIELDS = ['id', 'name', 'view_name', 'dashboard_module', 'metadata', 'default_dashboard'];
const MAX_DASHLETS = 200;

/** What is shown on dashboards: apps of the vendor's cloud, web pages, and every other dashlet by its type. */
export const dashboards: Stream<SugarClient> = {
  name: 'dashboards',
  kinds: ['dashlet'],
  scopes: [ADMIN],
  async *pull({ client, kept }) {
    const ask = { what: 'dashboards', right: ADMIN, fields: FIELDS };
    for await (const { items, quarantined } of client.list('Dashboards', Row, ask)) {
      yield { ...(await sift(kept, 'dashlet', items.flatMap(dashletsOf))), quarantined };
    }
    yield* gapUnlessAdmin(client, 'dashboards of other users');
  },
};

export function dashletsOf(row: Row): PulledAsset[] {
  const seen = new Map<string, number>();
  return viewsIn(embeddedJson(row['metadata'])).map((view) => {
    const type = identifier(view['type']) ?? 'unknown';
    const before = seen.get(type) ?? 0;
    seen.set(type, before + 1);
    const number = before > 0 ? `#${before + 1}` : '';
    const payload = compact({
      dashboard: redactText(textOf(row['name']) ?? '', 200),
      module: identifier(row['dashboard_module']),
      viewName: identifier(row['view_name']),
      type,
      label: text(view['label'] ?? view['name']),
      url: address(view['url']),
      src: address(view['src']),
    });
    return assetOf('dashlet', `${row.id}/${type}${number}`, payload);
  });
}

/** Dashlets of today, of tabs, and of rows in the form before 10.1, in the order in which they stand. */
function viewsIn(root: unknown): Record<string, unknown>[] {
  const views: Record<string, unknown>[] = [];
  const stack: unknown[] = [root];
  for (let seen = 0; stack.length > 0 && seen < 20_000; seen += 1) {
    const node = stack.pop();
    if (Array.isArray(node)) {
      stack.push(...node.toReversed());
    } else if (isObject(node)) {
      if (isObject(node['view']) && textOf(node['view']['type']) !== undefined) {
        views.push(node['view']);
      } else {
        const inner = ['tabs', 'components', 'rows', 'dashlets'].map((key) => node[key]);
        stack.push(...inner.toReversed());
      }
    }
  }
  return views.slice(0, MAX_DASHLETS);
}

function text(value: unknown): string | undefined {
  const plain = textOf(value);
  return plain && redactText(plain, 200);
}

function address(value: unknown): string | undefined {
  const plain = textOf(value);
  return plain && redactUrl(plain);
}
