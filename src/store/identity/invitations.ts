import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Act, SYSTEM } from '../../model/audit.ts';
import { EVERY_TENANT, type Grant } from '../../model/principal.ts';
import { appendToInstall } from '../audit/append.ts';
import type { Database } from '../schema.ts';
import { hasAdmin, insertUser, lockAdmins, putPassword } from './users.ts';

export type InvitationKind = Database['invitations']['kind'];

export interface Invitation {
  id: string;
  kind: InvitationKind;
  /** Absent in the link for the first administrator, who says it. */
  email?: string;
  grants: Grant[];
  createdAt: string;
  expiresAt: string;
}

/** What opens the link; it is shown once, and the store keeps its digest only. */
export interface MadeInvitation {
  secret: string;
  invitation: Invitation;
}

export interface Acceptance {
  name: string;
  /** For the first administrator only: the others were invited by theirs. */
  email?: string;
  passwordHash?: string;
}

export type Accepted = { outcome: 'done' | 'gone' | 'taken' | 'needs-password' };

const LIFE_H: Record<InvitationKind, number> = { 'first-admin': 24, invitation: 7 * 24, reset: 24 };

/** Links that work once. */
export class Invitations {
  readonly #db: Kysely<Database>;
  readonly #now: () => Date;

  constructor(db: Kysely<Database>, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  /** Undefined when there is an administrator. Several starting servers each get one; the first that is used wins. */
  async forFirstAdmin(): Promise<MadeInvitation | undefined> {
    if (await hasAdmin(this.#db)) {
      return undefined;
    }
    const grants: Grant[] = [{ tenant: EVERY_TENANT, role: 'admin' }];
    return this.#make({ kind: 'first-admin', grants }, (target) => ({
      actor: SYSTEM,
      action: 'user.first-link-made',
      target,
    }));
  }

  /** An older one for the same address stops working. */
  async invite(email: string, grants: readonly Grant[], act: ActOn): Promise<MadeInvitation> {
    return this.#make({ kind: 'invitation', email: email.toLowerCase(), grants }, act);
  }

  /** For somebody who is there and lost the password. */
  async reset(email: string, act: ActOn): Promise<MadeInvitation> {
    return this.#make({ kind: 'reset', email: email.toLowerCase(), grants: [] }, act);
  }

  async list(): Promise<Invitation[]> {
    const rows = await this.#db
      .selectFrom('invitations')
      .selectAll()
      .where('kind', '!=', 'first-admin')
      .where('expires_at', '>', sql<Date>`now()`)
      .orderBy('created_at')
      .execute();
    return rows.map(readInvitation);
  }

  /** False when there is none. */
  withdraw(id: string, act: Act): Promise<boolean> {
    return this.#db.transaction().execute(async (db) => {
      const { numDeletedRows } = await db.deleteFrom('invitations').where('id', '=', id).executeTakeFirstOrThrow();
      if (numDeletedRows > 0n) {
        await appendToInstall(db, act, this.#at());
      }
      return numDeletedRows > 0n;
    });
  }

  /** What a link is for, without using it. */
  async find(secret: string): Promise<Invitation | undefined> {
    const row = await this.#db
      .selectFrom('invitations')
      .selectAll()
      .where('digest', '=', digestOf(secret))
      .where('expires_at', '>', sql<Date>`now()`)
      .executeTakeFirst();
    return row && readInvitation(row);
  }

  /** Uses a link: whoever comes second finds it gone. */
  async accept(secret: string, acceptance: Acceptance): Promise<Accepted> {
    return this.#db
      .transaction()
      .execute(async (db): Promise<Accepted> => {
        // Before the row, never after it: two who use two first links would wait for each other.
        await lockAdmins(db);
        const row = await db
          .deleteFrom('invitations')
          .where('digest', '=', digestOf(secret))
          .where('expires_at', '>', sql<Date>`now()`)
          .returningAll()
          .executeTakeFirst();
        if (!row) {
          return { outcome: 'gone' };
        }
        const user =
          row.kind === 'reset' ? await setPassword(db, row, acceptance) : await makeUser(db, row, acceptance);
        const actor = { kind: 'user' as const, ...user };
        const action = row.kind === 'reset' ? 'user.password-reset' : 'user.joined';
        const details = { link: row.kind, grants: row.grants };
        await appendToInstall(db, { actor, action, target: user.id, details }, this.#at());
        return { outcome: 'done' };
      })
      .catch((error: unknown) => {
        if (error instanceof NotAccepted) {
          return { outcome: error.outcome };
        }
        throw error;
      });
  }

  async #make({ kind, email, grants }: Wanted, act: ActOn): Promise<MadeInvitation> {
    const secret = randomBytes(32).toString('base64url');
    return this.#db.transaction().execute(async (db) => {
      await db
        .deleteFrom('invitations')
        .where((eb) => eb.or([eb('expires_at', '<=', sql<Date>`now()`), eb('email', '=', email ?? null)]))
        .execute();
      const row = await db
        .insertInto('invitations')
        .values({
          id: randomUUID(),
          digest: digestOf(secret),
          kind,
          email: email ?? null,
          grants: JSON.stringify(grants),
          created_at: sql`now()`,
          expires_at: sql`now() + make_interval(hours => ${LIFE_H[kind]})`,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await appendToInstall(db, act(row.id), this.#at());
      return { secret, invitation: readInvitation(row) };
    });
  }

  #at(): string {
    return this.#now().toISOString();
  }
}

/** The act, once it is known what it was done to. */
type ActOn = (target: string) => Act;

interface Wanted {
  kind: InvitationKind;
  email?: string;
  grants: readonly Grant[];
}

/** Rolls the link's deletion back: it can be tried again. */
class NotAccepted extends Error {
  readonly outcome: 'gone' | 'taken' | 'needs-password';

  constructor(outcome: NotAccepted['outcome']) {
    super(outcome);
    this.outcome = outcome;
  }
}

async function makeUser(
  db: Transaction<Database>,
  row: Database['invitations'],
  { name, email, passwordHash }: Acceptance,
): Promise<{ id: string; name: string }> {
  if (row.kind === 'first-admin') {
    if (await hasAdmin(db)) {
      throw new NotAccepted('gone');
    }
    await db.deleteFrom('invitations').where('kind', '=', 'first-admin').execute();
  }
  const address = row.email ?? email;
  if (address === undefined) {
    throw new NotAccepted('gone');
  }
  const grants = JSON.parse(row.grants) as Grant[];
  const userId = await insertUser(db, { name, email: address, grants, ...(passwordHash && { passwordHash }) });
  if (userId === undefined) {
    throw new NotAccepted('taken');
  }
  return { id: userId, name };
}

/** Whoever held the old password is signed out everywhere. */
async function setPassword(
  db: Transaction<Database>,
  row: Database['invitations'],
  { passwordHash }: Acceptance,
): Promise<{ id: string; name: string }> {
  const user = await db.selectFrom('users').select(['id', 'name']).where('email', '=', row.email).executeTakeFirst();
  if (!user) {
    throw new NotAccepted('gone');
  }
  if (passwordHash === undefined) {
    throw new NotAccepted('needs-password');
  }
  await putPassword(db, user.id, passwordHash);
  await db.deleteFrom('user_sessions').where('user_id', '=', user.id).execute();
  return user;
}

function readInvitation(row: Database['invitations']): Invitation {
  return {
    id: row.id,
    kind: row.kind,
    ...(row.email !== null && { email: row.email }),
    grants: JSON.parse(row.grants) as Grant[],
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}

const digestOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
