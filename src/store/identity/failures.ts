import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const WINDOW_MIN = 15;
/** A person who mistypes gets there rarely, and a guesser has then had ten of the many millions of passwords. */
export const MAX_FAILURES = 10;

/** Sign-ins in vain by account, over all addresses they come from and all processes. */
export class SignInFailures {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** Counts a try before it is made, so that a hundred at once are no more than one after the other. */
  async mayTry(email: string): Promise<boolean> {
    await this.#db
      .deleteFrom('sign_in_failures')
      .where('until', '<', sql<Date>`now()`)
      .execute();
    const { count } = await this.#db
      .insertInto('sign_in_failures')
      .values({ key: keyOf(email), count: 1, until: sql`now() + make_interval(mins => ${WINDOW_MIN})` })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ count: sql`sign_in_failures.count + 1` }))
      .returning('count')
      .executeTakeFirstOrThrow();
    return count <= MAX_FAILURES;
  }

  async forget(email: string): Promise<void> {
    await this.#db.deleteFrom('sign_in_failures').where('key', '=', keyOf(email)).execute();
  }
}

/** What was typed may be a password in the wrong field: it is kept as a digest. */
const keyOf = (email: string) => createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
