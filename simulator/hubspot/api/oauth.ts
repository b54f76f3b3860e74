import type { Request, Response, Router } from 'express';
import express from 'express';
import type { Simulation } from '../simulation.ts';
import { Refusal, unsupportedMediaType } from './refusal.ts';
import { send } from './send.ts';
import { sendRefusal } from './serve.ts';
import { refreshTokenOf } from './tokens.ts';

export interface OAuthApp {
  appId: number;
  clientId: string;
  clientSecret: string;
  /** How long an access token lives; HubSpot says 1,800. */
  accessTokenSeconds: number;
}

type Form = Record<string, unknown>;
type Endpoint = (form: Form) => unknown;

const VERSIONS = ['v3', '2026-03', '2026-09'];

/** The token endpoints: they read forms only, and answer errors in a shape of their own. */
export function oauthRouter(simulation: Simulation, app: OAuthApp): Router {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false }));
  const post = (paths: string[], endpoint: Endpoint) => {
    for (const path of paths) {
      router.post(path, (request, response) => answerForm(request, response, simulation, endpoint));
    }
  };
  const versioned = (path: string) => VERSIONS.map((version) => `/oauth/${version}${path}`);
  post([...versioned('/token'), '/oauth/v1/token'], (form) => grantToken(form, simulation, app));
  post(versioned('/token/introspect'), (form) => introspect(form, simulation, app));
  post(versioned('/token/revoke'), (form) => revoke(form, simulation, app));
  return router;
}

async function answerForm(request: Request, response: Response, simulation: Simulation, endpoint: Endpoint) {
  const correlationId = simulation.nextCorrelationId();
  response.setHeader('x-hubspot-correlation-id', correlationId);
  try {
    if (request.is('application/x-www-form-urlencoded') === false) throw unsupportedMediaType();
    await send(response, 200, endpoint(isForm(request.body) ? request.body : {}));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 415) await sendRefusal(response, error, correlationId);
    else await send(response, error.status, { ...error.body, correlationId });
  }
}

function grantToken(form: Form, simulation: Simulation, app: OAuthApp) {
  demandApp(form, app);
  const world = worldOf(form, simulation);
  const accessToken = simulation.tokens.issue(world, simulation.now() + app.accessTokenSeconds * 1_000);
  const portal = simulation.portalOf(world);
  return {
    token_type: 'bearer',
    token_use: 'access_token',
    access_token: accessToken,
    refresh_token: refreshTokenOf(world),
    expires_in: app.accessTokenSeconds,
    hub_id: portal?.account.portalId,
    user_id: 88_000_001,
    scopes: [...(portal?.scopes ?? [])],
  };
}

function worldOf(form: Form, { tokens }: Simulation): string {
  if (form.grant_type === 'refresh_token') {
    const world = tokens.worldOfRefreshToken(String(form.refresh_token));
    if (world === undefined) {
      throw oauthError('BAD_REFRESH_TOKEN', 'invalid_grant', 'refresh token is invalid, expired or revoked');
    }
    return world;
  }
  if (form.grant_type !== 'authorization_code') {
    throw oauthError('BAD_GRANT_TYPE', 'unsupported_grant_type', 'missing or unknown grant type');
  }
  const world = tokens.worldOfCode(String(form.code));
  if (world === undefined) throw oauthError('BAD_AUTH_CODE', 'invalid_grant', 'missing or unknown auth code');
  if (typeof form.redirect_uri !== 'string' || form.redirect_uri === '') {
    throw oauthError('BAD_REDIRECT_URI', 'invalid_request', 'redirect URI mismatch');
  }
  return world;
}

function introspect(form: Form, simulation: Simulation, app: OAuthApp) {
  demandApp(form, app);
  const token = String(form.token);
  const grant = simulation.tokens.find(token);
  const world = grant?.world ?? simulation.tokens.worldOfRefreshToken(token);
  const portal = world === undefined ? undefined : simulation.portalOf(world);
  const isAccess = grant !== undefined;
  const left = isAccess ? Math.max(0, Math.floor((grant.expiresAt - simulation.now()) / 1_000)) : undefined;
  return {
    active: portal !== undefined && left !== 0,
    token,
    token_use: isAccess ? 'access_token' : 'refresh_token',
    token_type: isAccess ? 'access' : 'refresh',
    app_id: app.appId,
    client_id: app.clientId,
    hub_id: portal?.account.portalId ?? 0,
    hub_domain: `${world ?? 'unknown'}.example`,
    user_id: 88_000_001,
    expires_in: left,
    is_private_distribution: isAccess ? false : undefined,
    scopes: [...(portal?.scopes ?? [])],
    signed_access_token: isAccess ? {} : undefined,
  };
}

function revoke(form: Form, simulation: Simulation, app: OAuthApp) {
  demandApp(form, app);
  simulation.tokens.revoke(String(form.token));
  return {};
}

function demandApp(form: Form, app: OAuthApp): void {
  if (form.client_id !== app.clientId)
    throw oauthError('BAD_CLIENT_ID', 'invalid_client', 'missing or unknown client id');
  if (form.client_secret !== app.clientSecret) {
    throw oauthError('BAD_CLIENT_SECRET', 'invalid_client', 'missing or invalid client secret');
  }
}

function oauthError(status: string, error: string, message: string): Refusal {
  return new Refusal(400, { status, error, error_description: message, message });
}

function isForm(body: unknown): body is Form {
  return typeof body === 'object' && body !== null;
}
