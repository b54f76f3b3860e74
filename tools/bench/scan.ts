import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { PGlite } from '@electric-sql/pglite';
import type { Crm } from '../../src/model/raw-asset.ts';
import type { RunningPortal } from './portal.ts';

export interface ScanMeasures {
  /** From the start of the process until the store could be used. */
  openedMs: number;
  scanMs: number;
  requests: number;
  assets: number;
  /** Of the scan alone, all threads. */
  cpuMs: number;
  /** With the store open, before anything is asked. */
  idleRssMb: number;
  /** While it scanned; opening the embedded database takes more for a moment. */
  peakRssMb: number;
}

/** As package.json starts the command line. */
const FLAGS = ['--max-semi-space-size=16'];

/** Scans a HubSpot account into `dataDir`, in a new process. */
export function scanOnce(portal: RunningPortal, dataDir: string, share = 0.9): Promise<ScanMeasures> {
  const account = { HUBSPOT_API_URL: portal.url, HUBSPOT_ACCESS_TOKEN: portal.token, RATE_SHARE: String(share) };
  return scanAs('hubspot', account, dataDir);
}

/** `account`: where it is and how to get in, as the environment has it. */
export async function scanAs(crm: Crm, account: Record<string, string>, dataDir: string): Promise<ScanMeasures> {
  const child = spawn(process.execPath, [...FLAGS, 'tools/bench/scan-process.ts', crm], {
    env: { ...process.env, ...account, OUTBOUND_ALLOW: '127.0.0.1', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const told = await text(child.stdout);
  const [code] = await ended;
  if (code !== 0) {
    throw new Error(`The scan ended with ${code}.`);
  }
  return JSON.parse(told) as ScanMeasures;
}

const KEPT = ['assets', 'inventory', 'assessments', 'findings'];

/** How many rows `work` wrote to the store in `dataDir`, as PostgreSQL itself marks them. */
export async function rowsWrittenBy(dataDir: string, work: () => Promise<unknown>): Promise<number> {
  const before = await ask(dataDir, 'select txid_current()::text as answer');
  await work();
  const counts = KEPT.map((table) => `(select count(*) from ${table} where xmin::text::bigint > ${before})`);
  return Number(await ask(dataDir, `select (${counts.join(' + ')})::text as answer`));
}

async function ask(dataDir: string, sql: string): Promise<string> {
  const pglite = new PGlite(`${dataDir}/pglite`);
  const { rows } = await pglite.query<{ answer: string }>(sql);
  await pglite.close();
  return rows[0]?.answer ?? '';
}
