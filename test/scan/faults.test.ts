import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultSwitches } from '../../simulator/hubspot/api/faults.ts';
import { type HubSpot, startHubSpot } from '../../simulator/hubspot/server.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { presentScan } from '../../src/exports/present-scan.ts';
import { hurriedClock } from '../support/hurried-clock.ts';

const WORLDS = ['retailer', 'portal-229'];

describe('src/scan/run-scan with faults', () => {
  let simulator: HubSpot;
  let undisturbed: Map<string, unknown>;

  beforeAll(async () => {
    simulator = await startHubSpot({ worlds: WORLDS, limits: false });
    undisturbed = await scanAll();
  }, 120_000);
  afterAll(() => simulator.close());

  /** Each account into an empty store, all side by side. */
  async function scanAll(): Promise<Map<string, unknown>> {
    const app = await openApp(readConfig({ HUBSPOT_ACCESS_TOKEN: 'unused' }), { memory: true }, hurriedClock(20));
    try {
      return new Map(await Promise.all(WORLDS.map(async (world) => [world, await scan(app, world)] as const)));
    } finally {
      await app.close();
    }
  }

  async function scan(app: App, world: string): Promise<unknown> {
    const settings = readConfig({
      HUBSPOT_API_URL: simulator.url,
      HUBSPOT_ACCESS_TOKEN: simulator.tokens[world],
      OUTBOUND_ALLOW: '127.0.0.1',
      RATE_SHARE: '1',
    });
    const inventory = await app.with(settings).scan('hubspot', {});
    return { ...presentScan(inventory, app.words()), scan: null };
  }

  it.each<[string, FaultSwitches]>([
    [
      'three answers in ten fail',
      { seed: 7, http429: 0.08, http500: 0.04, http502: 0.03, http503: 0.05, truncated: 0.05, cut: 0.05 },
    ],
    ['half of them do, and others are slow', { seed: 8, http429: 0.1, http503: 0.2, cut: 0.2, slow: 0.05, slowMs: 20 }],
  ])(
    'ends in the same result when %s',
    async (_, faults) => {
      simulator.reset();
      simulator.setFaults(faults);
      const disturbed = await scanAll();
      simulator.setFaults({});
      for (const world of WORLDS) {
        expect(disturbed.get(world)).toEqual(undisturbed.get(world));
      }
      const { byStatus, requests } = simulator.stats();
      expect((byStatus['429'] ?? 0) + (byStatus['503'] ?? 0)).toBeGreaterThan(requests / 10);
    },
    120_000,
  );
});
