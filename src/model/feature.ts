import type { Facts } from './facts.ts';
import type { Message } from './message.ts';
import type { Crm, StreamName } from './raw-asset.ts';

export const FEATURE_KINDS = [
  'automation',
  'chatbot',
  'score',
  'sentiment',
  'content',
  'agent',
  'enrichment',
  'forecast',
  'recommendation',
  'other',
] as const;
export type FeatureKind = (typeof FEATURE_KINDS)[number];

/** Is it AI? Decided with reasons, both ways; `undetermined` names what is missing. */
export type AiVerdict = 'ai' | 'undetermined' | 'not-ai';

/** The thing in the CRM, by the names an outside list can be matched against. */
export interface AssetRef {
  kind: string;
  externalId: string;
  name: string;
  objectType?: string;
  url?: string;
}

/** The AI system inside the asset. `id` is the last part of a feature key where one asset can hold several. */
export interface AiSystem {
  id: string;
  vendor: string;
  name: string;
  model?: string;
  catalogueId?: string;
}

export type Certainty = 'proven' | 'likely' | 'hint';

/** One thing seen that supports the entry. `value` is redacted text, at most 300 characters. */
export interface Evidence {
  claim: Message;
  at: string;
  value?: string;
  certainty: Certainty;
}

export type Relation = 'feeds' | 'reads' | 'acts-on' | 'sends' | 'discloses';

export interface Link {
  relation: Relation;
  asset: Pick<AssetRef, 'kind' | 'externalId' | 'name'>;
  /** Where the link was seen. */
  at: string;
}

/** One entry of the inventory that is AI or may be. */
export interface AiFeature {
  /** `crm:kind:externalId[:system]`, stable across scans and renames; every finding hangs on it. */
  key: string;
  crm: Crm;
  stream: StreamName;
  kind: FeatureKind;
  name: string;
  verdict: Exclude<AiVerdict, 'not-ai'>;
  asset: AssetRef;
  system: AiSystem;
  facts: Facts;
  evidence: Evidence[];
  links: Link[];
  /** Why `undetermined`. */
  because?: Message;
}

/** Something that was looked at and is not AI, with the reason. */
export interface ClearedAsset {
  key: string;
  crm: Crm;
  stream: StreamName;
  name: string;
  asset: AssetRef;
  because: Message;
}

export function featureKey(crm: Crm, kind: string, externalId: string, system?: string): string {
  return [crm, kind, externalId, ...(system ? [system] : [])].join(':');
}
