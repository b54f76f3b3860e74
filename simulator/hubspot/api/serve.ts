import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { Simulation } from '../simulation.ts';
import type { Trouble } from './faults.ts';
import { missingScopes, rateLimited, Refusal } from './refusal.ts';
import type { ApiRequest, Route } from './route.ts';
import { failureOf, send, sendHtml } from './send.ts';

/** One request from the token to the last byte, in HubSpot's order: who, how often, may they, what. */
export function serve(route: Route, path: string, simulation: Simulation) {
  return async (request: Request, response: Response): Promise<void> => {
    const meters = simulation.metersOf(request.header('authorization'));
    for (const meter of meters) meter.started(`${route.method} ${path}`, simulation.now());
    response.once('close', () => {
      for (const meter of meters) meter.ended();
    });
    const { faults } = simulation.faultPlan;
    const trouble = simulation.faultPlan.next(request.path, request.originalUrl + JSON.stringify(request.body));
    const correlationId = simulation.nextCorrelationId();
    response.setHeader('x-hubspot-correlation-id', correlationId);

    const outcome = outcomeOf(route, request, response, simulation, trouble);
    for (const meter of meters) meter.answered(outcome.status);
    if (faults.latencyMs > 0) await sleep(faults.latencyMs);
    if (outcome instanceof Refusal) await sendRefusal(response, outcome, correlationId);
    else if ('html' in outcome) sendHtml(response, outcome.status, outcome.html);
    else await send(response, outcome.status, outcome.body, trouble.transfer, faults.slowMs);
  };
}

export function sendRefusal(response: Response, refusal: Refusal, correlationId: string): Promise<void> {
  const requestId = refusal.status === 429 ? correlationId : undefined;
  response.setHeader('x-hubspot-correlation-id', correlationId);
  response.set(refusal.headers);
  return send(response, refusal.status, { status: 'error', ...refusal.body, correlationId, requestId });
}

type Outcome = { status: number; body: unknown } | { status: number; html: string } | Refusal;

function outcomeOf(
  route: Route,
  request: Request,
  response: Response,
  simulation: Simulation,
  trouble: Trouble,
): Outcome {
  try {
    return answerTo(route, request, response, simulation, trouble);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function answerTo(
  route: Route,
  request: Request,
  response: Response,
  simulation: Simulation,
  trouble: Trouble,
): Outcome {
  const { faults } = simulation.faultPlan;
  const { portal, limits, scopes: granted } = simulation.admit(request.header('authorization'));
  if (faults.daily) throw rateLimited('DAILY');
  try {
    limits?.take(simulation.now(), route.search ?? false);
  } finally {
    if (limits !== undefined && !route.search) response.set(limits.headers(simulation.now()));
  }
  if (trouble.failure !== undefined) return failureOf(trouble.failure, faults);
  const asked: ApiRequest = {
    portal,
    origin: `http://${request.headers.host ?? 'localhost'}`,
    path: request.path,
    params: paramsOf(request),
    query: new URL(request.originalUrl, 'http://localhost').searchParams,
    body: request.body,
    quirk: trouble.quirk,
  };
  const scopes = typeof route.scopes === 'function' ? route.scopes(asked) : (route.scopes ?? []);
  if (scopes.length > 0 && !scopes.some((scope) => granted.has(scope))) throw missingScopes(scopes);
  return route.answer(asked);
}

function paramsOf(request: Request): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) {
    if (typeof value === 'string') params[name] = value;
  }
  return params;
}
