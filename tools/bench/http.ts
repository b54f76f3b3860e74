import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { once } from 'node:events';
import { placeOf, readConfig } from '../../src/config.ts';
import { startService } from '../../src/server.ts';
import { silentLog } from '../../src/kit/log.ts';
import { freePort } from '../../test/support/free-port.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { FEATURES, fill, quantile, type Settings } from './large-account.ts';
import type { Line } from './table.ts';

const ROUNDS = 400;
const SYSTEM = { kind: 'system', id: 'bench', name: 'bench' } as const;
const QUERIES = [
  '',
  '?tier=high',
  '?flag=high-risk-review&sort=name',
  '?q=flow 77',
  '?page=100&size=50',
  '?size=20&sort=-name',
];

/** The list of features of a large account, and how long a start takes. */
export async function httpLines(home: string): Promise<Line[]> {
  const embedded = { DATA_DIR: join(home, 'http') };
  await fill(embedded);
  const server = await startPostgres();
  try {
    const onServer = { DATABASE_URL: server.url, SECRET_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}` };
    await fill(onServer);
    return [
      ...(await startLines(embedded)),
      ...(await listLines('PGlite', embedded, 80)),
      ...(await listLines('PostgreSQL', onServer, 50)),
    ];
  } finally {
    await server.stop();
  }
}

async function listLines(name: string, settings: Settings, target: number): Promise<Line[]> {
  const config = readConfig({ ...settings, PORT: '0' });
  const options = { place: placeOf(config), log: silentLog, http: { requestsPerMinute: 1_000_000 } };
  const service = await startService('serve', config, options);
  try {
    const { token } = await service.app.store.tokens.create({ tenant: '*', role: 'auditor', name: 'bench' }, SYSTEM);
    const headers = { authorization: `Bearer ${token}` };
    const times: number[] = [];
    for (let round = -50; round < ROUNDS; round++) {
      const query = QUERIES[(round + 50) % QUERIES.length] ?? '';
      const began = performance.now();
      const answer = await fetch(`http://127.0.0.1:${service.port}/api/v1/tenants/hubspot-1/features${query}`, {
        headers,
      });
      await answer.text();
      if (answer.status !== 200) {
        throw new Error(`The list answered ${answer.status}.`);
      }
      if (round >= 0) {
        times.push(performance.now() - began);
      }
    }
    const what = `features of ${FEATURES.toLocaleString('en')}, one page, ${name}`;
    return [
      { what: `${what}: p50`, value: quantile(times, 0.5), unit: 'ms' },
      { what: `${what}: p99`, value: quantile(times, 0.99), unit: 'ms', target },
    ];
  } finally {
    await service.close();
  }
}

const BARE = `
import express from 'express';
const app = express();
app.get('/readyz', (req, res) => res.json({}));
app.listen(Number(process.env.PORT));
`;

async function startLines(settings: Settings): Promise<Line[]> {
  const bare = await best(3, (port) => untilReady(['--input-type=module', '--eval', BARE], { PORT: port }));
  const ours = await best(3, (port) =>
    untilReady(['--max-semi-space-size=16', 'src/main.ts', 'serve'], { ...settings, PORT: port, LOG_LEVEL: 'silent' }),
  );
  return [
    {
      what: `start on ${FEATURES.toLocaleString('en')} features, embedded: until /readyz`,
      value: ours,
      unit: 'ms',
      target: 1_500,
    },
    { what: 'an empty Express app, the same', value: bare, unit: 'ms' },
    { what: 'start ÷ empty Express app', value: ours / bare, unit: '×' },
  ];
}

async function untilReady(args: string[], env: Settings): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  for (;;) {
    const ok = await fetch(`http://127.0.0.1:${env['PORT']}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) {
      break;
    }
    if (child.exitCode !== null) {
      throw new Error(`It ended with ${child.exitCode}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const took = performance.now() - began;
  child.kill('SIGTERM');
  await ended;
  return took;
}

async function best(rounds: number, measure: (port: string) => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    least = Math.min(least, await measure(String(await freePort())));
  }
  return least;
}
