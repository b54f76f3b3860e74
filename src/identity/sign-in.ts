import { Forbidden, SignInRefused, TooManyRequests, VendorUnavailable } from '../kit/errors.ts';
import { type Act, SYSTEM } from '../model/audit.ts';
import type { IdentityStore } from '../store/identity/identity-store.ts';
import { asCookieHeader, type Auth, type AuthAnswer } from './auth.ts';
import { OIDC } from './oidc.ts';
import { ownPath, type Visit } from './visit.ts';

/** What a sign-in led to. Cookies are `Set-Cookie` values for the answer. */
export interface SignedIn {
  cookies: string[];
  /** The password was right; the code is still to come. */
  needsSecondFactor: boolean;
}

export interface SecondFactorProof {
  code: string;
  /** One of the codes that were written down. */
  isRecoveryCode?: boolean;
}

interface Needs {
  auth: Auth;
  store: IdentityStore;
  record: RecordAct;
  publicUrl: string;
  hasOidc: boolean;
}

const QUARTER_HOUR_S = 15 * 60;

/** The ways in and out. Each throws `SignInRefused`, `Forbidden` (another site asked) or `TooManyRequests`. */
export function makeSignIn({ auth, store, record, publicUrl, hasOidc }: Needs) {
  /** A session that the browser brought along ends: nobody goes on with one that somebody else may have planted. */
  async function begun(answer: AuthAnswer, visit: Visit, way: string): Promise<SignedIn> {
    const before = await auth.sessionOf(visit.headers);
    const session = await auth.sessionOf(asCookieHeader(answer.cookies));
    if (!session) {
      throw new SignInRefused();
    }
    if (before && before.sessionId !== session.sessionId) {
      await store.sessions.end(before.user.id, before.sessionId);
    }
    const { id, name, email } = session.user;
    await Promise.all([store.failures.forget(email), store.sessions.forgetExpired()]);
    await record({ actor: { kind: 'user', id, name }, action: 'user.signed-in', target: id, details: { way } });
    return { cookies: answer.cookies, needsSecondFactor: false };
  }

  return {
    async withPassword(email: string, password: string, visit: Visit): Promise<SignedIn> {
      if (!(await store.failures.mayTry(email))) {
        await recordRefusal(email, 'too-many-tries');
        throw new TooManyRequests(QUARTER_HOUR_S);
      }
      const answer = await auth.ask('/sign-in/email', visit, { email: email.trim(), password });
      if (answer.status !== 200) {
        await recordRefusal(email, 'password');
        throw refusalOf(answer);
      }
      if (answer.body.twoFactorRedirect === true) {
        return { cookies: answer.cookies, needsSecondFactor: true };
      }
      return begun(answer, visit, 'password');
    },

    async withSecondFactor({ code, isRecoveryCode = false }: SecondFactorProof, visit: Visit): Promise<SignedIn> {
      const door = isRecoveryCode ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';
      const answer = await auth.ask(door, visit, { code: code.trim() });
      if (answer.status !== 200) {
        await record(refused('second-factor'));
        throw refusalOf(answer);
      }
      return begun(answer, visit, isRecoveryCode ? 'recovery-code' : 'second-factor');
    },

    hasOidc,

    /**
     * Where the browser must go, with the cookie that binds its answer to this browser. Throws `VendorUnavailable` when
     * the provider cannot be asked.
     */
    async startOidc(next: unknown, visit: Visit): Promise<{ url: string; cookies: string[] }> {
      // Begun by following a link, with which browsers send no origin. It changes nothing yet.
      const headers = new Headers(visit.headers);
      headers.set('origin', new URL(publicUrl).origin);
      const answer = await auth.ask(
        '/sign-in/social',
        { ...visit, headers },
        {
          provider: OIDC,
          callbackURL: ownPath(next),
          errorCallbackURL: '/sign-in',
          disableRedirect: true,
        },
      );
      if (answer.status === 429) {
        throw refusalOf(answer);
      }
      if (answer.status !== 200 || typeof answer.body.url !== 'string') {
        throw new VendorUnavailable('The provider of company accounts does not answer as it should.', answer.status);
      }
      return { url: answer.body.url, cookies: answer.cookies };
    },

    /** `query` as the provider sent the browser back. Refusals lead to the sign-in page. */
    async finishOidc(query: string, visit: Visit): Promise<{ location: string; cookies: string[] }> {
      const answer = await auth.ask(`/callback/${OIDC}?${query}`, visit);
      const location = answer.location ?? '/sign-in?error=oidc';
      const isSignedIn = (await auth.sessionOf(asCookieHeader(answer.cookies))) !== undefined;
      if (!isSignedIn) {
        await record(refused('oidc'));
        return { location: '/sign-in?error=oidc', cookies: answer.cookies };
      }
      await begun(answer, visit, 'oidc');
      return { location: ownPath(location), cookies: answer.cookies };
    },

    async out(visit: Visit): Promise<string[]> {
      const session = await auth.sessionOf(visit.headers);
      const answer = await auth.ask('/sign-out', visit, {});
      if (answer.status === 403) {
        throw refusalOf(answer);
      }
      if (session) {
        const { id, name } = session.user;
        await record({ actor: { kind: 'user', id, name }, action: 'user.signed-out', target: id });
      }
      return answer.cookies;
    },
  };

  /** Names the account when there is one; what else was typed may be a password in the wrong field. */
  async function recordRefusal(email: string, why: string): Promise<void> {
    const user = await store.users.findByEmail(email.trim());
    await record({ ...refused(why), ...(user && { target: user.id }) });
  }
}
export type RecordAct = (act: Act) => Promise<unknown>;
export type SignIn = ReturnType<typeof makeSignIn>;

const refused = (why: string): Act => ({ actor: SYSTEM, action: 'user.refused', details: { why } });

export function refusalOf({ status, body }: AuthAnswer): Error {
  if (status === 429) {
    return new TooManyRequests(60);
  }
  if (status === 403) {
    return new Forbidden(
      'This request did not come from a page of this service.',
      'Open the service at its own address.',
    );
  }
  if (status < 500) {
    return new SignInRefused();
  }
  return new Error(`Identity answered ${status}: ${String(body.code ?? 'no code')}`);
}
