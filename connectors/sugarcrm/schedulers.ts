import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { compact } from '../../src/pull/compact.ts';
import type { Stream } from '../../src/pull/connector.ts';
import { assetOf } from '../../src/pull/sift.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import type { SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { assetsOf, type Row } from './records.ts';
import { textOf } from './shapes.ts';

const listing = {
  module: 'Schedulers',
  kind: 'scheduler',
  what: 'schedulers',
  right: ADMIN,
  fields: ['name', 'job', 'job_interval', 'status'],
  assetOf: schedulerOf,
};

/** Jobs that run by the clock; the class of a job is where a package shows. */
export const schedulers: Stream<SugarClient> = {
  name: 'schedulers',
  few: true,
  kinds: [listing.kind],
  scopes: [ADMIN],
  pull: (context) => assetsOf(context, listing),
};

export function schedulerOf(row: Row): PulledAsset {
  const interval = textOf(row['job_interval']);
  const payload = compact({
    name: redactText(textOf(row['name']) ?? '', 300),
    job: redactText(textOf(row['job']) ?? '', 300),
    interval: interval && redactText(interval, 100),
    active: textOf(row['status'])?.toLowerCase() === 'active',
  });
  return assetOf(listing.kind, row.id, payload);
}
