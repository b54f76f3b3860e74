import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HubSpot, startHubSpot } from '../../simulator/hubspot/server.ts';
import { seededRandom } from '../../simulator/shared/random.ts';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { toCsv } from '../../src/exports/csv.ts';
import { presentScan } from '../../src/exports/present-scan.ts';
import type { StorePlace } from '../../src/store/open-store.ts';

const WORLD = 'recruiter';
/** Exit code of a scan that came to its end: one workflow of this account is withheld. */
const ENDED = 3;
const KILLS = 10;

/** After so many requests of one run, or when a stream has ended: then nothing more is asked, and the result is written. */
type Moment = { requests: number } | { line: RegExp };

describe('src/scan/run-scan when it is killed', () => {
  const home = mkdtempSync(join(tmpdir(), 'killed-'));
  let simulator: HubSpot;
  let onRequest: () => void = () => undefined;

  beforeAll(async () => {
    simulator = await startHubSpot({ worlds: [WORLD], faults: { latencyMs: 5 }, onRequest: () => onRequest() });
  });
  afterAll(async () => {
    await simulator.close();
    rmSync(home, { recursive: true, force: true });
  });

  const environment = (dataDir: string) => ({
    HUBSPOT_API_URL: simulator.url,
    HUBSPOT_ACCESS_TOKEN: simulator.tokens[WORLD]!,
    OUTBOUND_ALLOW: '127.0.0.1',
    RATE_SHARE: '1',
    DATA_DIR: dataDir,
  });

  /** A scan by the real command line; its exit code, or `null` when it was killed at that moment. */
  async function scan(dataDir: string, moment?: Moment): Promise<number | null> {
    const child: ChildProcess = spawn(process.execPath, ['src/main.ts', 'scan', 'hubspot', '--json'], {
      env: { ...process.env, ...environment(dataDir) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const kill = () => child.kill('SIGKILL');
    let left = moment && 'requests' in moment ? moment.requests : Infinity;
    onRequest = () => {
      left -= 1;
      if (left === 0) {
        kill();
      }
    };
    createInterface({ input: child.stderr! }).on('line', (line) => {
      if (moment && 'line' in moment && moment.line.test(line)) {
        kill();
      }
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  }

  async function exportOf(place: StorePlace, act: 'scan' | 'read') {
    const app = await openApp(readConfig(environment(home)), place);
    try {
      const [tenant] = await app.store.tenants();
      const inventory = act === 'scan' ? await app.scan('hubspot', {}) : await app.store.of(tenant!).inventories.read();
      const result = presentScan(inventory!, app.words());
      return { ...result, scan: null, csv: toCsv(result) };
    } finally {
      await app.close();
    }
  }

  it('ends, begun again, in the same export as one that was left alone', async () => {
    const undisturbed = await exportOf({ memory: true }, 'scan');
    const random = seededRandom(20_261_124);
    let dataDir = mkdtempSync(join(home, 'store-'));
    let kills = 0;
    let ends = 0;
    while (kills < KILLS || ends === 0) {
      const moment: Moment | undefined =
        kills >= KILLS
          ? undefined
          : kills % 4 === 3
            ? { line: /^property-history: / }
            : { requests: 1 + Math.floor(random() * 45) };
      const code = await scan(dataDir, moment);
      if (code === null) {
        kills += 1;
        ends = 0;
        continue;
      }
      expect(code).toBe(ENDED);
      expect(await exportOf({ dataDir }, 'read')).toEqual(undisturbed);
      ends += 1;
      dataDir = mkdtempSync(join(home, 'store-'));
    }
    expect(simulator.stats().writes).toEqual([]);
  }, 600_000);
});
