import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cardLines } from './card.ts';
import { rateLimitedShare, sharedBudgetShare } from './contention.ts';
import { fairnessLines } from './fairness.ts';
import { floorMs, idealOf, type Limits } from './floor.ts';
import { httpLines } from './http.ts';
import { startPortal } from './portal.ts';
import { measureReasoning } from './reasoning.ts';
import { rowsWrittenBy, scanOnce, type ScanMeasures } from './scan.ts';
import { sugarLines } from './sugar.ts';
import { type Line, print } from './table.ts';

const HELP = `Measures scans against the simulator with its real limits, and the reasoning over what they keep.

  npm run bench -- [--only sync,rescan,reasoning,memory,start,contention,sugarcrm,fairness,http,card]

Ratios count; milliseconds depend on the machine, and on what else it does. Takes about nine minutes.`;

const SEGMENTS = 534;
const SHARE = 0.9;
const LIMITS: Limits = { burst: 190, search: 5, share: SHARE };
const HUBSPOT_SECTIONS = ['sync', 'rescan', 'reasoning', 'memory', 'start', 'contention'];
const SECTIONS = [...HUBSPOT_SECTIONS, 'sugarcrm', 'fairness', 'http', 'card'];

const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean' } } });
if (values.help) {
  console.log(HELP);
} else {
  const home = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    print(await measure(values.only?.split(',') ?? SECTIONS, home));
  } finally {
    rmSync(home, { recursive: true });
  }
  const [cpu] = cpus();
  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `\n${cpu?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${load}`,
  );
}

async function measure(wanted: readonly string[], home: string): Promise<Line[]> {
  const hubspot = HUBSPOT_SECTIONS.some((section) => wanted.includes(section)) ? await hubspotLines(wanted, home) : [];
  return [
    ...hubspot,
    ...(wanted.includes('sugarcrm') ? await sugarLines(home) : []),
    ...(wanted.includes('http') ? await httpLines(home) : []),
    ...(wanted.includes('card') ? await cardLines(home) : []),
    ...(wanted.includes('fairness') ? await fairnessLines() : []),
  ];
}

async function hubspotLines(wanted: readonly string[], home: string): Promise<Line[]> {
  const lines: Line[] = [];
  const first = new Map<number, ScanMeasures>();
  for (const [workflows, latencyMs] of [
    [20, 80],
    [229, 80],
    [2_000, 0],
    [2_000, 80],
    [10_000, 80],
    [10_000, 0],
  ] as const) {
    const portal = await startPortal(`portal-${workflows}`, latencyMs);
    const dataDir = join(home, `${workflows}-${latencyMs}`);
    try {
      const scan = await scanOnce(portal, dataDir, SHARE);
      first.set(workflows, scan);
      if (wanted.includes('sync') && workflows > 20) {
        lines.push(...syncLines(workflows, latencyMs, scan));
      }
      const isLast = workflows === 10_000 && latencyMs === 0;
      if (isLast && wanted.includes('rescan')) {
        lines.push(...(await rescanLines(portal, dataDir, workflows)));
      }
      if (isLast && wanted.includes('start')) {
        const { openedMs } = await scanOnce(portal, dataDir, SHARE);
        lines.push({ what: 'start on the store of 10,000 workflows', value: openedMs, unit: 'ms', target: 1_500 });
      }
      if (isLast && wanted.includes('reasoning')) {
        lines.push(...(await reasoningLines(dataDir)));
      }
      if (workflows === 229 && wanted.includes('contention')) {
        const alone = await rateLimitedShare(portal, 8);
        const together = await sharedBudgetShare(portal, 8);
        lines.push(
          {
            what: `429 share, 8 clients that know nothing of each other (${alone.requests} requests, ${Math.round(alone.ms / 1000)} s)`,
            value: 100 * alone.share,
            unit: '%',
          },
          {
            what: `429 share, 8 workers with one budget (${together.requests} requests, ${Math.round(together.ms / 1000)} s)`,
            value: 100 * together.share,
            unit: '%',
            target: 0.5,
          },
        );
      }
    } finally {
      await portal.stop();
    }
  }
  if (wanted.includes('memory')) {
    const value = first.get(10_000)!.peakRssMb - first.get(20)!.peakRssMb;
    lines.push({ what: 'RSS with 10,000 workflows − with 20', value, unit: 'MB', target: 64 });
  }
  return lines;
}

function syncLines(workflows: number, latencyMs: number, scan: ScanMeasures): Line[] {
  const ideal = idealOf(workflows, SEGMENTS);
  const floor = floorMs(ideal, LIMITS, latencyMs);
  const name = `${workflows.toLocaleString('en')} workflows at ${latencyMs} ms`;
  return [
    { what: `sync, ${name}: wall`, value: scan.scanMs, unit: 'ms', ...(workflows === 229 && { target: 2_000 }) },
    {
      what: `sync, ${name}: wall ÷ floor of ${Math.round(floor)} ms`,
      value: scan.scanMs / floor,
      unit: '×',
      target: 1.15,
    },
    { what: `sync, ${name}: CPU of ours`, value: scan.cpuMs, unit: 'ms' },
    { what: `requests ÷ examined asset, ${name}`, value: scan.requests / scan.assets, unit: '', target: 0.05 },
    {
      what: `requests ÷ those of an ideal client, ${name}`,
      value: scan.requests / (ideal.burst + ideal.search),
      unit: '×',
    },
  ];
}

async function rescanLines(
  portal: Awaited<ReturnType<typeof startPortal>>,
  dataDir: string,
  workflows: number,
): Promise<Line[]> {
  const flowRequests = async (work: () => Promise<unknown>) => {
    await portal.reset();
    await work();
    const { byRoute } = await portal.stats();
    return Object.entries(byRoute)
      .filter(([route]) => route.includes('/flows'))
      .reduce((sum, [, count]) => sum + count, 0);
  };
  const untouched = await rowsWrittenBy(dataDir, () => scanOnce(portal, dataDir, SHARE));
  const changed = workflows / 100;
  await portal.change(changed);
  let requests = 0;
  const written = await rowsWrittenBy(dataDir, async () => {
    requests = await flowRequests(() => scanOnce(portal, dataDir, SHARE));
  });
  // The first ones change, and they stand on one page; spread over all pages each page would need a batch of its own.
  const needed = Math.ceil(workflows / 100) + Math.ceil(changed / 100);
  return [
    { what: 'rescan of what is equal: rows written', value: untouched, unit: '', target: 0 },
    {
      what: 'rescan, 1 % changed: requests for workflows ÷ (pages + batches)',
      value: requests / needed,
      unit: '×',
      target: 1.05,
    },
    { what: `rescan, 1 % changed: rows written of ${changed} changed workflows`, value: written, unit: '' },
  ];
}

async function reasoningLines(dataDir: string): Promise<Line[]> {
  const { reassessMs, assetsASecond, assessedASecond, explainedASecond } = await measureReasoning(dataDir);
  return [
    { what: 'reassess 10,000 workflows from the store', value: reassessMs, unit: 'ms', target: 2_000 },
    { what: 'normalise and link: assets a second', value: assetsASecond, unit: '/s' },
    {
      what: 'assess with explanation: features a second',
      value: assessedASecond,
      unit: '/s',
      target: 50_000,
      atLeast: true,
    },
    { what: 'the same, with its words written out', value: explainedASecond, unit: '/s' },
  ];
}
