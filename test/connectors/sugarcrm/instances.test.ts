import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { sugarStreams } from '../../../connectors/sugarcrm/index.ts';
import { loadKnowledge } from '../../../src/knowledge/load.ts';
import type { RawAsset } from '../../../src/model/raw-asset.ts';
import { startSugar, type Sugar } from '../../../simulator/sugarcrm/server.ts';
import { drain, keptOf } from '../hubspot/support/kept.ts';
import { testClient } from './support/sugar.ts';

const WORLDS = ['legacy-12', 'locked-down', 'plain-pro', 'sell-premier', 'service-desk', 'talent-bpm'];
const aiFields = loadKnowledge()
  .entries.filter(({ crm, ai }) => crm === 'sugarcrm' && ai !== 'no')
  .flatMap((entry) => entry.recognise.properties)
  .map(({ object, name }) => ({ object, name }));

interface Planted {
  people?: { name?: string; email?: string }[];
  secrets?: string[];
  texts?: string[];
}
const plantedIn = (world: string): string[] => {
  const file = new URL(`../../../simulator/sugarcrm/worlds/${world}.yaml`, import.meta.url);
  const { people = [], secrets = [], texts = [] } = (load(readFileSync(file, 'utf8')) as { planted: Planted }).planted;
  return [...secrets, ...texts, ...people.flatMap(({ name, email }) => [name ?? '', email ?? ''])].filter(Boolean);
};

/** Every stream against a whole instance over real HTTP: what none of the answers in the other tests could tell. */
describe('connectors/sugarcrm/instances', () => {
  let sugar: Sugar;
  beforeAll(async () => {
    sugar = await startSugar({ worlds: WORLDS, limits: false });
  });
  afterAll(() => sugar.close());

  it.each(WORLDS)('%s: nothing is written, no secret and no person is kept, the session is closed', async (world) => {
    const { url, username, password, platform } = sugar.instances[world]!;
    const client = testClient({ url, username, password, platform }, { allow: ['127.0.0.1'] });
    const kept: Partial<RawAsset>[] = [];
    const told: unknown[] = [];
    for (const stream of sugarStreams(aiFields)) {
      const { pages, error } = await drain(stream.pull({ client, kept: keptOf(kept), now: new Date(0) }));
      kept.push(...pages.flatMap((page) => page.assets));
      told.push(pages, error instanceof Error ? `${error.message} ${'help' in error ? String(error.help) : ''}` : '');
      expect(pages.flatMap((page) => page.quarantined ?? [])).toEqual([]);
    }
    await client.close();

    expect(kept.length).toBeGreaterThan(20);
    const text = JSON.stringify(told);
    expect(plantedIn(world).length).toBeGreaterThan(0);
    expect(plantedIn(world).filter((planted) => text.includes(planted))).toEqual([]);
    expect(text).not.toContain(password);
    const { sessions, byRoute } = sugar.stats(world);
    expect(sessions).toMatchObject({ open: 0, failedLogins: 0 });
    const writes = Object.keys(byRoute).filter((route) => !/GET |^POST \/(?:bulk|oauth2\/\w+)$/.test(route));
    expect(writes).toEqual([]);
  });
});
