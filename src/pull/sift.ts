import { createHash } from 'node:crypto';
import type { JsonObject } from '../model/json.ts';
import type { PulledAsset } from '../model/raw-asset.ts';
import type { Kept, Page } from './connector.ts';

/** An asset whose revision is its content: for listings that carry no revision worth trusting. */
export function assetOf(kind: string, externalId: string, payload: JsonObject): PulledAsset {
  const revision = createHash('sha256').update(JSON.stringify(payload)).digest('base64url').slice(0, 22);
  return { kind, externalId, revision, payload };
}

/** Parts the assets of one kind into new or changed ones and those that are kept as they are. */
export async function sift(
  kept: Kept,
  kind: string,
  assets: readonly PulledAsset[],
): Promise<Required<Pick<Page, 'assets' | 'unchanged'>>> {
  const ids = assets.map((asset) => asset.externalId);
  const revisions = ids.length > 0 ? await kept.revisions(kind, ids) : new Map<string, string>();
  const isKept = (asset: PulledAsset) =>
    asset.revision !== undefined && revisions.get(asset.externalId) === asset.revision;
  return {
    assets: assets.filter((asset) => !isKept(asset)),
    unchanged: assets.filter(isKept).map(({ externalId }) => ({ kind, externalId })),
  };
}
