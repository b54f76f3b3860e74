import type { Express, NextFunction, Request, Response } from 'express';
import express from 'express';
import { listen } from '../shared/listen.ts';
import { hubSpotControls } from './api/control.ts';
import type { FaultSwitches } from './api/faults.ts';
import { FaultPlan } from './api/faults.ts';
import { authorizeRouter } from './api/authorize.ts';
import type { Stats } from './api/meter.ts';
import type { OAuthApp } from './api/oauth.ts';
import { oauthRouter } from './api/oauth.ts';
import type { Refusal } from './api/refusal.ts';
import { invalid, methodNotAllowed, notFound } from './api/refusal.ts';
import { sendRefusal, serve } from './api/serve.ts';
import { authorizationCodeOf, privateTokenOf, refreshTokenOf } from './api/tokens.ts';
import { worldNames } from './portal/load.ts';
import type { Portal } from './portal/portal.ts';
import { shelfOf } from './portal/shelf.ts';
import type { WorldSource } from './portal/world.ts';
import { routes } from './routes/index.ts';
import { type CardHost, cardHostOf } from './proxy/card-host.ts';
import { cardRouter } from './proxy/router.ts';
import { type ProxyOptions, SigningProxy } from './proxy/signing-proxy.ts';
import { Simulation } from './simulation.ts';

export interface HubSpotOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Names of `worlds/*.yaml` or of generated portals (`portal-10000`), or worlds written on the spot. Default: all files. */
  worlds?: readonly (string | WorldSource)[];
  /** Whether the rate limits of the real thing hold. Default: yes. */
  limits?: boolean;
  faults?: FaultSwitches;
  oauth?: Partial<OAuthApp>;
  /** How `hubspot.fetch` does what HubSpot does not tell. */
  proxy?: Pick<ProxyOptions, 'hashes' | 'retries'>;
  /** Called for each request as it arrives. */
  onRequest?: () => void;
  /** Milliseconds since the epoch: for limits, for tokens, and for what a world dates "days ago". */
  now?: () => number;
}

export interface HubSpot {
  url: string;
  /** Private-app tokens by world. */
  tokens: Record<string, string>;
  refreshTokens: Record<string, string>;
  authorizationCodes: Record<string, string>;
  oauth: OAuthApp;
  /** The pages that cards are shown on. */
  cards: CardHost;
  stats(world?: string): Stats;
  /** Counters, tokens and limits start again; faults are again those of the start. */
  reset(): void;
  /** Replaces all switches; `{}` switches everything off. */
  setFaults(faults: FaultSwitches): void;
  /** So many flows of a world get a new revision, the first ones first. */
  change(world: string, flows: number): void;
  /** Somebody removes the app in a world's portal. */
  uninstall(world: string): void;
  close(): Promise<void>;
}

const OAUTH_APP: OAuthApp = {
  appId: 18_000_001,
  clientId: 'simulator-client',
  clientSecret: 'simulator-secret',
  accessTokenSeconds: 1_800,
};

/** Starts a HubSpot on the loopback interface. Throws when a world does not exist or breaks its schema. */
export async function startHubSpot(options: HubSpotOptions = {}): Promise<HubSpot> {
  const now = options.now ?? Date.now;
  const shelf = shelfOf(options.worlds ?? worldNames(), now());
  const oauth = { ...OAUTH_APP, ...options.oauth };
  const simulation = new Simulation({
    portalOf: shelf.portalOf,
    limits: options.limits ?? true,
    faults: options.faults ?? {},
    now,
  });
  const { appId, clientSecret } = oauth;
  const cards = cardHostOf(new SigningProxy({ appId, clientSecret, now, ...options.proxy }), shelf.portalOf);
  const app = express();
  app.use('/__simulator/card', cardRouter(cards, shelf.names, shelf.portalOf));
  addRoutes(app, simulation, { worlds: shelf.names, oauth, onRequest: options.onRequest });
  const { url, close } = await listen(app, options.port);

  const byWorld = (textOf: (world: string) => string) => {
    return Object.fromEntries(shelf.names.map((name) => [name, textOf(name)]));
  };
  return {
    url,
    tokens: byWorld(privateTokenOf),
    refreshTokens: byWorld(refreshTokenOf),
    authorizationCodes: byWorld(authorizationCodeOf),
    oauth,
    cards,
    stats: (world) => simulation.stats(world),
    reset: () => simulation.reset(),
    setFaults: (faults) => {
      simulation.faultPlan = new FaultPlan(faults);
    },
    change: (world, flows) => demanded(shelf.portalOf(world), world).flows.change(flows),
    uninstall: (world) => simulation.tokens.uninstalled(world),
    close,
  };
}

interface Serving {
  worlds: readonly string[];
  oauth: OAuthApp;
  onRequest: (() => void) | undefined;
}

function addRoutes(app: Express, simulation: Simulation, { worlds, oauth, onRequest }: Serving): void {
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/__simulator', hubSpotControls(simulation));
  app.use((_request: Request, _response: Response, next: NextFunction) => {
    onRequest?.();
    next();
  });
  app.use(authorizeRouter(simulation, worlds, oauth), oauthRouter(simulation, oauth));
  app.use(express.json({ limit: '5mb' }));
  for (const route of routes) {
    for (const path of route.paths) {
      const handler = serve(route, path, simulation);
      if (route.method === 'GET') app.get(path, handler);
      else app.post(path, handler);
    }
  }
  app.use((request: Request, response: Response) => refuseOther(request, response, simulation));
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (!isBadJson(error)) {
      next(error);
      return;
    }
    const correlationId = simulation.nextCorrelationId();
    void sendRefusal(response, invalid('Invalid input JSON on line 1, column 1'), correlationId);
  });
}

/** What no route reads is either nothing or an attempt to write, and that is remembered. */
function refuseOther(request: Request, response: Response, simulation: Simulation): void {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const meters = simulation.metersOf(request.header('authorization'));
  const refusal: Refusal = isRead ? notFound() : methodNotAllowed();
  for (const meter of meters) {
    if (!isRead) meter.wrote(request.method, request.path);
    meter.started(`${request.method} (unknown)`, simulation.now());
    meter.answered(refusal.status);
    meter.ended();
  }
  void sendRefusal(response, refusal, simulation.nextCorrelationId());
}

function isBadJson(error: unknown): boolean {
  return error instanceof SyntaxError && 'body' in error;
}

function demanded(portal: Portal | undefined, world: string): Portal {
  if (portal === undefined) throw new Error(`No world ${world}`);
  return portal;
}
