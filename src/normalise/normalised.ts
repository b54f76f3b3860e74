import { featureKey, type AiFeature, type AssetRef, type ClearedAsset } from '../model/feature.ts';
import type { Facts } from '../model/facts.ts';
import type { Crm, RawAsset, StreamName } from '../model/raw-asset.ts';
import type { Context } from './context.ts';
import type { DetectedSystem, SourceText } from './mapping.ts';
import type { Read, References } from './references.ts';

/** Where stored assets are read from: in order of external id, in bounded memory. */
export interface AssetSource {
  assets(kind: string): AsyncIterable<RawAsset>;
  asset(kind: string, externalId: string): Promise<RawAsset | undefined>;
}

/** An asset with AI in it, or perhaps: its systems become features once its neighbours are known. */
export interface Carrier {
  stream: StreamName;
  crm: RawAsset['crm'];
  ref: AssetRef;
  verdict: AiFeature['verdict'];
  because?: ClearedAsset['because'];
  systems: DetectedSystem[];
  /** What holds for every system in the asset. */
  facts: Facts;
  texts: SourceText[];
  references?: References;
}

/**
 * What is held of an asset without AI while linking: which properties it reads and how, and what it copies where.
 * All else is read again from the store for the few that turn out to act on an AI value.
 */
export interface Reader {
  stream: StreamName;
  ref: AssetRef;
  enabled: boolean;
  reads: readonly { id: string; how: Read['how'] }[];
  copies: readonly { from: string; to: string }[];
}

export interface Normalised {
  carriers: Carrier[];
  cleared: ClearedAsset[];
  readers: Reader[];
  assets: number;
}

/** The asset kind of what each CRM calls a value of a record: an asset of it holds the value it is named for. */
export const VALUE_KIND: Record<Crm, string> = { hubspot: 'property', sugarcrm: 'field' };

/** The stream that reads what values there are. */
export const VALUE_STREAM: Record<Crm, StreamName> = { hubspot: 'properties', sugarcrm: 'metadata' };

export const holdsValue = ({ kind }: Pick<AssetRef, 'kind'>) => Object.values(VALUE_KIND).includes(kind);

export const propertyId = (objectType: string, property: string) => `${objectType}/${property}`;

/** Is a feature named by this value already? What people decided hangs on its key, so that the name is kept. */
export const isStanding = (crm: Crm, id: string, { standing }: Context) =>
  standing.has(featureKey(crm, VALUE_KIND[crm], id));
