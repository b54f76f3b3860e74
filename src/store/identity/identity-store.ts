import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';
import { SignInFailures } from './failures.ts';
import { Invitations } from './invitations.ts';
import { UserSessions } from './sessions.ts';
import { Users } from './users.ts';

/** People, their links, sessions and grants: of the whole installation, not of a tenant. */
export interface IdentityStore {
  users: Users;
  invitations: Invitations;
  sessions: UserSessions;
  failures: SignInFailures;
  /** For better-auth alone. */
  database: { db: Kysely<Database>; type: 'postgres' };
  /** The text under which the secret lies; `make` is asked once in the life of a database. */
  sealedSecret(make: () => string): Promise<string>;
}

export function identityStore(db: Kysely<Database>, now: () => Date): IdentityStore {
  return {
    users: new Users(db, now),
    invitations: new Invitations(db, now),
    sessions: new UserSessions(db),
    failures: new SignInFailures(db),
    database: { db, type: 'postgres' },
    async sealedSecret(make) {
      const find = () => db.selectFrom('identity_secret').select('sealed').executeTakeFirst();
      const known = await find();
      if (known) {
        return known.sealed;
      }
      await db
        .insertInto('identity_secret')
        .values({ id: 1, sealed: make() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return (await find())!.sealed;
    },
  };
}
