import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultSwitches as HubSpotFaults } from '../../simulator/hubspot/api/faults.ts';
import type { FaultSwitches as SugarFaults } from '../../simulator/sugarcrm/api/faults.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { presentScan, type PresentedScan } from '../../src/exports/present-scan.ts';
import type { Crm } from '../../src/model/raw-asset.ts';
import { hurriedClock } from '../support/hurried-clock.ts';
import { type Simulated, simulate } from './support/accounts.ts';

type Result = Omit<PresentedScan, 'scan'> & { scan: null };

interface Case {
  crm: Crm;
  worlds: string[];
  faults: [what: string, faults: HubSpotFaults | SugarFaults][];
}

const CASES: Case[] = [
  {
    crm: 'hubspot',
    worlds: ['retailer', 'portal-229'],
    faults: [
      [
        'three answers in ten fail',
        { seed: 7, http429: 0.08, http500: 0.04, http502: 0.03, http503: 0.05, truncated: 0.05, cut: 0.05 },
      ],
      [
        'half of them do, and others are slow',
        { seed: 8, http429: 0.1, http503: 0.2, cut: 0.2, slow: 0.05, slowMs: 20 },
      ],
    ],
  },
  {
    crm: 'sugarcrm',
    worlds: ['talent-bpm', 'service-desk', 'tenant-30-mb1'],
    faults: [
      [
        'three answers in ten fail, some of them as web pages',
        { seed: 7, http500: 0.06, http502: 0.05, http503: 0.05, http504: 0.04, truncated: 0.05, cut: 0.05 },
      ],
      [
        'connections are reset and parts of bundles fail',
        { seed: 8, reset: 0.1, bulk500: 0.3, http503: 0.1, slow: 0.05, slowMs: 20 },
      ],
      [
        'tokens expire on the way, inside bundles too, and answers fail beside',
        { seed: 9, expireTokenAfter: 7, http502: 0.1, cut: 0.05 },
      ],
    ],
  },
];

describe.each(CASES)('src/scan/run-scan with faults of $crm', ({ crm, worlds, faults }) => {
  let simulator: Simulated;
  let undisturbed: Map<string, Result>;
  let needed: number;

  beforeAll(async () => {
    simulator = await simulate[crm]({ worlds, limits: false });
    undisturbed = await scanAll();
    needed = simulator.seen().requests;
  }, 120_000);
  afterAll(() => simulator.close());

  /** Each account into an empty store, all side by side. */
  async function scanAll(): Promise<Map<string, Result>> {
    const app = await openApp(readConfig({}), { memory: true }, hurriedClock(10));
    try {
      return new Map(await Promise.all(worlds.map(async (world) => [world, await scan(app, world)] as const)));
    } finally {
      await app.close();
    }
  }

  async function scan(app: App, world: string): Promise<Result> {
    const inventory = await app.with(readConfig(simulator.environment(world))).scan(crm, {});
    return { ...presentScan(inventory, app.words()), scan: null };
  }

  it.each(faults)(
    'ends in the same result when %s',
    async (_, switches) => {
      simulator.setFaults(switches);
      const disturbed = await scanAll();
      const { requests, writes } = simulator.seen();
      simulator.setFaults({});
      for (const world of worlds) {
        expect(coverageOf(disturbed.get(world))).toEqual(coverageOf(undisturbed.get(world)));
        expect(disturbed.get(world)).toEqual(undisturbed.get(world));
      }
      expect(writes).toEqual([]);
      expect(requests).toBeGreaterThan(1.1 * needed);
    },
    120_000,
  );
});

const coverageOf = (result: Result | undefined) =>
  result?.coverage.map(({ stream, status, reason }) => `${stream} ${status} ${reason ?? ''}`);
