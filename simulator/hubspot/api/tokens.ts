import { notAuthenticated, tokenExpired } from './refusal.ts';

export interface Grant {
  world: string;
  kind: 'private' | 'oauth';
  expiresAt: number;
  uses: number;
  /** What was consented to; absent: all that the portal has. */
  scopes?: ReadonlySet<string>;
}

/** What an installation agreed to, until its code is traded. */
export interface Consent {
  world: string;
  scopes: ReadonlySet<string>;
  redirectUri: string;
  /** Of PKCE, S256. */
  challenge?: string;
}

const PRIVATE = 'pat-eu1-';
const REFRESH = 'eu1-refresh-';
const CODE = 'code-';

export const privateTokenOf = (world: string) => PRIVATE + world;
export const refreshTokenOf = (world: string) => REFRESH + world;
export const authorizationCodeOf = (world: string) => CODE + world;

/** Which token opens which world, and for how long. */
export class Tokens {
  readonly #grants = new Map<string, Grant>();
  readonly #revoked = new Set<string>();
  readonly #codes = new Map<string, Consent>();
  readonly #scopes = new Map<string, ReadonlySet<string>>();
  readonly #isWorld: (name: string) => boolean;
  #issued = 0;

  constructor(isWorld: (name: string) => boolean) {
    this.#isWorld = isWorld;
  }

  /** Throws the 401 `Refusal`. `mayUse` limits how often one token is taken. */
  use(authorization: string | undefined, now: number, mayUse = Number.MAX_SAFE_INTEGER): Grant {
    const token = /^Bearer (\S{1,1024})$/i.exec(authorization ?? '')?.[1];
    const grant = token === undefined ? undefined : this.find(token);
    if (grant === undefined) throw notAuthenticated();
    if (now >= grant.expiresAt) throw tokenExpired(grant.expiresAt);
    if (grant.uses >= mayUse) throw tokenExpired(now);
    grant.uses++;
    return grant;
  }

  find(token: string): Grant | undefined {
    const known = this.#grants.get(token);
    if (known !== undefined) return known;
    const world = this.#worldOf(PRIVATE, token);
    if (world === undefined) return undefined;
    const grant: Grant = { world, kind: 'private', expiresAt: Number.POSITIVE_INFINITY, uses: 0 };
    this.#grants.set(token, grant);
    return grant;
  }

  worldOfRefreshToken(token: string): string | undefined {
    return this.#revoked.has(token) ? undefined : this.#worldOf(REFRESH, token);
  }

  /** The codes that the simulator tells at its start; they can be traded again and again. */
  worldOfCode(code: string): string | undefined {
    return this.#worldOf(CODE, code);
  }

  /** A code that works once. */
  consented(consent: Consent): string {
    this.#issued++;
    const code = `once-${this.#issued}-${consent.world}`;
    this.#codes.set(code, consent);
    return code;
  }

  peek(code: string): Consent | undefined {
    return this.#codes.get(code);
  }

  /** What a code stands for; it is gone then, whatever else is wrong with the call. */
  spend(code: string): Consent | undefined {
    const consent = this.#codes.get(code);
    this.#codes.delete(code);
    return consent;
  }

  /** The portal has the app (again): its refresh token works, for these scopes. */
  installed({ world, scopes }: Consent): void {
    this.#revoked.delete(refreshTokenOf(world));
    this.#scopes.set(world, scopes);
  }

  /** Somebody removed the app in the portal: no token of it works any more. */
  uninstalled(world: string): void {
    this.#revoked.add(refreshTokenOf(world));
    this.#scopes.delete(world);
    for (const [token, grant] of this.#grants) {
      if (grant.kind === 'oauth' && grant.world === world) this.#grants.delete(token);
    }
  }

  scopesOf(world: string): ReadonlySet<string> | undefined {
    return this.#scopes.get(world);
  }

  issue(world: string, expiresAt: number): string {
    this.#issued++;
    // Real ones are long; a column that holds 255 characters would cut this one.
    const token = `C${this.#issued}${'h3xN0tArea1T0ken'.repeat(18)}-${world}`;
    const scopes = this.#scopes.get(world);
    this.#grants.set(token, { world, kind: 'oauth', expiresAt, uses: 0, ...(scopes && { scopes }) });
    return token;
  }

  revoke(token: string): void {
    this.#revoked.add(token);
    this.#grants.delete(token);
  }

  #worldOf(prefix: string, token: string): string | undefined {
    if (!token.startsWith(prefix)) return undefined;
    const world = token.slice(prefix.length);
    return this.#isWorld(world) ? world : undefined;
  }
}
