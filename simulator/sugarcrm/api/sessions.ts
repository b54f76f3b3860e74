import { randomUUID } from 'node:crypto';
import type { User } from '../instance/instance.ts';
import { badGrant, badToken, type Refusal } from './refusal.ts';

const ACCESS_SECONDS = 3_600;
const REFRESH_SECONDS = 1_209_600;

export interface Session {
  user: User;
  platform: string;
  accessToken: string;
  refreshToken: string;
  downloadToken: string;
  expiresAt: number;
  uses: number;
}

export interface SessionStats {
  opened: number;
  /** By logout. */
  closed: number;
  /** Opened, and neither closed nor replaced by a later login. */
  open: number;
  refreshed: number;
  failedLogins: number;
}

interface Login {
  user: User;
  platform: string;
  session: Session;
  refreshExpiresAt: number;
}

/** Who is logged in: one login for a user on a platform, or two on a mobile one. */
export class Sessions {
  readonly #byToken = new Map<string, Session>();
  readonly #logins: Login[] = [];
  readonly #isOpaque: boolean;
  #opened = 0;
  #closed = 0;
  #refreshed = 0;
  failedLogins = 0;

  /** Tokens of an identity service do not look like UUIDs. */
  constructor(isOpaque: boolean) {
    this.#isOpaque = isOpaque;
  }

  open(user: User, platform: string, now: number): Session {
    const allowed = platform === 'mobile' ? 2 : 1;
    const same = this.#logins.filter((login) => login.user === user && login.platform === platform);
    for (const older of same.slice(0, Math.max(0, same.length - allowed + 1))) this.#forget(older);
    this.#opened++;
    return this.#issue(user, platform, now);
  }

  /** A service account's: it has no refresh token, needs no logout and replaces nothing. */
  openBearer(user: User, now: number): Session {
    const session = this.#sessionOf(user, 'base', now);
    this.#byToken.set(session.accessToken, session);
    return session;
  }

  /** Throws the 400 `Refusal`. */
  refresh(token: string, now: number): Session {
    const login = this.#logins.find(({ session }) => session.refreshToken === token);
    if (login === undefined) throw badGrant('invalid_grant', 'Invalid refresh token');
    this.#forget(login);
    if (now >= login.refreshExpiresAt) throw badGrant('invalid_grant', `Refresh token has expired: ${token}`);
    this.#refreshed++;
    return this.#issue(login.user, login.platform, now);
  }

  close(session: Session): void {
    this.#byToken.delete(session.accessToken);
    const login = this.#logins.find((candidate) => {
      return candidate.user === session.user && candidate.platform === session.platform;
    });
    if (login !== undefined) this.#forget(login);
    this.#closed++;
  }

  /** `mayUse` limits how often one token is taken. */
  find(token: string, now: number, mayUse = Number.MAX_SAFE_INTEGER): Session | Refusal {
    const session = this.#byToken.get(token);
    if (session === undefined) return badToken('The access token provided is invalid.');
    if (now >= session.expiresAt || session.uses >= mayUse) return badToken('The access token provided has expired.');
    session.uses++;
    return session;
  }

  stats(): SessionStats {
    return {
      opened: this.#opened,
      closed: this.#closed,
      open: this.#logins.length,
      refreshed: this.#refreshed,
      failedLogins: this.failedLogins,
    };
  }

  #issue(user: User, platform: string, now: number): Session {
    const session = this.#sessionOf(user, platform, now);
    this.#byToken.set(session.accessToken, session);
    this.#logins.push({ user, platform, session, refreshExpiresAt: now + REFRESH_SECONDS * 1_000 });
    return session;
  }

  #sessionOf(user: User, platform: string, now: number): Session {
    return {
      user,
      platform,
      accessToken: this.#isOpaque
        ? `sts_${randomUUID().replaceAll('-', '')}.${randomUUID().slice(0, 8)}`
        : randomUUID(),
      refreshToken: randomUUID(),
      downloadToken: randomUUID(),
      expiresAt: now + ACCESS_SECONDS * 1_000,
      uses: 0,
    };
  }

  /** The access token lives on: only the refresh token goes. */
  #forget(login: Login): void {
    this.#logins.splice(this.#logins.indexOf(login), 1);
  }
}

export function grantOf(session: Session) {
  return {
    access_token: session.accessToken,
    expires_in: ACCESS_SECONDS,
    token_type: 'bearer',
    scope: null,
    refresh_token: session.refreshToken,
    refresh_expires_in: REFRESH_SECONDS,
    download_token: session.downloadToken,
  };
}
