import { Writable } from 'node:stream';
import { makeMetrics } from '../../../src/http/metrics.ts';
import type { Route } from '../../../src/http/route.ts';
import { type Door, type HttpOptions, openDoor } from '../../../src/http/server.ts';
import { makeLog } from '../../../src/log.ts';
import type { Tenant } from '../../../src/model/inventory.ts';
import type { Principal, Role } from '../../../src/model/principal.ts';

export const ACME: Tenant = { id: 'hubspot-1', crm: 'hubspot', name: 'Acme', account: '1' };
export const OTHER: Tenant = { id: 'hubspot-2', crm: 'hubspot', name: 'Other', account: '2' };

/** Tokens of a test say who they are: `admin@hubspot-1`, `officer@*`. */
export function principalOf(authorization: string | undefined): Principal | undefined {
  const [, role, tenant] = /^Bearer (admin|officer|auditor)@(\S+)$/.exec(authorization ?? '') ?? [];
  return role && tenant
    ? { id: `${role}-1`, kind: 'token', name: `The ${role}`, grants: [{ tenant, role: role as Role }] }
    : undefined;
}

export const as = (role: Role, tenant = ACME.id) => ({ authorization: `Bearer ${role}@${tenant}` });

export interface TestServer extends Pick<Door, 'url' | 'port' | 'close'> {
  /** Everything logged so far. */
  logged(): string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** The real server on a free port, with what a test gives it and stand-ins for the rest. */
export async function serve(routes: readonly Route[], options: Partial<HttpOptions> = {}): Promise<TestServer> {
  const lines: string[] = [];
  const to = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const door = await openDoor(0, '127.0.0.1');
  door.serve({
    log: makeLog('debug', to),
    metrics: makeMetrics(),
    routes,
    version: '1.0.0',
    checks: {},
    authenticate: (request) => Promise.resolve(principalOf(request.headers.authorization)),
    tenant: (id) => Promise.resolve([ACME, OTHER].find((tenant) => tenant.id === id)),
    requestsPerMinute: 100_000,
    checksAnswers: true,
    ...options,
  });
  const origin = `http://127.0.0.1:${door.port}`;
  return {
    port: door.port,
    close: () => door.close(),
    url: origin,
    logged: () => lines.join(''),
    get: (path, headers = {}) => fetch(origin + path, { headers }),
    send: (method, path, body, headers = {}) =>
      fetch(origin + path, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}
