import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

export interface UserSession {
  id: string;
  createdAt: string;
  expiresAt: string;
  address?: string;
  browser?: string;
}

/** What somebody sees of the own sessions; the token in a row is never given out. */
export class UserSessions {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async list(userId: string): Promise<UserSession[]> {
    const rows = await this.#db
      .selectFrom('user_sessions')
      .select(['id', 'created_at', 'expires_at', 'ip_address', 'user_agent'])
      .where('user_id', '=', userId)
      .where('expires_at', '>', sql<Date>`now()`)
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      ...(row.ip_address && { address: row.ip_address }),
      ...(row.user_agent && { browser: row.user_agent }),
    }));
  }

  /** Those that ended by themselves. */
  async forgetExpired(): Promise<void> {
    await this.#db
      .deleteFrom('user_sessions')
      .where('expires_at', '<', sql<Date>`now()`)
      .execute();
  }

  /** False when it is not one of theirs. */
  async end(userId: string, sessionId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('user_sessions')
      .where('user_id', '=', userId)
      .where('id', '=', sessionId)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }

  async endAll(userId: string, except?: string): Promise<number> {
    let query = this.#db.deleteFrom('user_sessions').where('user_id', '=', userId);
    if (except !== undefined) {
      query = query.where('id', '!=', except);
    }
    return Number((await query.executeTakeFirstOrThrow()).numDeletedRows);
  }
}
