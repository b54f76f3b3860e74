import type { StreamReport } from '../model/coverage.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Crm } from '../model/raw-asset.ts';
import { emptyContext, type Context } from './context.ts';
import { linkFeatures } from './link/index.ts';
import type { Mapping } from './mapping.ts';
import type { AssetSource } from './normalised.ts';
import { notVisible } from './not-visible.ts';
import { readAssets } from './read-assets.ts';

/** From all stored assets of one tenant to its features, what was cleared and what could not be seen. Pure but for the reading. */
export async function makeInventory(
  source: AssetSource,
  reports: readonly StreamReport[],
  all: { crm: Crm; mappings: readonly Mapping[]; knowledge: Knowledge; standing?: ReadonlySet<string> },
): Promise<Inventory> {
  // One CRM's kinds and entries say nothing about another's: what is not in HubSpot is not "not visible" in Sugar.
  const mappings = all.mappings.filter(({ from }) => from.crm === all.crm);
  const knowledge = { ...all.knowledge, entries: all.knowledge.entries.filter(({ crm }) => crm === all.crm) };
  const context: Context = { ...emptyContext(), standing: all.standing ?? new Set() };
  for (const report of reports) {
    if (report.status === 'complete') {
      context.complete.add(report.stream);
    }
    if (['complete', 'partial', 'unavailable'].includes(report.status)) {
      context.read.add(report.stream);
    }
    if (report.status === 'partial' && report.grant !== undefined) {
      context.withheld.add(report.stream);
    }
  }
  const found = await readAssets(source, mappings, context, knowledge);
  const features = await linkFeatures(found, { source, mappings, context, knowledge });

  const ownAssets = assetsOf(features);
  const cleared = found.cleared.filter(({ asset }) => !ownAssets.has(`${asset.kind}:${asset.externalId}`));
  const ai = assetsOf(features.filter((feature) => feature.verdict === 'ai')).size;
  return {
    features,
    cleared: cleared.sort((a, b) => (a.key < b.key ? -1 : 1)),
    examined: { assets: found.assets, ai, notAi: found.assets - ownAssets.size, undetermined: ownAssets.size - ai },
    notVisible: notVisible(features, reports, context, knowledge),
  };
}

function assetsOf(features: readonly { asset: { kind: string; externalId: string } }[]): Set<string> {
  return new Set(features.map(({ asset }) => `${asset.kind}:${asset.externalId}`));
}
