import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { SYSTEM } from '../../src/model/audit.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { startPortals } from './portal.ts';
import type { Line } from './table.ts';

const TENANTS = 50;
const WORKERS = 4;
const LARGE = 'portal-10000';

interface Ended {
  tenant: string;
  beganAt: number;
  endedAt: number;
}

/** Fifty tenants ask for a scan in the same moment, one of them with 10,000 workflows: does it hold the others up? */
export async function fairnessLines(): Promise<Line[]> {
  const worlds = [LARGE, ...Array.from({ length: TENANTS - 1 }, (_item, index) => `portal-20-seed${index + 2}`)];
  const server = await startPostgres();
  const portals = await startPortals(worlds, 20);
  const env = {
    DATABASE_URL: server.url,
    SECRET_KEYS: `bench:${Buffer.alloc(32, 7).toString('base64')}`,
    HUBSPOT_API_URL: portals.url,
    OUTBOUND_ALLOW: '127.0.0.1',
  };
  const app = await openApp(readConfig(env));
  const workers: ChildProcess[] = [];
  try {
    const ended: Ended[] = [];
    const all = Promise.withResolvers<void>();
    for (let index = 0; index < WORKERS; index += 1) {
      workers.push(
        await startWorker(env, (one) => {
          ended.push(one);
          if (ended.length === TENANTS) {
            all.resolve();
          }
        }),
      );
    }
    const queue = await openQueue(app.store.statements, { works: false, onError: (error) => console.error(error) });
    const askedAt = Date.now();
    for (const [index, world] of worlds.entries()) {
      const tenant = await app.store.upsertTenant('hubspot', String(24_900_001 + index), world);
      const store = app.store.of(tenant);
      const credentials = { accessToken: portals.tokens[world] ?? '', apiUrl: portals.url };
      await store.connections.save({ auth: 'token', credentials }, SYSTEM);
      const scan = { kind: 'resync' as const, id: `bench-${index}`, by: 'bench', at: new Date().toISOString() };
      await store.requests.add(scan);
      await queue.add('scan', { tenant: tenant.id, scan: scan.id }, { key: scan.id });
    }
    await all.promise;
    await queue.close();
    const small = ended.filter(({ tenant }) => tenant !== 'hubspot-24900001');
    return [
      ...spread(
        'from the asking',
        small.map(({ endedAt }) => endedAt - askedAt),
      ),
      ...spread(
        'of the scan itself',
        small.map(({ beganAt, endedAt }) => endedAt - beganAt),
      ),
    ];
  } finally {
    await Promise.all(workers.map(stop));
    await app.close();
    await portals.stop();
    await server.stop();
  }
}

function spread(what: string, times: number[]): Line[] {
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const slowest = sorted.at(-1) ?? 0;
  const about = `${TENANTS} tenants, ${WORKERS} workers, time ${what}`;
  return [
    { what: `${about}: median of the small`, value: median, unit: 'ms' },
    { what: `${about}: slowest small ÷ median`, value: slowest / median, unit: '×', target: 2 },
  ];
}

async function startWorker(env: Record<string, string>, onEnded: (one: Ended) => void): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['tools/bench/worker-process.ts'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line');
  lines.on('line', (line) => {
    onEnded(JSON.parse(line) as Ended);
  });
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
