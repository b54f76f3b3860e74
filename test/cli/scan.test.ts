import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type HubSpot, startHubSpot } from '../../simulator/hubspot/server.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type Ran, run } from './cli.ts';
import { ScanJson } from './scan-json.ts';

const ESCAPE = '\u001b';

describe('src/cli/program with an account', () => {
  const home = mkdtempSync(join(tmpdir(), 'cli-'));
  const DATA_DIR = join(home, 'data');
  let simulator: HubSpot;
  let starter: Ran;
  let read: ScanJson;

  const scan = (token: string, ...options: string[]) =>
    run(['scan', 'hubspot', ...options], {
      HUBSPOT_API_URL: simulator.url,
      HUBSPOT_ACCESS_TOKEN: token,
      OUTBOUND_ALLOW: '127.0.0.1',
      DATA_DIR,
    });
  const tokenOf = (world: string) => simulator.tokens[world]!;

  beforeAll(async () => {
    simulator = await startHubSpot({ worlds: ['starter', 'tidy'] });
    starter = await scan(tokenOf('starter'), '--json');
    read = JSON.parse(starter.stdout) as ScanJson;
  }, 120_000);
  afterAll(async () => {
    await simulator.close();
    rmSync(home, { recursive: true });
  });

  it('prints one JSON document as the contract says, and nothing else, on standard output', () => {
    const parsed = ScanJson.safeParse(read);
    expect(parsed.success ? '' : z.prettifyError(parsed.error)).toBe('');
    expect(read.tenant).toMatchObject({ crm: 'hubspot', account: '24050005' });
    expect(read.features.map(({ key }) => key)).toEqual(['hubspot:chatflow:45001']);
  });

  it('names every scope that is missing, reads the rest, and exits 3', () => {
    expect(starter.code).toBe(3);
    const gaps = read.coverage.filter(({ status }) => status !== 'complete');
    expect(gaps.length).toBeGreaterThan(4);
    for (const { grant, reason } of gaps) {
      expect([grant, reason]).toEqual([expect.stringMatching(/^[a-z.-]+(, [a-z.-]+)*$/i), expect.any(String)]);
    }
    expect(gaps).toContainEqual(
      expect.objectContaining({ stream: 'workflows', status: 'denied', grant: 'automation' }),
    );
  });

  it('tells its progress in plain lines on standard error when nobody watches', () => {
    const lines = starter.stderr.trim().split('\n');
    expect(lines).toHaveLength(read.coverage.length);
    for (const line of lines) {
      expect(line).toMatch(/^[a-z-]+: (complete|partial|denied|unavailable), \d+ assets, \d+ requests so far$/);
    }
  });

  it('prints a summary for people without colours when it is piped, and exits 0 when all was read', async () => {
    const { code, stdout, stderr } = await scan(tokenOf('tidy'), '--tenant', 'Tidy Ltd');
    expect(code).toBe(0);
    expect(stdout).toContain('HubSpot account 24010001 Tidy Ltd: scanned in');
    expect(stdout).toContain('No AI feature was found in what could be looked at.');
    expect(stdout).toMatch(/^Everything .* can reach was read to the end\.$/m);
    expect(stdout + stderr + starter.stderr).not.toContain(ESCAPE);
  }, 120_000);

  it('exits 4 when a tier is found that must not be there', async () => {
    const failing = await scan(tokenOf('starter'), '--json', '--fail-on', 'high,limited');
    expect(failing.code).toBe(4);
    const { requests: _, ...before } = { ...read, scan: null, requests: 0 };
    expect({ ...(JSON.parse(failing.stdout) as ScanJson), scan: null }).toEqual(before);
  }, 120_000);

  it('exports what is kept as JSON and as a table, and asks which account is meant', async () => {
    const file = join(home, 'register.csv');
    const table = await run(['export', '--format', 'csv', '--tenant', read.tenant.id, '--out', file], { DATA_DIR });
    expect([table.code, table.stdout]).toEqual([0, '']);
    const rows = readFileSync(file, 'utf8');
    expect(rows).toMatch(/^\ufeffkey,name,tier,flags,/);
    expect(rows).toContain('hubspot:chatflow:45001');

    const json = await run(['export', '--tenant', read.tenant.id], { DATA_DIR });
    expect({ ...ScanJson.parse(JSON.parse(json.stdout)), scan: null }).toEqual({ ...read, scan: null });

    const unclear = await run(['export'], { DATA_DIR });
    expect([unclear.code, unclear.stdout]).toEqual([2, '']);
    expect(unclear.stderr).toContain('Name one by its id with --tenant: hubspot-24010001, hubspot-24050005');
  }, 120_000);

  it('says in one sentence that a token is refused, exits 2 and keeps nothing', async () => {
    const empty = join(home, 'empty');
    const env = { HUBSPOT_API_URL: simulator.url, OUTBOUND_ALLOW: '127.0.0.1', DATA_DIR: empty };
    const wrong = await run(['scan', 'hubspot', '--json'], { ...env, HUBSPOT_ACCESS_TOKEN: 'pat-eu1-nobody-at-all' });
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr.trim().split('\n')).toHaveLength(2);
    expect(wrong.stderr).toMatch(/refuse|token/i);
    expect(wrong.stderr).not.toContain('nobody-at-all');

    simulator.setFaults({ expireTokenAfter: 1 });
    await fetch(`${simulator.url}/account-info/v3/details`, {
      headers: { authorization: `Bearer ${tokenOf('tidy')}` },
    });
    const expired = await run(['scan', 'hubspot'], { ...env, HUBSPOT_ACCESS_TOKEN: tokenOf('tidy') });
    simulator.setFaults({});
    expect([expired.code, expired.stdout]).toEqual([2, '']);

    const kept = await run(['export'], { DATA_DIR: empty });
    expect([kept.code, kept.stderr]).toEqual([2, expect.stringContaining('No account is kept here yet.')]);
  }, 120_000);

  it('says that another process has the directory, and exits 2', async () => {
    const store = await openStore({ dataDir: DATA_DIR });
    try {
      const { code, stdout, stderr } = await scan(tokenOf('tidy'));
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`The data directory ${DATA_DIR} is in use by another ai-inventory process.`);
    } finally {
      await store.close();
    }
  }, 120_000);

  it('writes nothing to the CRM', () => {
    expect(simulator.stats().writes).toEqual([]);
  });
});
