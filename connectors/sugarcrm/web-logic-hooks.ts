import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { compact } from '../../src/pull/compact.ts';
import type { Stream } from '../../src/pull/connector.ts';
import { assetOf } from '../../src/pull/sift.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import { redactUrl } from '../../src/redact/redact-url.ts';
import { identifier } from './bpm/criteria.ts';
import type { SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { assetsOf, type Row } from './records.ts';
import { textOf } from './shapes.ts';
import { decodeEntities } from './text/embedded-json.ts';

const listing = {
  module: 'WebLogicHooks',
  kind: 'web-logic-hook',
  what: 'web logic hooks',
  right: ADMIN,
  fields: ['name', 'webhook_target_module', 'request_method', 'url', 'trigger_event'],
  assetOf: webLogicHookOf,
};

/** Addresses that Sugar calls when a record changes. Every user may read them. */
export const webLogicHooks: Stream<SugarClient> = {
  name: 'web-logic-hooks',
  few: true,
  kinds: [listing.kind],
  scopes: [ADMIN],
  pull: (context) => assetsOf(context, listing),
};

export function webLogicHookOf(row: Row): PulledAsset {
  const url = textOf(row['url']);
  const payload = compact({
    name: redactText(textOf(row['name']) ?? '', 300),
    module: identifier(row['webhook_target_module']),
    method: identifier(row['request_method']),
    url: url && redactUrl(decodeEntities(url)),
    event: identifier(row['trigger_event']),
  });
  return assetOf(listing.kind, row.id, payload);
}
