import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { compact } from '../../src/pull/compact.ts';
import type { Stream } from '../../src/pull/connector.ts';
import { assetOf } from '../../src/pull/sift.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import { redactUrl } from '../../src/redact/redact-url.ts';
import { asList, identifier } from './bpm/criteria.ts';
import type { SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { assetsOf, type Row } from './records.ts';
import { ifLicensed, inParts } from './rights.ts';
import { booleanOf, textOf } from './shapes.ts';
import { decodeEntities } from './text/embedded-json.ts';
import { mergeTokens, nameOf } from './text/merge-tokens.ts';
import { readPayload } from './text/payload.ts';

const guides = {
  module: 'DRI_Workflow_Templates',
  kind: 'smart-guide',
  what: 'Smart Guide templates',
  right: ADMIN,
  fields: ['name', 'available_modules', 'active', 'points', 'description'],
  assetOf: smartGuideOf,
};
const webhooks = {
  module: 'CJ_WebHooks',
  kind: 'smart-guide-webhook',
  what: 'webhooks of Smart Guides',
  right: ADMIN,
  fields: [
    'name',
    'url',
    'request_method',
    'trigger_event',
    'request_body',
    'custom_post_body',
    'active',
    'parent_type',
  ],
  assetOf: smartGuideWebhookOf,
};

/** Guided steps (Sugar Automate), and what they call. Headers are not asked for. */
export const smartGuides: Stream<SugarClient> = {
  name: 'smart-guides',
  few: true,
  kinds: [guides.kind, webhooks.kind],
  scopes: [ADMIN],
  async *pull(context) {
    const parts = [guides, webhooks].map((listing) => ({
      what: listing.what,
      read: () => assetsOf(context, listing),
    }));
    yield* ifLicensed(context.client, ['AUTOMATE'], 'Sugar Automate', inParts(parts));
  },
};

export function smartGuideOf(row: Row): PulledAsset {
  const description = textOf(row['description']);
  const points = textOf(row['points']);
  const payload = compact({
    name: redactText(textOf(row['name']) ?? '', 300),
    description: description && redactText(description, 1000),
    modules: modulesIn(row['available_modules']),
    active: booleanOf(row['active']),
    points: points === undefined ? undefined : Number(points) > 0,
  });
  return assetOf(guides.kind, row.id, payload);
}

/** `^Leads^,^Accounts^`. */
function modulesIn(value: unknown): string[] {
  const names = Array.isArray(value) ? value : (textOf(value) ?? '').split(',');
  return names.flatMap((name) => identifier(textOf(name)?.replaceAll('^', '').trim()) ?? []);
}

export function smartGuideWebhookOf(row: Row): PulledAsset {
  const url = decodeEntities(textOf(row['url']) ?? '');
  const bodies = ['custom_post_body', 'request_body'].flatMap((key) => textOf(row[key]) ?? []).map(readPayload);
  const dataFields = [...mergeTokens(url).map(nameOf), ...bodies.flatMap((body) => body.dataFields)];
  const payload = compact({
    name: redactText(textOf(row['name']) ?? '', 300),
    method: identifier(row['request_method']),
    url: url === '' ? undefined : redactUrl(url),
    event: identifier(row['trigger_event']),
    active: booleanOf(row['active']),
    parentType: identifier(row['parent_type']),
    dataFields: [...new Set(dataFields)],
    texts: asList([...new Set(bodies.flatMap((body) => body.texts))].slice(0, 10)),
    model: bodies.find((body) => body.model !== undefined)?.model,
    asksModel: bodies.some((body) => body.asksModel) || undefined,
  });
  return assetOf(webhooks.kind, row.id, payload);
}
