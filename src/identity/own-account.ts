import { Conflict, InvalidInput, NotFound, Unauthenticated } from '../kit/errors.ts';
import type { Act } from '../model/audit.ts';
import type { IdentityStore } from '../store/identity/identity-store.ts';
import type { UserSession } from '../store/identity/sessions.ts';
import type { Auth, AuthAnswer, AuthDoor, OpenSession } from './auth.ts';
import { MIN_PASSWORD } from './auth-options.ts';
import { type RecordAct, refusalOf } from './sign-in.ts';
import type { Visit } from './visit.ts';

/** What an authenticator app needs, and the codes to write down; both are shown once. */
export interface NewSecondFactor {
  uri: string;
  recoveryCodes: string[];
}

interface Needs {
  auth: Auth;
  store: IdentityStore;
  record: RecordAct;
}

/** What people do with their own account, in a session of theirs. Each throws `Unauthenticated` when there is none. */
export function makeOwnAccount({ auth, store, record }: Needs) {
  async function sessionOf(visit: Visit): Promise<OpenSession> {
    const session = await auth.sessionOf(visit.headers);
    if (!session) {
      throw new Unauthenticated();
    }
    return session;
  }

  async function done(action: string, { user }: OpenSession, details: Act['details'] = {}): Promise<void> {
    const actor = { kind: 'user' as const, id: user.id, name: user.name };
    await record({ actor, action, target: user.id, details });
  }

  async function ask(door: AuthDoor, visit: Visit, body: Record<string, unknown>): Promise<AuthAnswer> {
    const answer = await auth.ask(door, visit, body);
    if (answer.status !== 200) {
      throw answer.body.code === 'TOTP_ALREADY_ENABLED'
        ? new Conflict('A second factor is already set up.', 'Remove it first to set up another device.')
        : refusalOf(answer);
    }
    return answer;
  }

  return {
    async sessions(visit: Visit): Promise<(UserSession & { isThis: boolean })[]> {
      const { user, sessionId } = await sessionOf(visit);
      const all = await store.sessions.list(user.id);
      return all.map((one) => ({ ...one, isThis: one.id === sessionId }));
    },

    async endSession(id: string, visit: Visit): Promise<void> {
      const session = await sessionOf(visit);
      if (!(await store.sessions.end(session.user.id, id))) {
        throw new NotFound('session');
      }
      await done('user.session-ended', session);
    },

    async endOtherSessions(visit: Visit): Promise<number> {
      const session = await sessionOf(visit);
      const ended = await store.sessions.endAll(session.user.id, session.sessionId);
      await done('user.sessions-ended', session, { ended });
      return ended;
    },

    /** Other sessions end, this one gets a new cookie. */
    async changePassword(currentPassword: string, newPassword: string, visit: Visit): Promise<string[]> {
      const session = await sessionOf(visit);
      if (newPassword.length < MIN_PASSWORD || newPassword.length > 128) {
        throw new InvalidInput([{ at: 'newPassword', fault: `must have ${MIN_PASSWORD} to 128 characters` }]);
      }
      const { cookies } = await ask('/change-password', visit, {
        currentPassword,
        newPassword,
        revokeOtherSessions: true,
      });
      await done('user.password-changed', session);
      return cookies;
    },

    /** Counts from the first code that proves it works. */
    async newSecondFactor(password: string, visit: Visit): Promise<NewSecondFactor> {
      await sessionOf(visit);
      const { body } = await ask('/two-factor/enable', visit, { password });
      return { uri: String(body.totpURI), recoveryCodes: textsIn(body.backupCodes) };
    },

    async confirmSecondFactor(code: string, visit: Visit): Promise<string[]> {
      const session = await sessionOf(visit);
      const { cookies } = await ask('/two-factor/verify-totp', visit, { code: code.trim() });
      await done('user.second-factor-set-up', session);
      return cookies;
    },

    async newRecoveryCodes(password: string, visit: Visit): Promise<string[]> {
      const session = await sessionOf(visit);
      const { body } = await ask('/two-factor/generate-backup-codes', visit, { password });
      await done('user.recovery-codes-made', session);
      return textsIn(body.backupCodes);
    },

    async removeSecondFactor(password: string, visit: Visit): Promise<string[]> {
      const session = await sessionOf(visit);
      const { cookies } = await ask('/two-factor/disable', visit, { password });
      await done('user.second-factor-removed', session);
      return cookies;
    },
  };
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
