import type { WorldSource } from '../../../simulator/sugarcrm/instance/world.ts';
import type { SugarInstance } from '../../../simulator/sugarcrm/server.ts';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a vendor answers has no type; each test says what it expects
  body: any;
}

export interface Sent {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** One request to an instance; a path without leading slash is below `/rest/v11_23/`. */
export async function send({ url }: { url: string }, path: string, sent: Sent = {}): Promise<Reply> {
  const { body, headers = {} } = sent;
  const response = await fetch(path.startsWith('/') ? url + path : `${url}/rest/v11_23/${path}`, {
    method: sent.method ?? (body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: jsonOr(text) };
}

export const passwordGrant = ({ username, password }: { username: string; password: string }, more: object = {}) => {
  return {
    grant_type: 'password',
    client_id: 'sugar',
    client_secret: '',
    username,
    password,
    platform: 'aiinv',
    ...more,
  };
};

export type Client = Awaited<ReturnType<typeof logIn>>;

/** A client with a session; of the user who scans, unless another is named. */
export async function logIn(instance: SugarInstance, user: { username: string; password: string } = instance) {
  const grant = await send(instance, 'oauth2/token', { body: passwordGrant(user) });
  const token: string = grant.body.access_token;
  return {
    grant: grant.body,
    send: (path: string, { headers, ...sent }: Sent = {}) => {
      return send(instance, path, { ...sent, headers: { 'oauth-token': token, ...headers } });
    },
    get: (path: string) => send(instance, path, { headers: { 'oauth-token': token } }),
  };
}

/** A small world: an administrator, and a plain user who develops cases only. */
export function worldOf(source: Partial<WorldSource> = {}): WorldSource {
  return {
    name: 'small',
    users: [
      { name: 'Ada Admin', username: 'ada', password: 'pw-ada', email: 'ada@small.example', admin: true },
      { name: 'Udo User', username: 'udo', password: 'pw-udo', email: 'udo@small.example', developerOf: ['Cases'] },
    ],
    ...source,
  };
}

export const UDO = { username: 'udo', password: 'pw-udo' };

export const bulkOf = (...urls: string[]) => ({
  requests: urls.map((url) => ({ url: `/v11_23/${url}`, method: 'GET' })),
});

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
