import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import type { Visit } from '../identity/visit.ts';
import { Forbidden, NotFound, Unauthenticated } from '../kit/errors.ts';
import type { Tenant } from '../model/inventory.ts';
import { type Language, LANGUAGES } from '../model/message.ts';
import { type Action, EVERY_TENANT, may, type Principal, sees } from '../model/principal.ts';
import { inputOf } from './input.ts';
import { languageOf } from './language.ts';
import { Reply, send } from './reply.ts';
import { visitOf } from './visit.ts';

/** `signed-in`: any principal, and the answer holds only what that one may see · `everyone`: nobody need be signed in. */
export type Access = Action | 'signed-in' | 'everyone';

/** What a handler gets: parsed, authorised; never a raw request. */
export interface Call<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  principal: Principal;
  /** The tenant of the path; a route without `{id}` never asks for it. */
  tenant: Tenant;
  /** For identity alone: cookies, origin and address of the request. */
  visit: Visit;
  language: Language;
  /** Aborted when the client has gone or the server stops. */
  signal: AbortSignal;
}

export interface RouteSpec {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As in the OpenAPI description; `{id}` is a tenant's. */
  path: string;
  access: Access;
  tag: string;
  summary: string;
  description?: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer: z.ZodType;
  status?: 200 | 201 | 202 | 204;
  /** Other types than JSON that it can answer with. */
  types?: readonly string[];
}

export interface Route extends RouteSpec {
  act(call: Call<unknown, unknown, unknown>): Promise<unknown>;
}

type Output<T> = T extends z.ZodType ? z.output<T> : Record<string, never>;

/** One route: the same schemas validate what comes in and describe it. A handler returns the JSON, or a `Reply`. */
export function route<S extends RouteSpec>(
  spec: S,
  act: (
    call: Call<Output<S['params']>, Output<S['query']>, Output<S['body']>>,
  ) => Promise<z.input<S['answer']> | Reply | undefined>,
): Route {
  return { ...spec, act: act as Route['act'] };
}

export interface RouteDeps {
  authenticate(request: Request): Promise<Principal | undefined>;
  tenant(id: string): Promise<Tenant | undefined>;
  stopping: AbortSignal;
  /** In tests: an answer that its schema does not describe is a fault. */
  checksAnswers?: boolean;
}

const NOBODY: Principal = { id: 'nobody', kind: 'user', name: 'nobody', grants: [] };

/** Who may ask comes before what is asked: a stranger learns nothing of ids, and not even which input is wrong. */
export function mount(router: Router, routes: readonly Route[], deps: RouteDeps): void {
  for (const one of routes) {
    router[one.method](one.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (req, res) => {
      res.locals['route'] = one.path;
      const principal = await principalOf(one, req, deps);
      res.locals['principal'] = principal.id;
      const tenant = await authorised(one, principal, req, deps);
      const call = {
        ...inputOf(one, req),
        principal,
        tenant,
        visit: visitOf(req),
        language: LANGUAGES.find((one) => one === req.query['lang']) ?? languageOf(req),
        signal: goneOr(deps.stopping, res),
      };
      const answer = await one.act(call as Call<unknown, unknown, unknown>);
      if (deps.checksAnswers && !(answer instanceof Reply)) {
        one.answer.parse(answer === undefined ? answer : JSON.parse(JSON.stringify(answer)));
      }
      await send(res, answer, one.status ?? 200, call.signal);
    });
  }
}

async function principalOf({ access }: Route, req: Request, deps: RouteDeps): Promise<Principal> {
  if (access === 'everyone') {
    return NOBODY;
  }
  const principal = await deps.authenticate(req);
  if (!principal) {
    throw req.get('authorization') === undefined
      ? new Unauthenticated()
      : new Unauthenticated('This API token is wrong, expired or revoked.');
  }
  return principal;
}

/** A tenant that somebody has no grant for does not exist for him, whether it is there or not. */
async function authorised({ access, path }: Route, principal: Principal, req: Request, deps: RouteDeps) {
  if (access === 'signed-in' || access === 'everyone') {
    return undefined;
  }
  if (!isOfTenant(path)) {
    if (!may(principal, EVERY_TENANT, access)) {
      throw new Forbidden('This needs an administrator of the whole install.');
    }
    return undefined;
  }
  const id = String(req.params['id']);
  if (!sees(principal, id)) {
    throw new NotFound('tenant');
  }
  if (!may(principal, id, access)) {
    throw new Forbidden(`Your role for this tenant may not ${access}.`);
  }
  const tenant = await deps.tenant(id);
  if (!tenant) {
    throw new NotFound('tenant');
  }
  return tenant;
}

export const isOfTenant = (path: string) => path.startsWith('/tenants/{id}');

function goneOr(stopping: AbortSignal, res: Response): AbortSignal {
  const gone = new AbortController();
  res.once('close', () => {
    gone.abort();
  });
  return AbortSignal.any([stopping, gone.signal]);
}
