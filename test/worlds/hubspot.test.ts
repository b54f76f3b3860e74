import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHubSpot, type HubSpot } from '../../simulator/hubspot/server.ts';
import type { WorldSource } from '../../simulator/hubspot/portal/world.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { presentScan, type PresentedScan } from '../../src/exports/present-scan.ts';
import { toCsv } from '../../src/exports/csv.ts';
import { AuthFailed } from '../../src/kit/errors.ts';
import { hubSpotSettings } from './settings.ts';
import { contentOf, goldenIn, goldenOf, inClosedStore, keysIn, momentIn, plantedIn, sourceIn, writtenSince } from './world.ts';

const WORLDS = ['tidy', 'recruiter', 'lender', 'retailer', 'starter', 'hostile'] as const;
type World = (typeof WORLDS)[number];
type Results = Record<World, PresentedScan>;

const sourceOf = (world: World) => sourceIn<WorldSource>('hubspot', world);

describe('worlds/hubspot', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'worlds-'));
  let simulator: HubSpot;
  let app: App;
  let first: Results;

  const open = async () => {
    app = await openApp(readConfig({ HUBSPOT_ACCESS_TOKEN: 'unused', DATA_DIR: dataDir }));
  };
  /** All side by side, as different accounts may: each waits for its own limits. */
  const scanAll = async (from: HubSpot = simulator): Promise<Results> => {
    const scans = WORLDS.map(async (world) => {
      const inventory = await app.with(hubSpotSettings(from, world)).scan('hubspot', {});
      return [world, presentScan(inventory, app.words())] as const;
    });
    return Object.fromEntries(await Promise.all(scans)) as Results;
  };

  beforeAll(async () => {
    simulator = await startHubSpot({ worlds: WORLDS, limits: false });
    await open();
    const nobody = hubSpotSettings({ url: simulator.url, tokens: { nobody: 'pat-eu1-nobody' } }, 'nobody');
    await expect(app.with(nobody).scan('hubspot', {})).rejects.toBeInstanceOf(AuthFailed);
    expect(await app.store.tenants()).toEqual([]);
    first = await scanAll();
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await simulator.close();
    rmSync(dataDir, { recursive: true });
  });

  it.each(WORLDS)('equals the reviewed result of %s', (world) => {
    expect(goldenOf(first[world])).toEqual(goldenIn('hubspot', world));
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
    expect(plantedIn('hubspot', world).filter((planted) => text.includes(planted))).toEqual([]);
  });

  it('changes nothing to the CRM, and on a second scan nothing in the store either', async () => {
    await app.close();
    const before = await inClosedStore(dataDir, momentIn);
    await open();
    expect(contentOf(await scanAll())).toEqual(contentOf(first));
    await app.close();
    expect(await inClosedStore(dataDir, (ask) => writtenSince(before, ask))).toBe(0);
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
});
