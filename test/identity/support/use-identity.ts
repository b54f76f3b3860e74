import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Act } from '../../../src/identity/acts.ts';
import { type Identity, openIdentity } from '../../../src/identity/identity.ts';
import type { OidcSettings } from '../../../src/identity/oidc.ts';
import { Keyring, newSecretKey } from '../../../src/kit/keyring.ts';
import type { Grant } from '../../../src/model/principal.ts';
import type { databases, TestDatabase } from '../../support/databases.ts';
import { Browser, PUBLIC_URL } from './browser.ts';

export const PASSWORD = 'seven green bottles';
export const EVERYTHING: Grant[] = [{ tenant: '*', role: 'admin' }];

const keyring = new Keyring([newSecretKey()]);

/** An identity on a database, empty before each test. */
export function useIdentity(
  make: (typeof databases)[number][1],
  oidc: () => OidcSettings | undefined = () => undefined,
) {
  let database: TestDatabase;
  let identity: Identity;
  const acts: Act[] = [];

  beforeAll(async () => {
    database = await make();
  });
  afterAll(async () => {
    await database.close();
  });
  beforeEach(async () => {
    for (const table of ['users', 'invitations', 'sign_in_failures', 'request_counts', 'user_verifications'] as const) {
      await database.db.deleteFrom(table).execute();
    }
    acts.length = 0;
    identity = await openIdentityOf(database, acts, oidc());
  });

  return {
    identity: () => identity,
    database: () => database,
    acts,
    actions: () => acts.map(({ action }) => action),
    /** Somebody who is in. */
    async join(email: string, grants: readonly Grant[] = EVERYTHING, name = email): Promise<string> {
      const { secret } = await database.store.identity.invitations.invite(email, grants);
      await identity.people.accept(secret, { name, password: PASSWORD });
      return (await database.store.identity.users.findByEmail(email))!.id;
    },
    /** A browser in which they are signed in. */
    async signedIn(email: string): Promise<Browser> {
      const browser = new Browser();
      const { cookies } = await identity.signIn.withPassword(email, PASSWORD, browser.visit());
      browser.keep(cookies);
      return browser;
    },
  };
}

export function openIdentityOf(database: TestDatabase, acts: Act[] = [], oidc?: OidcSettings): Promise<Identity> {
  return openIdentity({
    store: database.store.identity,
    keyring,
    record: async (act) => {
      acts.push(act);
    },
    publicUrl: PUBLIC_URL,
    ...(oidc && { oidc }),
  });
}

export const secretIn = (url: string) => new URL(url).searchParams.get('token')!;
