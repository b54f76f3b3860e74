import { notAuthenticated, tokenExpired } from './refusal.ts';

export interface Grant {
  world: string;
  kind: 'private' | 'oauth';
  expiresAt: number;
  uses: number;
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

  worldOfCode(code: string): string | undefined {
    return this.#worldOf(CODE, code);
  }

  issue(world: string, expiresAt: number): string {
    this.#issued++;
    // Real ones are long; a column that holds 255 characters would cut this one.
    const token = `C${this.#issued}${'h3xN0tArea1T0ken'.repeat(18)}-${world}`;
    this.#grants.set(token, { world, kind: 'oauth', expiresAt, uses: 0 });
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
