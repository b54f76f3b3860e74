import { setTimeout as sleep } from 'node:timers/promises';
import type { NextFunction, Request, Response } from 'express';
import express from 'express';
import { controlRouter } from '../shared/control.ts';
import { listen, type Listening } from '../shared/listen.ts';
import type { FaultSwitches } from './api/faults.ts';
import { FaultPlan, Faults } from './api/faults.ts';
import { serve } from './api/serve.ts';
import { serveSts } from './api/sts.ts';
import { CLOUD_LIMITS, type Limits } from './api/throttle.ts';
import type { Instance } from './instance/instance.ts';
import { worldNames } from './instance/load.ts';
import type { Release } from './instance/profile.ts';
import { instancesOf } from './instance/shelf.ts';
import { endpointsOfPackages } from './packages/endpoints.ts';
import type { PackageScanner } from './packages/open-package.ts';
import { findPhp } from './packages/php.ts';
import type { WorldSource } from './instance/world.ts';
import { routesOf } from './routes/index.ts';
import { Simulation, type Stats } from './simulation.ts';

export interface SugarOptions {
  /** Of the first instance; the others take the next ones. 0, the default, takes free ones. */
  port?: number;
  /** Names of `worlds/*.yaml` or of generated ones (`tenant-1000`), or worlds written on the spot. Default: all files. */
  worlds?: readonly (string | WorldSource)[];
  /** Whether a cloud instance blocks who asks too often, or how. On site nothing ever does. Default: yes. */
  limits?: boolean | Partial<Limits>;
  faults?: FaultSwitches;
  /** Every instance in this release instead of its own. */
  version?: Release;
  /** Milliseconds since the epoch: for limits, for tokens, and for the dates of records. */
  now?: () => number;
  /** Called for each request that arrives, before it is answered. */
  onRequest?: () => void;
  /** Looks into uploaded packages on the cloud, as its package scanner does. Default: nobody does. */
  scanner?: PackageScanner;
  /** The program that runs the endpoints of packages; empty: none. Default: `php`, where there is one. */
  php?: string;
  /** How an answer is held back, for tests that do not want to wait. */
  wait?: (ms: number) => Promise<unknown>;
}

export interface SugarInstance {
  /** An origin without a path: an instance is a host. */
  url: string;
  /** Of the user who scans. */
  username: string;
  password: string;
  platform: string;
  users: { username: string; password: string; admin: boolean }[];
  /** With an identity service only. */
  tokenUrl?: string;
  serviceAccounts?: { clientId: string; clientSecret: string }[];
}

export interface Sugar {
  /** Of the first instance. */
  url: string;
  instances: Record<string, SugarInstance>;
  /** Without a world: of the first instance. */
  stats(world?: string): Stats;
  /** What installed packages have put where: what a browser loads, for instance. Without a world: of the first instance. */
  filesOfPackages(world?: string): ReadonlyMap<string, string>;
  /** Counters, sessions and blocks start again; faults are again those of the start. */
  reset(world?: string): void;
  /** Replaces all switches, of one instance or of all; `{}` switches everything off. */
  setFaults(faults: FaultSwitches, world?: string): void;
  close(): Promise<void>;
}

/** Starts one SugarCRM a world on the loopback interface. Throws when a world does not exist or breaks its schema. */
export async function startSugar(options: SugarOptions = {}): Promise<Sugar> {
  const now = options.now ?? Date.now;
  const running = new Map<string, { simulation: Simulation; server: Listening }>();
  for (const instance of instancesOf(options.worlds ?? worldNames(), now(), options.version)) {
    const limits = limitsOf(instance, options.limits ?? true);
    const simulation = new Simulation({
      instance,
      limits,
      faults: options.faults ?? {},
      now,
      wait: options.wait ?? sleep,
      scanner: options.scanner,
    });
    const port = options.port ? options.port + running.size : 0;
    running.set(instance.name, { simulation, server: await listen(appOf(simulation, options), port) });
  }
  const [first] = running.keys();
  const chosen = (world = first): Simulation => {
    const one = running.get(world ?? '');
    if (one === undefined) throw new Error(`No world ${String(world)}`);
    return one.simulation;
  };
  const each = (world?: string) => (world === undefined ? [...running.keys()] : [world]).map((name) => chosen(name));
  return {
    url: running.get(first ?? '')?.server.url ?? '',
    instances: Object.fromEntries(
      [...running].map(([name, { simulation, server }]) => [name, accessOf(simulation, server.url)]),
    ),
    stats: (world) => chosen(world).stats(),
    filesOfPackages: (world) => chosen(world).packageFiles,
    reset: (world) => each(world).forEach((simulation) => simulation.reset()),
    setFaults: (faults, world) => each(world).forEach((simulation) => steer(simulation, faults)),
    close: async () => {
      await Promise.all([...running.values()].map(({ server }) => server.close()));
    },
  };
}

function steer(simulation: Simulation, faults: FaultSwitches): void {
  simulation.faultPlan = new FaultPlan(faults);
}

function limitsOf({ world }: Instance, limits: boolean | Partial<Limits>): Limits | undefined {
  if (limits === false || world.hosting === 'on-site') return undefined;
  return limits === true ? CLOUD_LIMITS : { ...CLOUD_LIMITS, ...limits };
}

function accessOf({ instance }: Simulation, url: string): SugarInstance {
  const { idm, platforms } = instance.world;
  const users = instance.users.map(({ username, password, admin }) => ({ username, password, admin }));
  return {
    url,
    username: users[0]?.username ?? '',
    password: users[0]?.password ?? '',
    platform: platforms[0] ?? 'base',
    users,
    ...(idm && {
      tokenUrl: url + idm.tokenPath,
      serviceAccounts: idm.serviceAccounts.map(({ clientId, clientSecret }) => ({ clientId, clientSecret })),
    }),
  };
}

function appOf(simulation: Simulation, { onRequest, php = findPhp() }: SugarOptions) {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(
    '/__simulator',
    controlRouter({
      stats: () => simulation.stats(),
      reset: () => simulation.reset(),
      faults: () => simulation.faultPlan.faults,
      setFaults: (switches) => steer(simulation, Faults.parse(switches)),
    }),
  );
  app.use((_request: Request, _response: Response, next: NextFunction) => {
    onRequest?.();
    next();
  });
  app.use(express.raw({ type: () => true, limit: '20mb' }));
  const { idm } = simulation.instance.world;
  if (idm !== undefined) app.post(idm.tokenPath, serveSts(simulation));
  const stock = routesOf(simulation.instance);
  const endpoints = endpointsOfPackages(() => simulation.packageFiles, php);
  app.use(
    '/rest',
    serve(simulation, () => [...stock, ...endpoints()]),
  );
  app.use((_request: Request, response: Response) => {
    response.status(404).type('html').send('<html><body><h1>Not Found</h1></body></html>');
  });
  return app;
}
