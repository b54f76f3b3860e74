import { openApp } from '../../src/app.ts';
import { makeAssess } from '../../src/assess/assess.ts';
import { readConfig } from '../../src/config.ts';
import { presentFeature } from '../../src/exports/present-feature.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { makeInventory } from '../../src/normalise/make-inventory.ts';
import type { RawAsset } from '../../src/model/raw-asset.ts';
import { registryOf } from '../../src/registry.ts';

export interface ReasoningMeasures {
  /** From the store to verdicts that are ready to be kept. */
  reassessMs: number;
  assetsASecond: number;
  features: number;
  assessedASecond: number;
  explainedASecond: number;
}

/** Normalise, link and assess over what a scan left in `dataDir`, without the CRM. Each is the best of a few rounds. */
export async function measureReasoning(dataDir: string): Promise<ReasoningMeasures> {
  const app = await openApp(readConfig({ DATA_DIR: dataDir }));
  const knowledge = loadKnowledge();
  const { rules, mappings } = registryOf(knowledge);
  const assess = makeAssess(rules);
  const [tenant] = await app.store.tenants();
  const store = app.store.of(tenant!);
  const reports = await store.scans.lastCoverage();
  const infer = (source: typeof store.assets) =>
    makeInventory(source, reports, { crm: 'hubspot', mappings, knowledge });

  const reassessMs = await best(3, async () => {
    const { features } = await infer(store.assets);
    features.forEach(assess);
  });
  const kept = await heldIn(
    store.assets,
    mappings.map(({ from }) => from.kind),
  );
  const { features, examined } = await infer(kept as unknown as typeof store.assets);
  const normaliseMs = await best(3, () => infer(kept as unknown as typeof store.assets));
  const many = Array.from({ length: Math.ceil(20_000 / features.length) }, () => features).flat();
  const assessMs = await best(3, () => many.map(assess));
  const words = app.words();
  const explainMs = await best(3, () =>
    many.map((feature) => presentFeature({ feature, assessment: assess(feature) }, words)),
  );
  await app.close();
  return {
    reassessMs,
    assetsASecond: examined.assets / (normaliseMs / 1_000),
    features: features.length,
    assessedASecond: many.length / (assessMs / 1_000),
    explainedASecond: many.length / (explainMs / 1_000),
  };
}

/** The same assets without a database in between. */
async function heldIn(source: { assets(kind: string): AsyncIterable<RawAsset> }, kinds: readonly string[]) {
  const held = new Map<string, RawAsset[]>();
  for (const kind of new Set(kinds)) {
    const assets: RawAsset[] = [];
    for await (const asset of source.assets(kind)) {
      assets.push(asset);
    }
    held.set(kind, assets);
  }
  return {
    async *assets(kind: string) {
      yield* held.get(kind) ?? [];
    },
    asset: async (kind: string, id: string) => held.get(kind)?.find(({ externalId }) => externalId === id),
  };
}

export async function best(rounds: number, work: () => unknown): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work();
    least = Math.min(least, performance.now() - began);
  }
  return least;
}
