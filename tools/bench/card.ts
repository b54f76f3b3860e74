import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { sign } from '../../test/http/hubspot/support.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { FEATURES, fill, quantile, type Settings } from './large-account.ts';
import type { Line } from './table.ts';

const SECRET = 'bench-secret';
const PUBLIC_URL = 'https://svc.example.com';
const WARM = 300;
/** Both are asked in turn, so that what else the machine does meets both. */
const ROUNDS = 8;
const CALLS = 200;

/** The card's answer beside a bare route of Express that sends the same bytes: signature, replay and store included. */
export async function cardLines(home: string): Promise<Line[]> {
  const embedded = { DATA_DIR: join(home, 'card') };
  await fill(embedded);
  const server = await startPostgres();
  try {
    const onServer = { DATABASE_URL: server.url, SECRET_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}` };
    await fill(onServer);
    return [...(await compare('PGlite', embedded)), ...(await compare('PostgreSQL', onServer))];
  } finally {
    await server.stop();
  }
}

async function compare(name: string, settings: Settings): Promise<Line[]> {
  const env = { ...settings, PORT: '0', PUBLIC_URL, HUBSPOT_CLIENT_ID: 'bench', HUBSPOT_CLIENT_SECRET: SECRET };
  const ours = await started('card-process.ts', env);
  const first = await timed(ours.port);
  const bare = await started('bare-process.ts', {}, first.body);
  try {
    return [
      {
        what: `card of ${FEATURES.toLocaleString('en')} features, ${name}: the first answer`,
        value: first.ms,
        unit: 'ms',
      },
      ...(await side(name, ours.port, bare.port, 1)),
      ...(await side(name, ours.port, bare.port, 10)),
    ];
  } finally {
    for (const { child } of [ours, bare]) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }
}

async function side(name: string, ours: number, bare: number, clients: number): Promise<Line[]> {
  const times = { ours: [] as number[], bare: [] as number[] };
  await calls(ours, WARM, clients);
  await calls(bare, WARM, clients);
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(...(await calls(ours, CALLS, clients)));
    times.bare.push(...(await calls(bare, CALLS, clients)));
  }
  const what = `card, ${name}, ${clients === 1 ? 'one client' : `${clients} clients`}`;
  const p99 = [quantile(times.ours, 0.99), quantile(times.bare, 0.99)] as const;
  const p50 = [quantile(times.ours, 0.5), quantile(times.bare, 0.5)] as const;
  return [
    { what: `${what}: p50 · of a bare route`, value: p50[0], unit: 'ms' },
    { what: `${what}: p50 ÷ bare route (${p50[1].toFixed(2)} ms)`, value: p50[0] / p50[1], unit: '×' },
    { what: `${what}: p99`, value: p99[0], unit: 'ms' },
    { what: `${what}: p99 ÷ bare route (${p99[1].toFixed(2)} ms)`, value: p99[0] / p99[1], unit: '×', target: 1.5 },
  ];
}

async function calls(port: number, count: number, clients: number): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let call = 0; call < count / clients; call++) {
        times.push((await timed(port)).ms);
      }
    }),
  );
  return times;
}

const agent = new Agent({ keepAlive: true });
let nonce = 0;

/** Signed before the clock starts; each call is another one, as HubSpot makes them. */
async function timed(port: number): Promise<{ ms: number; body: Buffer }> {
  nonce += 1;
  const path = `/hubspot/card/features?objectTypeId=0-1&objectId=${nonce}&language=de&userId=7&portalId=1&userEmail=a%40b.example&appId=9`;
  const timestamp = String(Date.now());
  const headers = {
    'x-hubspot-signature-v3': sign({ uri: PUBLIC_URL + path, timestamp, secret: SECRET }),
    'x-hubspot-request-timestamp': timestamp,
  };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const req = request({ port, host: '127.0.0.1', path, headers, agent }, (res) => {
      buffer(res).then((body) => {
        const ms = performance.now() - began;
        if (res.statusCode === 200) {
          resolve({ ms, body });
        } else {
          reject(new Error(`The card answered ${res.statusCode}: ${body.toString()}`));
        }
      }, reject);
    });
    req.on('error', reject);
    req.end();
  });
}

/** A process that says on which port it answers. */
async function started(file: string, env: Settings, input?: Buffer): Promise<{ port: number; child: ChildProcess }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, file)], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(input);
  for await (const line of createInterface(child.stdout)) {
    return { port: (JSON.parse(line) as { port: number }).port, child };
  }
  throw new Error(`${file} ended before it answered.`);
}
