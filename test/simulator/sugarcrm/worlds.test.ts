import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { loadWorld, worldNames } from '../../../simulator/sugarcrm/instance/load.ts';
import { type Sugar, startSugar } from '../../../simulator/sugarcrm/server.ts';
import { logIn, send, worldOf } from './client.ts';

const WORLDS = ['legacy-12', 'locked-down', 'plain-pro', 'sell-premier', 'service-desk', 'talent-bpm'];
const textOf = (world: string) => {
  return readFileSync(new URL(`../../../simulator/sugarcrm/worlds/${world}.yaml`, import.meta.url), 'utf8');
};

describe('simulator/sugarcrm/worlds', () => {
  let sugar: Sugar;

  beforeAll(async () => {
    sugar = await startSugar({ limits: false });
  });
  afterAll(() => sugar.close());

  it('has a host for each file', () => {
    expect(worldNames()).toEqual(WORLDS);
    expect(new Set(Object.values(sugar.instances).map(({ url }) => url)).size).toBe(WORLDS.length);
  });

  it.each(WORLDS)('%s lets the user who scans log in, at its highest version', async (world) => {
    const instance = sugar.instances[world]!;
    const { body } = await send(instance, '/rest/v99/ping');
    const [, minor] = /and 11\.(\d+)\./.exec(body.error_message) ?? [];
    const expected = { 'legacy-12': '16', 'talent-bpm': '27' }[world] ?? '23';

    expect(minor).toBe(expected);
    const grant = await send(instance, `/rest/v11_${minor}/oauth2/token`, {
      body: {
        grant_type: 'password',
        client_id: 'sugar',
        username: instance.username,
        password: instance.password,
        platform: 'aiinv',
      },
    });
    expect(grant.status).toBe(200);
  });

  it.each(WORLDS)('%s plants what is really in it', (world) => {
    const planted = loadWorld(world)?.planted ?? { people: [], texts: [], secrets: [] };
    const { planted: _, ...rest } = load(textOf(world)) as Record<string, unknown>;
    const held = JSON.stringify(rest);

    expect(planted.people.length + planted.secrets.length).toBeGreaterThan(1);
    expect(
      [...planted.texts, ...planted.secrets].filter((text) => !held.includes(JSON.stringify(text).slice(1, -1))),
    ).toEqual([]);
  });

  it('serves people in records', async () => {
    const client = await logIn(sugar.instances['sell-premier']!);

    expect((await client.get('Leads?max_num=2')).text).toContain('annegret.hollweg@privat.example');
  });

  it('locks the plain user out of most of it', async () => {
    const client = await logIn(sugar.instances['locked-down']!);
    const statusOf = async (path: string) => (await client.get(path)).status;

    expect(await statusOf('WebLogicHooks')).toBe(200);
    expect(await statusOf('Opportunities/count')).toBe(403);
    expect(await statusOf('Administration/packages/installed')).toBe(403);
    expect(await statusOf('Leads/count?filter[0][ai_conv_score_classification][$not_empty]=')).toBe(403);
    expect((await client.get('pmse_Project')).body.records).toHaveLength(1);
  });

  it('has no AI value in the one without AI', async () => {
    const client = await logIn(sugar.instances['plain-pro']!);

    expect(
      (await client.get('Leads/count?filter[0][market_interest_prediction_score][$not_empty]=')).body.record_count,
    ).toBe(0);
    expect((await client.get('Messages/count')).body.record_count).toBe(0);
  });

  it.each([
    ['an unknown name', 'nowhere', 'No world nowhere'],
    ['an unknown module', worldOf({ records: { Nope: [] } }), 'no module Nope'],
    ['an unknown field', worldOf({ records: { Tasks: [{ nope: 1 }] } }), 'no field nope'],
    [
      'an unknown step',
      worldOf({ processes: [{ id: 'x', name: 'x', module: 'Leads', steps: [{ dance: 1 }] }] }),
      'No step',
    ],
  ])('refuses %s', async (_what, world, message) => {
    await expect(startSugar({ worlds: [world] })).rejects.toThrow(message);
  });

  it('makes an instance of any size', async () => {
    const big = await startSugar({ worlds: ['tenant-50-mb2'], limits: false });
    const client = await logIn(big.instances['tenant-50-mb2']!);
    const list = await client.get('pmse_Project?max_num=60&fields=name');
    const metadata = await client.get('metadata');
    const exported = await client.get(`pmse_Project/${list.body.records[49].id}/dproject`);
    await big.close();

    expect(list.body.next_offset).toBe(-1);
    expect(metadata.text.length / 1e6).toBeCloseTo(2, 0);
    expect(exported.body.project.name).toBe(list.body.records[49].name);
  });
});
