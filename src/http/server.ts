import { createServer, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { ConfigError, NotFound, TooManyRequests } from '../kit/errors.ts';
import type { Log } from '../kit/log.ts';
import { jsonBody } from './body.ts';
import { type Checks, makeReadiness } from './health.ts';
import { logRequests } from './log.ts';
import type { Metrics } from './metrics.ts';
import { API, REFERENCE } from './paths.ts';
import { openApiRoutes } from './openapi/routes.ts';
import { problemOf, sendProblem } from './problem.ts';
import { requestId, requestIdOf } from './request-id.ts';
import { mount, type Route, type RouteDeps } from './route.ts';

export interface HttpOptions extends Omit<RouteDeps, 'stopping'> {
  log: Log;
  metrics: Metrics;
  routes: readonly Route[];
  /** Of the program; stands in the description. */
  version: string;
  checks: Checks;
  /** For programs alone, which bring a limit and headers of their own: nothing that is meant for browsers stands before. */
  first?: readonly { path: string; handler: RequestHandler }[];
  /** Handlers that read their own bodies, such as sign-in; mounted before ours. */
  before?: readonly { path: string; handler: RequestHandler }[];
  /** The address under which people reach it; decides whether browsers are told to insist on https. */
  publicUrl?: string | undefined;
  /** Proxies in front, whose word on the client's address counts. */
  trustProxy?: number;
  /** Of one address. */
  requestsPerMinute?: number;
}

/** A whole office, or an integrator behind one address, may work with it; sign-in has a limit of its own. */
const REQUESTS_PER_MINUTE = 6_000;
/** Less than what orchestrators wait before they kill. */
const GRACE_MS = 8_000;
/** Slow senders hold a connection no longer than this. */
const TIMES: ServerOptions = { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 };

/** A port that is taken already, and what answers there. */
export interface Door {
  url: string;
  port: number;
  /** Requests that came before wait for this. */
  serve(options: HttpOptions): void;
  /** Not ready any more, takes nothing new, ends what is under way, then closes. */
  close(): Promise<void>;
}

/** With port 0 its address is known only now. `host`: every address of the machine unless told. */
export async function openDoor(port: number, host?: string): Promise<Door> {
  const stop = new AbortController();
  const app = Promise.withResolvers<Express>();
  const server = createServer(TIMES, (req, res) => void app.promise.then((answer) => answer(req, res)));
  await listening(server, port, host);
  const { port: taken } = server.address() as AddressInfo;
  let metrics: Metrics | undefined;
  return {
    url: `http://localhost:${taken}`,
    port: taken,
    serve(options) {
      ({ metrics } = options);
      app.resolve(makeApp(options, stop.signal));
    },
    async close() {
      stop.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const late = setTimeout(
        () => {
          server.closeAllConnections();
        },
        metrics ? GRACE_MS : 0,
      );
      await closed;
      clearTimeout(late);
      metrics?.stop();
    },
  };
}

function makeApp(options: HttpOptions, stopping: AbortSignal): Express {
  const { log, metrics, first = [], before = [], publicUrl } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustProxy ?? 0);
  app.use(requestId, metrics.watch, logRequests(log));
  for (const { path, handler } of first) {
    app.use(path, handler);
  }
  app.use(helmet(headersFor(publicUrl)), compression());
  healthRoutes(app, options, stopping);
  app.use(limited(options.requestsPerMinute ?? REQUESTS_PER_MINUTE));
  for (const { path, handler } of before) {
    app.use(path, handler);
  }
  app.use(jsonBody);
  const router = Router({ caseSensitive: true });
  mount(router, [...options.routes, ...openApiRoutes(options.routes, options.version)], { ...options, stopping });
  app.use(API, router);
  app.use(() => {
    throw new NotFound('address', `The reference page lists all addresses: ${REFERENCE}.`);
  });
  app.use(problems(log));
  return app;
}

function healthRoutes(app: Express, { checks, metrics }: HttpOptions, stopping: AbortSignal): void {
  const readiness = makeReadiness(checks);
  app.get('/healthz', (_req, res) => {
    res.json({ up: true });
  });
  app.get('/readyz', async (_req, res) => {
    const { ready, parts } = await readiness();
    const isReady = ready && !stopping.aborted;
    res.status(isReady ? 200 : 503).json({ ready: isReady, stopping: stopping.aborted, ...parts });
  });
  app.get('/metrics', async (_req, res) => {
    const { type, text } = await metrics.print();
    res.setHeader('content-type', type);
    res.end(text);
  });
}

/** Nothing from elsewhere, nothing inline, in nobody's frame. */
function headersFor(publicUrl: string | undefined) {
  const self = ["'self'"];
  const none = ["'none'"];
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: self,
        imgSrc: [...self, 'data:'],
        fontSrc: self,
        connectSrc: self,
        formAction: self,
        baseUri: none,
        frameAncestors: none,
      },
    },
    strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  } as const;
}

function limited(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { trustProxy: false },
    handler(_req, res, next) {
      next(new TooManyRequests(Number(res.getHeader('retry-after') ?? 60)));
    },
  });
}

function problems(log: Log): ErrorRequestHandler {
  // Four parameters, or Express takes it for a handler of requests.
  return (error: unknown, req, res, _next) => {
    const about = { instance: req.path.slice(0, 500), requestId: requestIdOf(res) };
    const problem = problemOf(error, about);
    if (problem.status >= 500) {
      log.error({ error, requestId: about.requestId, route: res.locals['route'] as unknown }, 'Request failed');
    }
    if (res.headersSent) {
      // Cut, so that nobody takes it for whole. Express itself would print the error past our log.
      res.destroy();
    } else {
      res.locals['code'] = problem.code;
      sendProblem(res, problem, error);
    }
  };
}

function listening(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      reject(new ConfigError([`PORT: ${port} cannot be listened on (${code ?? message}).`]));
    });
    server.listen({ port, ...(host !== undefined && { host }) }, resolve);
  });
}
