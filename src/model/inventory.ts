import type { Assessment, Stamps } from './assessment.ts';
import type { StreamReport } from './coverage.ts';
import type { AiFeature, ClearedAsset } from './feature.ts';
import type { Crm } from './raw-asset.ts';

/** A vendor feature that this scan could not have seen. */
export interface NotVisible {
  catalogueId: string;
  name: string;
  why: 'no-api' | 'scope' | 'edition';
  /** In English. */
  question: string;
  /** What it is made of, for other languages: `own`: the catalogue has one for this feature. */
  asked?: { own: boolean; hints?: string; names?: string };
  /** Properties or fields of the feature that exist here and whose values nobody could count. */
  properties?: string[];
}

export interface Examined {
  assets: number;
  ai: number;
  notAi: number;
  undetermined: number;
}

/** What normalise and link make of all assets of a tenant. */
export interface Inventory {
  features: AiFeature[];
  cleared: ClearedAsset[];
  examined: Examined;
  notVisible: NotVisible[];
}

export interface Tenant {
  id: string;
  crm: Crm;
  name: string;
  /** Portal id, or the instance's host. */
  account: string;
}

export const SCAN_KINDS = ['resync', 'reassess', 'import'] as const;

export interface ScanRecord {
  id: string;
  kind: (typeof SCAN_KINDS)[number];
  startedAt: string;
  finishedAt: string;
  requests: number;
  stamps: Stamps;
}

/** A feature as stored: with its verdict, and since when its stream could no longer be read. */
export interface InventoryEntry {
  feature: AiFeature;
  assessment: Assessment;
  staleSince?: string;
}

/** The stored result of the last scan of a tenant, from which every export is made. */
export interface StoredInventory {
  tenant: Tenant;
  scan: ScanRecord;
  coverage: StreamReport[];
  examined: Examined;
  entries: InventoryEntry[];
  cleared: ClearedAsset[];
  notVisible: NotVisible[];
}
