import type { Request, Response, Router } from 'express';
import express from 'express';
import type { Simulation } from '../simulation.ts';
import { pkceMatches } from './pkce.ts';
import { notFound, rateLimited, Refusal, unsupportedMediaType } from './refusal.ts';
import { send } from './send.ts';
import { sendRefusal } from './serve.ts';
import { refreshTokenOf } from './tokens.ts';

export interface OAuthApp {
  appId: number;
  clientId: string;
  clientSecret: string;
  /** How long an access token lives; HubSpot says 1,800. */
  accessTokenSeconds: number;
  /** Where an installation may send the browser back; absent: anywhere. */
  redirectUris?: readonly string[];
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
  firstVersion(router, simulation, app);
  return router;
}

/** The first version asks about a token by its address, and with nothing else. */
function firstVersion(router: Router, simulation: Simulation, app: OAuthApp): void {
  router.get(['/oauth/v1/access-tokens/:token', '/oauth/v1/refresh-tokens/:token'], (request, response) => {
    const about = aboutToken(String(request.params['token']), simulation, app);
    const { active, token_use: _use, client_id, app_id, is_private_distribution, ...common } = about;
    if (!active) return sendRefusal(response, notFound(), simulation.nextCorrelationId());
    const isAccess = common.token_type === 'access';
    return send(response, 200, { ...common, ...(isAccess ? { app_id, is_private_distribution } : { client_id }) });
  });
  router.delete('/oauth/v1/refresh-tokens/:token', (request, response) => {
    simulation.tokens.revoke(String(request.params['token']));
    response.status(204).end();
  });
}

async function answerForm(request: Request, response: Response, simulation: Simulation, endpoint: Endpoint) {
  const correlationId = simulation.nextCorrelationId();
  response.setHeader('x-hubspot-correlation-id', correlationId);
  try {
    if (request.is('application/x-www-form-urlencoded') === false) throw unsupportedMediaType();
    await send(response, 200, endpoint(isForm(request.body) ? request.body : {}));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 415 || error.status === 429) await sendRefusal(response, error, correlationId);
    else await send(response, error.status, { ...error.body, correlationId });
  }
}

function grantToken(form: Form, simulation: Simulation, app: OAuthApp) {
  const world = asked(form, simulation);
  simulation.countToken(`POST /oauth/token ${String(form.grant_type)}`, world);
  if (simulation.faultPlan.limitsToken()) throw rateLimited('TEN_SECONDLY_ROLLING');
  demandApp(form, app);
  if (form.grant_type === 'authorization_code') trade(form, simulation);
  else demandRefreshToken(form, simulation);
  if (world === undefined) throw oauthError('BAD_AUTH_CODE', 'invalid_grant', 'missing or unknown auth code');
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
    scopes: grantedIn(world, simulation),
  };
}

/** The world that a form is about, as far as it can be told. */
function asked(form: Form, { tokens }: Simulation): string | undefined {
  return form.grant_type === 'refresh_token'
    ? tokens.worldOfRefreshToken(String(form.refresh_token))
    : (tokens.peek(String(form.code))?.world ?? tokens.worldOfCode(String(form.code)));
}

function demandRefreshToken(form: Form, { tokens }: Simulation): void {
  if (form.grant_type !== 'refresh_token') {
    throw oauthError('BAD_GRANT_TYPE', 'unsupported_grant_type', 'missing or unknown grant type');
  }
  if (tokens.worldOfRefreshToken(String(form.refresh_token)) === undefined) {
    throw oauthError('BAD_REFRESH_TOKEN', 'invalid_grant', 'refresh token is invalid, expired or revoked');
  }
}

/** A code of an installation must come back with what the installation began with. */
function trade(form: Form, { tokens }: Simulation): void {
  const code = String(form.code);
  const consent = tokens.spend(code);
  if (consent === undefined && tokens.worldOfCode(code) === undefined) {
    throw oauthError('BAD_AUTH_CODE', 'invalid_grant', 'missing or unknown auth code');
  }
  const { redirect_uri: redirectUri } = form;
  const isRight = typeof redirectUri === 'string' && redirectUri !== '';
  if (!isRight || (consent !== undefined && redirectUri !== consent.redirectUri)) {
    throw oauthError('BAD_REDIRECT_URI', 'invalid_request', 'redirect URI mismatch');
  }
  if (consent === undefined) return;
  if (!pkceMatches(consent.challenge, form.code_verifier)) {
    throw oauthError('BAD_AUTH_CODE', 'invalid_grant', 'code verifier mismatch');
  }
  tokens.installed(consent);
}

function introspect(form: Form, simulation: Simulation, app: OAuthApp) {
  demandApp(form, app);
  return aboutToken(String(form.token), simulation, app);
}

function aboutToken(token: string, simulation: Simulation, app: OAuthApp) {
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
    scopes: grantedIn(world, simulation),
    signed_access_token: isAccess ? {} : undefined,
  };
}

function revoke(form: Form, simulation: Simulation, app: OAuthApp) {
  demandApp(form, app);
  simulation.tokens.revoke(String(form.token));
  return {};
}

function grantedIn(world: string | undefined, { tokens, portalOf }: Simulation): string[] {
  return world === undefined ? [] : [...(tokens.scopesOf(world) ?? portalOf(world)?.scopes ?? [])];
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
