import type { RawAsset } from '#src/model/raw-asset.ts';
import type { Kept, Page } from '#src/pull/connector.ts';

/** What is kept, from a list; in order of external id, as the store gives it. */
export function keptOf(assets: readonly Partial<RawAsset>[] = []): Kept {
  const all = assets.map((asset) => ({
    crm: 'hubspot' as const,
    stream: '',
    kind: '',
    externalId: '',
    payload: {},
    ...asset,
  }));
  return {
    revisions(kind, externalIds) {
      const held = all.filter((asset) => asset.kind === kind && externalIds.includes(asset.externalId));
      return Promise.resolve(
        new Map(held.flatMap(({ externalId, revision }) => (revision ? [[externalId, revision]] : []))),
      );
    },
    async *assets(kind) {
      yield* all.filter((asset) => asset.kind === kind).sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
    },
  };
}

/** All pages of a stream, and the error that ended it. */
export async function drain(pages: AsyncIterable<Page>): Promise<{ pages: Page[]; error?: unknown }> {
  const read: Page[] = [];
  try {
    for await (const page of pages) {
      read.push(page);
    }
    return { pages: read };
  } catch (error) {
    return { pages: read, error };
  }
}

/** Every asset of the pages, as `kind externalId`. */
export function idsOf(pages: readonly Page[]): string[] {
  return pages.flatMap((page) => page.assets.map((asset) => asset.externalId));
}
