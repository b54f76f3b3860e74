import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';
import { metadataHashOf, userHashOf } from '../instance/ids.ts';
import type { Simulation } from '../simulation.ts';
import { argsOf, textIn } from './args.ts';
import type { PageQuirk } from './faults.ts';
import { type Match, matchOf } from './match.ts';
import { loginNeeded } from './login-needed.ts';
import { inMaintenance, invalidParameter, Refusal } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';
import type { Session } from './sessions.ts';
import { type Versioned, versionOf } from './version.ts';

export interface Incoming {
  method: string;
  /** Path and query. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: unknown;
  quirk?: PageQuirk | undefined;
}

/** One request in the order of the real router; of the token only a failure is kept, until a route wants a login. */
export function dispatch(simulation: Simulation, routes: readonly Route[], incoming: Incoming): Answer {
  try {
    return routed(simulation, routes, incoming);
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: error.body };
    throw error;
  }
}

function routed(simulation: Simulation, routes: readonly Route[], incoming: Incoming): Answer {
  const { instance, meter } = simulation;
  const url = new URL(incoming.url, 'http://localhost');
  const { version, segments } = versionOf(url.pathname, incoming.headers.accept, instance.profile);
  const args = { ...argsOf(url.searchParams), ...(isBody(incoming.body) && incoming.body) };
  const session = sessionOf(simulation, incoming, args);
  demandPlatform(simulation, session, args);
  const match = matched(simulation, routes, incoming, { version, segments });
  if (match.route.kind === 'write') meter.wrote(incoming.method, url.pathname);
  demandService(simulation, match, session);
  if (!match.route.isPublic && !isSession(session)) throw session ?? loginNeeded(simulation, args);
  const login = isSession(session) ? session : undefined;
  demandFreshHashes(simulation, incoming, login);
  const call: Call = {
    simulation,
    routes,
    instance,
    version,
    origin: `http://${incoming.headers.host ?? 'localhost'}`,
    headers: incoming.headers,
    params: match.params,
    args,
    session: login,
    quirk: incoming.quirk,
    again: (method, inner, body) =>
      dispatch(simulation, routes, { method, url: inner, headers: incoming.headers, body }),
  };
  return match.route.answer(call);
}

const isSession = (session: Session | Refusal | undefined): session is Session => {
  return session !== undefined && !(session instanceof Refusal);
};

function sessionOf(simulation: Simulation, { headers }: Incoming, args: Body): Session | Refusal | undefined {
  const inUrl = simulation.instance.world.allowsTokenInUrl ? textIn(args, 'oauth_token') : undefined;
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const token = headers['oauth-token'] ?? bearer ?? inUrl;
  if (token === undefined) return undefined;
  return simulation.sessions.find(token, simulation.now(), simulation.faultPlan.faults.expireTokenAfter);
}

function demandPlatform(simulation: Simulation, session: Session | Refusal | undefined, args: Body): void {
  const platform = isSession(session) ? session.platform : (textIn(args, 'platform') ?? 'base');
  if (platform.length > 127 || !simulation.isPlatform(platform)) {
    throw invalidParameter('Invalid platform specified.');
  }
}

/** What no route takes is either nothing or an attempt to write, and that is remembered. */
function matched(
  simulation: Simulation,
  routes: readonly Route[],
  { method }: Incoming,
  { version, segments }: Versioned,
): Match {
  try {
    return matchOf(routes, method, segments, version, simulation.instance);
  } catch (error) {
    if (method !== 'GET' && method !== 'HEAD') simulation.meter.wrote(method, `/${segments.join('/')}`);
    throw error;
  }
}

function demandService(simulation: Simulation, { route }: Match, session: Session | Refusal | undefined): void {
  const level = simulation.faultPlan.faults.maintenance;
  if (level === undefined) return;
  const passes = route.kind === 'session' || (isSession(session) && session.user.admin);
  if (level !== 'maintenance' || !passes) throw inMaintenance(level, 'https://status.example.com');
}

/** Only a client that sends hashes is told that they are old. */
function demandFreshHashes({ instance }: Simulation, { headers }: Incoming, session: Session | undefined): void {
  const id = session?.user.id ?? '';
  const current = { metadata_hash: metadataHashOf(instance, id), user_hash: userHashOf(instance, id) };
  const isOld = (sent: string | undefined, hash: string) => sent !== undefined && sent !== hash;
  if (
    isOld(headers['x-metadata-hash'], current.metadata_hash) ||
    isOld(headers['x-userpref-hash'], current.user_hash)
  ) {
    throw new Refusal(412, 'metadata_out_of_date', 'Your metadata or user hash did not match the server.', current);
  }
}
