import type { Body } from '../../shared/body.ts';
import type { Instance, Module, User } from '../instance/instance.ts';
import type { Simulation } from '../simulation.ts';
import type { PageQuirk } from './faults.ts';
import type { Session } from './sessions.ts';

export interface Raw {
  type: string;
  text: string;
}

export interface Answer {
  status: number;
  body?: unknown;
  /** Anything but JSON. */
  raw?: Raw;
  headers?: Record<string, string>;
}

/** A request that has come past the router: to a route that exists, by somebody who may call it at all. */
export interface Call {
  simulation: Simulation;
  routes: readonly Route[];
  instance: Instance;
  version: number;
  origin: string;
  headers: Readonly<Record<string, string>>;
  /** What the path says: `{id: …}`, and the query and the body together. */
  params: Readonly<Record<string, string>>;
  args: Body;
  session: Session | undefined;
  quirk: PageQuirk | undefined;
  /** One more request by the same client, as bulk makes them. */
  again(method: string, url: string, body: unknown): Answer;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `<module>` is one that exists, `:id` is anything. */
  path: string;
  /** Whether nobody need be logged in. */
  isPublic?: boolean;
  /** The first and last REST version that know it. */
  since?: number;
  until?: number;
  /** Absent: a read. */
  kind?: 'session' | 'write';
  /** May throw a `Refusal`. */
  answer(call: Call): Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}

export function moduleIn(call: Call): Module {
  const module = call.instance.modules.get(param(call, 'module'));
  if (module === undefined) throw new Error('A route with <module> matched without one');
  return module;
}

export function sessionOf({ session }: Call): Session {
  if (session === undefined) throw new Error('A route that is not public was called without a session');
  return session;
}

export const userOf = (call: Call): User => sessionOf(call).user;
