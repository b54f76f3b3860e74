import type { JsonObject } from './json.ts';

export const CRMS = ['hubspot', 'sugarcrm'] as const;
export type Crm = (typeof CRMS)[number];

/** Stream names as `coverage` shows them (docs/interface.md). */
export const HUBSPOT_STREAMS = [
  'account',
  'workflows',
  'action-types',
  'properties',
  'property-population',
  'property-history',
  'object-schemas',
  'conversations',
  'lead-scores',
  'emails',
  'segments',
  'forecasts',
  'sequences',
  'users',
  'pipelines',
  'security-log',
] as const;
export type HubSpotStream = (typeof HUBSPOT_STREAMS)[number];
export type StreamName = string;

/**
 * One thing as the vendor returned it, redacted, before anything is read into it.
 * `kind` is the vendor's noun (workflow, property, chatflow …); `revision` changes whenever the payload may have.
 */
export interface RawAsset {
  crm: Crm;
  stream: StreamName;
  kind: string;
  externalId: string;
  revision?: string;
  payload: JsonObject;
}

/** What a stream yields: the asset without what its stream already says. */
export type PulledAsset = Omit<RawAsset, 'crm' | 'stream'>;
