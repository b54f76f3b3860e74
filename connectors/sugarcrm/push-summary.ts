import { z } from 'zod';
import type { Json } from '../../src/model/json.ts';
import { HeldSummary, type PushedSummary } from '../../src/model/pushed-summary.ts';
import type { SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { phpObject } from './shapes.ts';
import { SUMMARY_KEY, SUMMARY_PATH } from './write-guard.ts';

const ask = { what: 'the summary for the package', right: ADMIN };
const Settings = phpObject(z.looseObject({ [SUMMARY_KEY]: z.unknown().optional() }));

/** Tells the package what to show. What Sugar holds already is not written again; `held` says whether it was so. */
export async function pushSummary(client: SugarClient, summary: PushedSummary): Promise<{ held: boolean }> {
  const { [SUMMARY_KEY]: found } = await client.get(SUMMARY_PATH, Settings, ask);
  const before = HeldSummary.safeParse(found);
  if (before.success && before.data.digest === summary.digest) {
    return { held: true };
  }
  await client.writeSummary({ [SUMMARY_KEY]: summary as unknown as Json }, ask);
  return { held: false };
}
