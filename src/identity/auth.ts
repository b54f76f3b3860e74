import { betterAuth } from 'better-auth';
import { ADDRESS_HEADER, AUTH_PATH, authOptions, type AuthSettings } from './auth-options.ts';
import type { OIDC } from './oidc.ts';
import { passedHeaders, type Visit } from './visit.ts';

/** The only doors of better-auth that we open; whatever else it has stays unreachable. */
export type AuthDoor =
  | '/sign-in/email'
  | '/sign-in/social'
  | '/sign-out'
  | '/two-factor/enable'
  | '/two-factor/disable'
  | '/two-factor/verify-totp'
  | '/two-factor/verify-backup-code'
  | '/two-factor/generate-backup-codes'
  | '/change-password'
  | `/callback/${typeof OIDC}?${string}`;

export interface AuthAnswer {
  status: number;
  body: Record<string, unknown>;
  /** `Set-Cookie` values. */
  cookies: string[];
  location?: string;
}

export interface OpenSession {
  sessionId: string;
  user: { id: string; name: string; email: string };
  /** `Set-Cookie` values that lengthen it. */
  cookies: string[];
}

export interface Auth {
  ask(door: AuthDoor, visit: Visit, body?: Record<string, unknown>): Promise<AuthAnswer>;
  sessionOf(headers: Headers): Promise<OpenSession | undefined>;
  hashPassword(password: string): Promise<string>;
}

export function makeAuth({ oidc, ...settings }: AuthSettings): Auth {
  const local = betterAuth(authOptions(settings));
  // The plug-in asks the provider when it is made: not before somebody wants to sign in that way.
  let made: typeof local | undefined;
  const withOidc = () => (made ??= betterAuth(authOptions({ ...settings, ...(oidc && { oidc }) })) as typeof local);

  return {
    async ask(door, visit, body) {
      const headers = passedHeaders(visit);
      if (visit.address !== undefined) {
        headers.set(ADDRESS_HEADER, visit.address);
      }
      if (body) {
        headers.set('content-type', 'application/json');
      }
      const isOidc = door === '/sign-in/social' || door.startsWith('/callback/');
      const request = new Request(new URL(AUTH_PATH + door, settings.publicUrl), {
        method: body ? 'POST' : 'GET',
        headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      return read(await (isOidc ? withOidc() : local).handler(request));
    },
    async sessionOf(headers) {
      if (!headers.has('cookie')) {
        return undefined;
      }
      const cookie = new Headers({ cookie: headers.get('cookie') ?? '' });
      const { response, headers: set } = await local.api.getSession({ headers: cookie, returnHeaders: true });
      return response
        ? {
            sessionId: response.session.id,
            user: { id: response.user.id, name: response.user.name, email: response.user.email },
            cookies: set.getSetCookie(),
          }
        : undefined;
    },
    hashPassword: async (password) => (await local.$context).password.hash(password),
  };
}

async function read(response: Response): Promise<AuthAnswer> {
  const location = response.headers.get('location');
  return {
    status: response.status,
    body: objectIn(await response.text()),
    cookies: response.headers.getSetCookie(),
    ...(location !== null && { location }),
  };
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The cookies that an answer sets, as the next request would bring them. */
export function asCookieHeader(cookies: readonly string[]): Headers {
  return new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') });
}
