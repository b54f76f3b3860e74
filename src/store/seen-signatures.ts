import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Longer than any signature is valid, by minutes: the clocks of our processes may differ that much. */
const KEPT_MIN = 10;
const FORGOTTEN_AT_ONCE = 100;

/** Signatures that were used, by digest and for all processes: none passes twice. */
export class SeenSignatures {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** Also forgets some that are too old to pass; processes that do so side by side do not wait for each other. */
  async isFirst(digest: string): Promise<boolean> {
    const until = sql<Date>`now() + make_interval(mins => ${KEPT_MIN})`;
    const old = this.#db
      .selectFrom('seen_signatures')
      .select('digest')
      .where('until', '<', sql<Date>`now()`)
      .orderBy('until')
      .limit(FORGOTTEN_AT_ONCE)
      .forUpdate()
      .skipLocked();
    const { numInsertedOrUpdatedRows } = await this.#db
      .with('forgotten', (db) => db.deleteFrom('seen_signatures').where('digest', 'in', old))
      .insertInto('seen_signatures')
      .values({ digest, until })
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
}
