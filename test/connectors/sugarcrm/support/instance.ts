import type { SugarClient } from '#connectors/sugarcrm/client.ts';
import type { JsonObject } from '#src/model/json.ts';
import type { RawAsset } from '#src/model/raw-asset.ts';
import type { Page, Stream } from '#src/pull/connector.ts';
import { drain, keptOf } from '../../hubspot/support/kept.ts';
import { signIn, sugarApi, testClient } from './sugar.ts';

const LICENCES = ['SUGAR_SELL', 'SUGAR_SERVE', 'PREDICT_PREMIER', 'AUTOMATE', 'HINT'];

interface User {
  type?: string;
  acl?: unknown;
}

/** Answers `/me` once. */
export function asUser({ type = 'admin', acl = {} }: User = {}) {
  sugarApi()
    .get('/me')
    .reply(200, { current_user: { type, id: '1', full_name: 'Jane Doe', user_name: 'jane', licenses: LICENCES, acl } });
}

/** Answers the sections of the metadata that are about the whole instance, once. */
export function withHead(server: object = {}, config: object = {}, modules: unknown = {}) {
  sugarApi()
    .get('/metadata')
    .query({ type_filter: 'full_module_list,server_info,config' })
    .reply(200, {
      full_module_list: modules,
      server_info: { flavor: 'ENT', version: '13.3.0', licenses: LICENCES, ...server },
      config,
    });
}

export const listOf = (records: unknown, next: number | string = -1) => ({ next_offset: next, records });

/** A list of one page under the name of its module. */
export function withList(module: string, records: unknown, status = 200) {
  sugarApi()
    .get(`/${module}`)
    .query(true)
    .reply(status, status === 200 ? listOf(records) : (records as object));
}

export interface Drained {
  pages: Page[];
  error: unknown;
  assets: Page['assets'];
  unchanged: NonNullable<Page['unchanged']>;
  quarantined: NonNullable<Page['quarantined']>;
  refused: NonNullable<Page['refused']>;
  payload(externalId?: string): JsonObject | undefined;
}

/** Reads a stream to its end as somebody who signs in. */
export async function pull(
  stream: Stream<SugarClient>,
  kept: readonly Partial<RawAsset>[] = [],
  cursor?: number,
): Promise<Drained> {
  signIn();
  const context = {
    client: testClient(),
    kept: keptOf(kept),
    now: new Date(0),
    ...(cursor !== undefined && { cursor }),
  };
  const { pages, error } = await drain(stream.pull(context));
  const assets = pages.flatMap((page) => page.assets);
  return {
    pages,
    error,
    assets,
    unchanged: pages.flatMap((page) => page.unchanged ?? []),
    quarantined: pages.flatMap((page) => page.quarantined ?? []),
    refused: pages.flatMap((page) => page.refused ?? []),
    payload: (externalId) =>
      assets.find((asset) => externalId === undefined || asset.externalId === externalId)?.payload,
  };
}
