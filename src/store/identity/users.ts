import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Act } from '../../model/audit.ts';
import { EVERY_TENANT, type Grant, type Role } from '../../model/principal.ts';
import { appendToInstall } from '../audit/append.ts';
import type { Database } from '../schema.ts';
import { storable } from '../text.ts';

export interface User {
  id: string;
  name: string;
  email: string;
  secondFactor: boolean;
  createdAt: string;
  grants: Grant[];
}

export interface NewUser {
  name: string;
  email: string;
  /** Absent: signs in with the company's provider only. */
  passwordHash?: string;
  grants: readonly Grant[];
}

/** `last-admin`: nobody could give it back, so the change was not made. */
export type ChangeOutcome = 'done' | 'not-found' | 'last-admin';

type Db = Kysely<Database> | Transaction<Database>;

/** How better-auth names an account with a password. */
const CREDENTIAL = 'credential';

export class Users {
  readonly #db: Kysely<Database>;
  readonly #now: () => Date;

  constructor(db: Kysely<Database>, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  async list(): Promise<User[]> {
    const [users, grants] = await Promise.all([
      this.#db.selectFrom('users').selectAll().orderBy('email').execute(),
      this.#db.selectFrom('user_grants').selectAll().orderBy('tenant_id').execute(),
    ]);
    const byUser = Map.groupBy(grants, ({ user_id }) => user_id);
    return users.map((row) => readUser(row, byUser.get(row.id) ?? []));
  }

  async find(id: string): Promise<User | undefined> {
    const row = await this.#db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
    return row && { ...readUser(row, []), grants: await this.grantsOf(id) };
  }

  async findByEmail(email: string): Promise<User | undefined> {
    const found = await this.#db
      .selectFrom('users')
      .select('id')
      .where('email', '=', storable(email.toLowerCase()))
      .executeTakeFirst();
    return found && this.find(found.id);
  }

  async grantsOf(id: string): Promise<Grant[]> {
    const rows = await this.#db.selectFrom('user_grants').selectAll().where('user_id', '=', id).execute();
    return rows.map(readGrant);
  }

  /** Whether somebody may do everything. */
  hasAdmin(): Promise<boolean> {
    return hasAdmin(this.#db);
  }

  async changeGrants(id: string, grants: readonly Grant[], act: Act): Promise<ChangeOutcome> {
    return this.#keepingAnAdmin(id, act, async (db) => {
      await db.deleteFrom('user_grants').where('user_id', '=', id).execute();
      await insertGrants(db, id, grants);
    });
  }

  /** With the row go sessions, password and grants. */
  async remove(id: string, act: Act): Promise<ChangeOutcome> {
    return this.#keepingAnAdmin(id, act, async (db) => {
      await db.deleteFrom('users').where('id', '=', id).execute();
    });
  }

  /** The next sign-in asks for the password alone. */
  async dropSecondFactor(id: string, act: Act): Promise<void> {
    await this.#db.transaction().execute(async (db) => {
      await db.deleteFrom('user_second_factors').where('user_id', '=', id).execute();
      await db.updateTable('users').set({ second_factor: false }).where('id', '=', id).execute();
      await appendToInstall(db, act, this.#now().toISOString());
    });
  }

  async #keepingAnAdmin(
    id: string,
    act: Act,
    change: (db: Transaction<Database>) => Promise<void>,
  ): Promise<ChangeOutcome> {
    return this.#db
      .transaction()
      .execute(async (db): Promise<ChangeOutcome> => {
        await lockAdmins(db);
        const user = await db.selectFrom('users').select('id').where('id', '=', id).executeTakeFirst();
        if (!user) {
          return 'not-found';
        }
        const before = await hasAdmin(db);
        await change(db);
        if (before && !(await hasAdmin(db))) {
          throw new LastAdmin();
        }
        await appendToInstall(db, act, this.#now().toISOString());
        return 'done';
      })
      .catch((error: unknown) => {
        if (error instanceof LastAdmin) {
          return 'last-admin' as const;
        }
        throw error;
      });
  }
}

class LastAdmin extends Error {}

/** Two administrators who remove each other at the same moment would leave none: one waits for the other. */
export async function lockAdmins(db: Transaction<Database>): Promise<void> {
  await sql`lock table user_grants in share row exclusive mode`.execute(db);
}

export async function hasAdmin(db: Db): Promise<boolean> {
  const admin = await db
    .selectFrom('user_grants')
    .select('user_id')
    .where('tenant_id', '=', EVERY_TENANT)
    .where('role', '=', 'admin')
    .executeTakeFirst();
  return admin !== undefined;
}

/** The e-mail counts as proven: the link reached its owner. Undefined when somebody has it already. */
export async function insertUser(db: Transaction<Database>, user: NewUser): Promise<string | undefined> {
  const id = randomUUID();
  const now = new Date();
  const made = await db
    .insertInto('users')
    .values({
      id,
      name: storable(user.name),
      email: storable(user.email.toLowerCase()),
      email_verified: true,
      second_factor: false,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) {
    return undefined;
  }
  if (user.passwordHash !== undefined) {
    await putPassword(db, id, user.passwordHash);
  }
  await insertGrants(db, id, user.grants);
  return id;
}

export async function putPassword(db: Transaction<Database>, userId: string, password: string): Promise<void> {
  await db
    .insertInto('user_accounts')
    .values({
      id: randomUUID(),
      user_id: userId,
      provider_id: CREDENTIAL,
      account_id: userId,
      password,
      updated_at: new Date(),
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password }))
    .execute();
}

async function insertGrants(db: Transaction<Database>, userId: string, grants: readonly Grant[]): Promise<void> {
  if (grants.length > 0) {
    await db
      .insertInto('user_grants')
      .values(grants.map(({ tenant, role }) => ({ user_id: userId, tenant_id: tenant, role })))
      .execute();
  }
}

function readUser(row: Omit<Database['users'], 'updated_at'>, grants: Database['user_grants'][]): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    secondFactor: row.second_factor,
    createdAt: row.created_at.toISOString(),
    grants: grants.map(readGrant),
  };
}

function readGrant({ tenant_id, role }: Database['user_grants']): Grant {
  return { tenant: tenant_id, role: role as Role };
}
