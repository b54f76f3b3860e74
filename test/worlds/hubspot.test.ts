import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { startHubSpot, type HubSpot } from '../../simulator/hubspot/server.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { presentScan } from '../../src/exports/present-scan.ts';
import { toCsv } from '../../src/exports/csv.ts';
import { AuthFailed } from '../../src/kit/errors.ts';
import { goldenOf } from './world.ts';

const WORLDS = ['tidy', 'recruiter', 'lender', 'retailer', 'starter'];

describe('worlds/hubspot', () => {
  let simulator: HubSpot;
  let app: App;
  const scan = (token: string) =>
    app.with(readConfig({ HUBSPOT_API_URL: simulator.url, HUBSPOT_ACCESS_TOKEN: token, OUTBOUND_ALLOW: '127.0.0.1', RATE_SHARE: '1' })).scan('hubspot', {});

  beforeAll(async () => {
    simulator = await startHubSpot({ worlds: WORLDS, limits: false });
    app = await openApp(readConfig({ HUBSPOT_ACCESS_TOKEN: 'unused' }), { memory: true });
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await simulator.close();
  });

  it('keeps nothing of an account whose token is refused', async () => {
    await expect(scan('pat-eu1-nobody')).rejects.toBeInstanceOf(AuthFailed);
    expect(await app.store.tenants()).toEqual([]);
  }, 60_000);

  it.each(WORLDS)('equals the reviewed result of %s, and tells no secret and no person', async (world) => {
    const inventory = await scan(simulator.tokens[world] ?? '');
    const result = presentScan(inventory, app.words());
    const golden = parse(readFileSync(new URL(`hubspot/${world}.yaml`, import.meta.url), 'utf8'));
    expect(goldenOf(result)).toEqual(golden);

    const told = JSON.stringify(result) + toCsv(result);
    const source = readFileSync(new URL(`../../simulator/hubspot/worlds/${world}.yaml`, import.meta.url), 'utf8');
    const planted = Object.values((parse(source) as { planted?: Record<string, string[]> }).planted ?? {}).flat();
    expect(planted.filter((text) => told.includes(text))).toEqual([]);
  }, 120_000);

  it('changes nothing on a second scan, and writes nothing to the CRM', async () => {
    const before = presentScan(await scan(simulator.tokens['recruiter'] ?? ''), app.words());
    const after = presentScan(await scan(simulator.tokens['recruiter'] ?? ''), app.words());
    expect({ ...after, scan: null }).toEqual({ ...before, scan: null });
    expect(simulator.stats().writes).toEqual([]);
  }, 120_000);
});
