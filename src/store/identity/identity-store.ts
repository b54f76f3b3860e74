import type { Kysely } from 'kysely';
import type { Keyring } from '../../kit/keyring.ts';
import type { Database } from '../schema.ts';
import { SignInFailures } from './failures.ts';
import { Installs } from './installs.ts';
import { Invitations } from './invitations.ts';
import { identitySecret } from './secret.ts';
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
  installs: Installs;
  secret(): Promise<string>;
}

interface Tools {
  keyring(): Keyring;
  now(): Date;
}

export function identityStore(db: Kysely<Database>, { keyring, now }: Tools): IdentityStore {
  return {
    users: new Users(db, now),
    invitations: new Invitations(db, now),
    sessions: new UserSessions(db),
    failures: new SignInFailures(db),
    database: { db, type: 'postgres' },
    installs: new Installs(db, keyring),
    secret: () => identitySecret(db, keyring()),
  };
}
