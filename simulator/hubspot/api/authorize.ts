import type { Request, Response, Router } from 'express';
import express from 'express';
import type { Portal } from '../portal/portal.ts';
import type { Simulation } from '../simulation.ts';
import type { OAuthApp } from './oauth.ts';

interface Choice {
  world: string;
  portal: Portal;
}

/**
 * The page on which a person agrees. Without `account` it lets one choose the portal; with it, it is as if somebody had
 * agreed (or, with `deny`, had not).
 */
export function authorizeRouter(simulation: Simulation, worlds: readonly string[], app: OAuthApp): Router {
  const router = express.Router();
  router.get('/oauth/authorize', (request, response) => {
    const query = new URL(request.originalUrl, 'http://localhost').searchParams;
    const redirectUri = query.get('redirect_uri') ?? '';
    const isKnown = app.redirectUris?.includes(redirectUri) ?? URL.canParse(redirectUri);
    if (query.get('client_id') !== app.clientId || !isKnown) {
      refuse(response, 'This app, or the address it wants to go back to, is not known.');
      return;
    }
    const choices = worlds.flatMap((world) => choiceOf(world, simulation));
    const chosen = choices.find(({ portal }) => String(portal.account.portalId) === query.get('account'));
    if (chosen === undefined) choose(request, response, choices);
    else agree(response, query, chosen, simulation);
  });
  return router;
}

function agree(response: Response, query: URLSearchParams, { world, portal }: Choice, simulation: Simulation): void {
  const redirectUri = query.get('redirect_uri') ?? '';
  const back = (answer: Record<string, string>) => {
    const url = new URL(redirectUri);
    const state = query.get('state');
    for (const [name, value] of Object.entries({ ...answer, ...(state !== null && { state }) })) {
      url.searchParams.set(name, value);
    }
    response.redirect(url.href);
  };
  if (query.has('deny')) {
    back({ error: 'access_denied', error_description: 'The user denied access.' });
    return;
  }
  const required = scopesIn(query.get('scope'));
  const missing = required.filter((scope) => !portal.scopes.has(scope));
  if (required.length === 0 || missing.length > 0) {
    refuse(response, `This account cannot grant ${missing.join(', ') || 'nothing'}.`);
    return;
  }
  const optional = scopesIn(query.get('optional_scope')).filter((scope) => portal.scopes.has(scope));
  const challenge = query.get('code_challenge');
  const code = simulation.tokens.consented({
    world,
    redirectUri,
    scopes: new Set([...required, ...optional]),
    ...(challenge !== null && query.get('code_challenge_method') === 'S256' && { challenge }),
  });
  back({ code });
}

function choose(request: Request, response: Response, choices: readonly Choice[]): void {
  const links = choices.map(({ world, portal }) => {
    const url = new URL(request.originalUrl, 'http://localhost');
    url.searchParams.set('account', String(portal.account.portalId));
    return `<li><a href="${(url.pathname + url.search).replaceAll('&', '&amp;')}">${world}</a></li>`;
  });
  response.type('html').send(`<!doctype html><title>Choose an account</title><ul>${links.join('')}</ul>`);
}

function refuse(response: Response, why: string): void {
  response
    .status(400)
    .type('html')
    .send(`<!doctype html><title>Not possible</title><p>${why.replace(/[<&]/g, '')}</p>`);
}

function choiceOf(world: string, simulation: Simulation): Choice[] {
  const portal = simulation.portalOf(world);
  return portal === undefined ? [] : [{ world, portal }];
}

const scopesIn = (text: string | null) => (text ?? '').split(' ').filter(Boolean);
