import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { type Identity, openIdentity } from '../../../src/identity/identity.ts';
import type { OidcSettings } from '../../../src/identity/oidc.ts';
import type { Grant } from '../../../src/model/principal.ts';
import type { databases, TestDatabase } from '../../support/databases.ts';
import { Browser, PUBLIC_URL } from './browser.ts';

export const PASSWORD = 'seven green bottles';
export const EVERYTHING: Grant[] = [{ tenant: '*', role: 'admin' }];

export const BY = { kind: 'user' as const, id: 'admin', name: 'Admin' };

/** An identity on a database, empty before each test. */
export function useIdentity(
  make: (typeof databases)[number][1],
  oidc: () => OidcSettings | undefined = () => undefined,
) {
  let database: TestDatabase;
  let identity: Identity;

  beforeAll(async () => {
    database = await make();
  });
  afterAll(async () => {
    await database.close();
  });
  beforeEach(async () => {
    await database.empty();
    identity = await openIdentityOf(database, oidc());
  });

  const acts = async () => (await database.store.audit.entries()).toReversed();
  return {
    identity: () => identity,
    database: () => database,
    /** Of the audit log, oldest first. */
    acts,
    actions: async () => (await acts()).map(({ action }) => action),
    /** Somebody who is in. */
    async join(email: string, grants: readonly Grant[] = EVERYTHING, name = email): Promise<string> {
      const { url } = await identity.people.invite(email, grants, BY);
      await identity.people.accept(secretIn(url), { name, password: PASSWORD });
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

export function openIdentityOf({ store }: TestDatabase, oidc?: OidcSettings): Promise<Identity> {
  return openIdentity({
    store: store.identity,
    record: (act) => store.audit.append(act),
    publicUrl: PUBLIC_URL,
    ...(oidc && { oidc }),
  });
}

export const secretIn = (url: string) => new URL(url).searchParams.get('token')!;
