import type { AiFeature, AssetRef, ClearedAsset } from '../model/feature.ts';
import type { StreamName } from '../model/raw-asset.ts';
import type { DetectedSystem } from './mapping.ts';

/** An asset with AI in it, or perhaps: its systems become features once its neighbours are known. */
export interface Carrier {
  stream: StreamName;
  ref: AssetRef;
  verdict: AiFeature['verdict'];
  because?: ClearedAsset['because'];
  systems: DetectedSystem[];
}

/**
 * What is held of a cleared asset while linking: its reason, and the properties it reads and writes as
 * `objectType/property`. All else is read again from the store for the few that turn out to act on an AI value.
 */
export interface Cleared {
  entry: ClearedAsset;
  reads: readonly string[];
}

export const propertyId = (objectType: string, property: string) => `${objectType}/${property}`;
