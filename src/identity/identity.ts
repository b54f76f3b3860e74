import type { Principal } from '../model/principal.ts';
import type { IdentityStore } from '../store/identity/identity-store.ts';
import { makeAuth } from './auth.ts';
import { type OidcSettings, oidcProvider } from './oidc.ts';
import { makeOwnAccount } from './own-account.ts';
import { makePeople } from './people.ts';
import { makeSignIn, type RecordAct } from './sign-in.ts';
import type { Visit } from './visit.ts';

export interface IdentityOptions {
  store: IdentityStore;
  /** Into the audit log. */
  record: RecordAct;
  publicUrl: string;
  oidc?: OidcSettings;
}

/** A person in a session, with what was granted at this moment. */
export interface SignedInPerson {
  principal: Principal;
  sessionId: string;
  email: string;
  /** `Set-Cookie` values that lengthen the session. */
  cookies: string[];
}

/** Everything about who somebody is. Asks nobody outside until somebody signs in with the company's provider. */
export async function openIdentity({ store, record, publicUrl, oidc }: IdentityOptions) {
  const auth = makeAuth({
    publicUrl,
    secret: await store.secret(),
    database: store.database,
    ...(oidc && { oidc: oidcProvider(oidc) }),
  });
  const needs = { auth, store, record, publicUrl, hasOidc: oidc !== undefined };

  return {
    publicUrl,
    signIn: makeSignIn(needs),
    people: makePeople(needs),
    ownAccount: makeOwnAccount(needs),

    /** Who comes with this session cookie; grants are read anew each time. */
    async personOf({ headers }: Visit): Promise<SignedInPerson | undefined> {
      const session = await auth.sessionOf(headers);
      if (!session) {
        return undefined;
      }
      const { user, sessionId, cookies } = session;
      const grants = await store.users.grantsOf(user.id);
      return {
        principal: { id: user.id, kind: 'user', name: user.name, grants },
        sessionId,
        email: user.email,
        cookies,
      };
    },
  };
}
export type Identity = Awaited<ReturnType<typeof openIdentity>>;
