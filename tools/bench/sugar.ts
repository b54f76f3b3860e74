import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SugarInstance } from '../../simulator/sugarcrm/server.ts';
import type { Stats } from '../../simulator/sugarcrm/simulation.ts';
import { rowsWrittenBy, scanAs, type ScanMeasures } from './scan.ts';
import type { Line } from './table.ts';

/** A thousand processes, and metadata of about 30 MB. */
const WORLD = 'tenant-1000';
/** What a scan allows itself: SugarCloud blocks at twenty. */
const PER_SECOND = 5;

/** Two scans of a generated instance, the second one of what is equal. SugarCloud's block is switched on. */
export async function sugarLines(home: string): Promise<Line[]> {
  const { instance, child } = await startInstance();
  const dataDir = join(home, WORLD);
  const account = {
    SUGARCRM_URL: instance.url,
    SUGARCRM_USERNAME: instance.username,
    SUGARCRM_PASSWORD: instance.password,
    SUGARCRM_PLATFORM: instance.platform,
  };
  try {
    const first = await scanAs('sugarcrm', account, dataDir);
    let second: ScanMeasures = first;
    const written = await rowsWrittenBy(dataDir, async () => {
      second = await scanAs('sugarcrm', account, dataDir);
    });
    const { peakPerSecond, blocks, sessions } = (await (
      await fetch(`${instance.url}/__simulator/stats`)
    ).json()) as Stats;
    return [
      ...scanLines('1,000 processes and 30 MB of metadata', first),
      ...scanLines('the same again, nothing changed', second),
      { what: 'SugarCRM, rows written by the second scan', value: written, unit: '', target: 0 },
      { what: 'SugarCRM, most requests in a second', value: peakPerSecond, unit: '/s', target: 8 },
      { what: 'SugarCRM, blocks and sessions left open', value: blocks + sessions.open, unit: '', target: 0 },
    ];
  } finally {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }
}

function scanLines(name: string, scan: ScanMeasures): Line[] {
  const floor = (scan.requests / PER_SECOND) * 1_000;
  const what = `SugarCRM, ${name}`;
  return [
    { what: `${what}: requests`, value: scan.requests, unit: '' },
    { what: `${what}: wall`, value: scan.scanMs, unit: 'ms' },
    { what: `${what}: wall ÷ floor of ${Math.round(floor)} ms`, value: scan.scanMs / floor, unit: '×', target: 1.15 },
    { what: `${what}: CPU of ours`, value: scan.cpuMs, unit: 'ms' },
    { what: `${what}: peak RSS`, value: scan.peakRssMb, unit: 'MB' },
    { what: `${what}: peak RSS over idle`, value: scan.peakRssMb - scan.idleRssMb, unit: 'MB', target: 200 },
  ];
}

/** In a process of its own, so that its work is not counted as ours. */
async function startInstance(): Promise<{ instance: SugarInstance; child: ChildProcess }> {
  const args = ['simulator/main.ts', '--crm', 'sugarcrm', '--port', '0', '--json', '--world', WORLD];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { instances } = JSON.parse(line) as { instances: Record<string, SugarInstance> };
  const instance = instances[WORLD];
  if (!instance) {
    throw new Error(`The simulator does not know ${WORLD}.`);
  }
  return { instance, child };
}
