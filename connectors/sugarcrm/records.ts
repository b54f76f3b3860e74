import { z } from 'zod';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import type { Page, PullContext } from '../../src/pull/connector.ts';
import { sift } from '../../src/pull/sift.ts';
import type { ListAsk, SugarClient } from './client.ts';

/** A record of any module; everything but its id may be absent or odd. */
export const Row = z.looseObject({ id: z.string().min(1).max(100) });
export type Row = z.infer<typeof Row>;

export interface Listing extends ListAsk {
  module: string;
  kind: string;
  /** Pure, so that an imported list is read like a pulled one. */
  assetOf(row: Row): PulledAsset;
}

/** All records of one module as assets, those that have not changed left alone. */
export async function* assetsOf(
  { client, kept }: Pick<PullContext<SugarClient>, 'client' | 'kept'>,
  { module, kind, assetOf, ...ask }: Listing,
): AsyncGenerator<Page> {
  for await (const page of client.list(module, Row, ask)) {
    yield { ...(await sift(kept, kind, page.items.map(assetOf))), quarantined: page.quarantined };
  }
}
