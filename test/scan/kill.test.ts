import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../simulator/shared/random.ts';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { toCsv } from '../../src/exports/csv.ts';
import { presentScan } from '../../src/exports/present-scan.ts';
import type { Crm } from '../../src/model/raw-asset.ts';
import { openStore, type StorePlace } from '../../src/store/open-store.ts';
import { simulate } from './support/accounts.ts';

/** After so many requests of one run, or when a stream has ended: then nothing more is asked, and the result is written. */
type Moment = { requests: number } | { line: RegExp };

interface Case {
  crm: Crm;
  world: string;
  kills: number;
  /** About as many as a scan of this account makes. */
  requests: number;
  /** Of a stream that ends late. */
  line: RegExp;
  /** Exit code of a scan that came to its end. */
  ended: number;
}

const CASES: Case[] = [
  // One workflow of this account is withheld, so its scan ends with 3.
  { crm: 'hubspot', world: 'recruiter', kills: 10, requests: 45, line: /^property-history: /, ended: 3 },
  { crm: 'sugarcrm', world: 'talent-bpm', kills: 10, requests: 40, line: /^ai-fields: /, ended: 0 },
];

describe('src/scan/run-scan when it is killed', () => {
  // Side by side: the one waits for a rate limit most of the time, the other never.
  it.concurrent.each(CASES)(
    'ends, begun again, in the same export as one that was left alone: $crm',
    async ({ crm, world, kills, requests, line, ended }) => {
      const home = mkdtempSync(join(tmpdir(), 'killed-'));
      let onRequest: () => void = () => undefined;
      const simulator = await simulate[crm]({ worlds: [world], latencyMs: 5, onRequest: () => onRequest() });
      const environment = (dataDir: string) => ({ ...simulator.environment(world), DATA_DIR: dataDir });
      try {
        const undisturbed = await exportOf({ memory: true }, 'scan');
        const random = seededRandom(20_261_124);
        // A new database takes longer than a scan: made once, and copied.
        const empty = join(home, 'empty');
        await (await openStore({ dataDir: empty })).close();
        const copied = () => {
          const dataDir = mkdtempSync(join(home, 'store-'));
          cpSync(empty, dataDir, { recursive: true });
          return dataDir;
        };
        let dataDir = copied();
        let killed = 0;
        let ends = 0;
        while (killed < kills || ends === 0) {
          const moment: Moment | undefined =
            killed >= kills
              ? undefined
              : killed % 4 === 2
                ? { line }
                : { requests: 1 + Math.floor(random() * requests) };
          const code = await scan(dataDir, moment);
          if (code === null) {
            killed += 1;
            ends = 0;
            continue;
          }
          expect(code).toBe(ended);
          expect(await exportOf({ dataDir }, 'read')).toEqual(undisturbed);
          ends += 1;
          dataDir = copied();
        }
        expect(simulator.seen().writes).toEqual([]);
      } finally {
        await simulator.close();
        rmSync(home, { recursive: true, force: true });
      }

      /** A scan by the real command line; its exit code, or `null` when it was killed at that moment. */
      async function scan(dataDir: string, moment?: Moment): Promise<number | null> {
        const child: ChildProcess = spawn(process.execPath, ['src/main.ts', 'scan', crm, '--json'], {
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
        createInterface({ input: child.stderr! }).on('line', (told) => {
          if (moment && 'line' in moment && moment.line.test(told)) {
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
          const inventory = act === 'scan' ? await app.scan(crm, {}) : await app.store.of(tenant!).inventories.read();
          const result = presentScan(inventory!, app.words());
          return { ...result, scan: null, csv: toCsv(result) };
        } finally {
          await app.close();
        }
      }
    },
    600_000,
  );
});
