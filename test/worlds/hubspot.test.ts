import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PGlite } from '@electric-sql/pglite';
import { parse } from 'yaml';
import { startHubSpot, type HubSpot } from '../../simulator/hubspot/server.ts';
import type { WorldSource } from '../../simulator/hubspot/portal/world.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { presentScan, type PresentedScan } from '../../src/exports/present-scan.ts';
import { toCsv } from '../../src/exports/csv.ts';
import { AuthFailed } from '../../src/kit/errors.ts';
import { goldenOf } from './world.ts';

const WORLDS = ['tidy', 'recruiter', 'lender', 'retailer', 'starter', 'hostile'] as const;
type World = (typeof WORLDS)[number];
type Results = Record<World, PresentedScan>;

const read = (path: string): unknown => parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const sourceOf = (world: World) => read(`../../simulator/hubspot/worlds/${world}.yaml`) as WorldSource;

function plantedIn(world: World): string[] {
  const { people = [], texts = [], secrets = [] } = sourceOf(world).planted ?? {};
  return [...people.flatMap(({ name, email }) => [name, email]), ...texts, ...secrets];
}

/** What a person would have to look through: without when and by which scan. */
const contentOf = (results: Results) =>
  Object.fromEntries(Object.entries(results).map(([world, result]) => [world, { ...result, scan: null }]));

describe('worlds/hubspot', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'worlds-'));
  let simulator: HubSpot;
  let app: App;
  let first: Results;

  const open = async () => {
    app = await openApp(readConfig({ HUBSPOT_ACCESS_TOKEN: 'unused', DATA_DIR: dataDir }));
  };
  const scan = (token: string, { url } = simulator) =>
    app
      .with(
        readConfig({
          HUBSPOT_API_URL: url,
          HUBSPOT_ACCESS_TOKEN: token,
          OUTBOUND_ALLOW: '127.0.0.1',
          RATE_SHARE: '1',
        }),
      )
      .scan('hubspot', {});
  /** All side by side, as different accounts may: each waits for its own limits. */
  const scanAll = async (from: HubSpot = simulator): Promise<Results> => {
    const scans = WORLDS.map(async (world) => {
      const inventory = await scan(from.tokens[world] ?? '', from);
      return [world, presentScan(inventory, app.words())] as const;
    });
    return Object.fromEntries(await Promise.all(scans)) as Results;
  };

  beforeAll(async () => {
    simulator = await startHubSpot({ worlds: WORLDS, limits: false });
    await open();
    await expect(scan('pat-eu1-nobody')).rejects.toBeInstanceOf(AuthFailed);
    expect(await app.store.tenants()).toEqual([]);
    first = await scanAll();
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await simulator.close();
    rmSync(dataDir, { recursive: true });
  });

  it.each(WORLDS)('equals the reviewed result of %s', (world) => {
    expect(goldenOf(first[world])).toEqual(read(`hubspot/${world}.yaml`));
  });

  it.each(WORLDS)('repeats no secret and no person of %s, and keeps none', async (world) => {
    const store = app.store.of(first[world].tenant);
    const kinds = new Set(app.registry.connectors.hubspot.streams.flatMap((stream) => stream.kinds));
    let text = JSON.stringify(first[world]) + toCsv(first[world]);
    let kept = 0;
    for (const kind of kinds) {
      for await (const asset of store.assets.assets(kind)) {
        text += JSON.stringify(asset);
        kept += 1;
      }
    }
    expect(kept).toBeGreaterThan(100);
    expect(plantedIn(world).filter((planted) => text.includes(planted))).toEqual([]);
  });

  it('changes nothing to the CRM, and on a second scan nothing in the store either', async () => {
    const before = await inStore('select txid_current()::text as answer');
    await open();
    expect(contentOf(await scanAll())).toEqual(contentOf(first));
    const tables = ['assets', 'inventory', 'assessments', 'findings'].map(
      (table) => `(select count(*) from ${table} where xmin::text::bigint > ${before})`,
    );
    expect(await inStore(`select (${tables.join(' + ')})::text as answer`)).toBe('0');
    await open();
    expect(simulator.stats().writes).toEqual([]);
  }, 120_000);

  it('retires nothing when streams are denied that were read before', async () => {
    const withoutScopes = [
      ...['automation', 'conversations.read', 'crm.lists.read', 'content', 'marketing.email.read'],
      ...['crm.objects.contacts.read', 'crm.schemas.contacts.read', 'tickets', 'mh-lead-scoring-view'],
    ];
    const denying = await startHubSpot({
      worlds: WORLDS.map((world) => ({ ...sourceOf(world), withoutScopes })),
      limits: false,
    });
    try {
      const denied = await scanAll(denying);
      for (const world of WORLDS) {
        expect(denied[world].coverage.find(({ stream }) => stream === 'workflows')?.status).toBe('denied');
        expect(keysIn(denied[world])).toEqual(keysIn(first[world]));
      }
    } finally {
      await denying.close();
    }
    expect(contentOf(await scanAll())).toEqual(contentOf(first));
  }, 120_000);

  /** Asks the database itself, with the app closed: the store has no way to say when a row was last written. */
  async function inStore(sql: string): Promise<string | undefined> {
    await app.close();
    const pglite = new PGlite(join(dataDir, 'pglite'));
    const { rows } = await pglite.query<{ answer: string }>(sql);
    await pglite.close();
    return rows[0]?.answer;
  }
});

const keysIn = (result: PresentedScan) => [...result.features, ...result.notAi].map(({ key }) => key).sort();
