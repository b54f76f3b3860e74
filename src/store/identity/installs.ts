import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Keyring } from '../../kit/keyring.ts';
import { EVERY_TENANT } from '../../model/principal.ts';
import type { Database } from '../schema.ts';

const LIFE_MIN = 15;
/** What the sealed text is bound to. */
export const VERIFIER = { tenant: EVERY_TENANT, purpose: 'hubspot-install' };

/** Installations under way: whoever comes back must be who left, in the same session, once. */
export class Installs {
  readonly #db: Kysely<Database>;
  readonly #keyring: () => Keyring;

  constructor(db: Kysely<Database>, keyring: () => Keyring) {
    this.#db = db;
    this.#keyring = keyring;
  }

  /** The state that the browser takes along. */
  async begin(sessionId: string, verifier: string): Promise<string> {
    const state = randomBytes(32).toString('base64url');
    await this.#db
      .deleteFrom('hubspot_installs')
      .where('expires_at', '<', sql<Date>`now()`)
      .execute();
    await this.#db
      .insertInto('hubspot_installs')
      .values({
        state_digest: digestOf(state),
        session_id: sessionId,
        sealed_verifier: this.#keyring().seal(verifier, VERIFIER),
        expires_at: sql`now() + make_interval(mins => ${LIFE_MIN})`,
      })
      .execute();
    return state;
  }

  /** The verifier that belongs to a state of this session; nothing when it is not, or was taken already. */
  async take(sessionId: string, state: string): Promise<string | undefined> {
    const row = await this.#db
      .deleteFrom('hubspot_installs')
      .where('state_digest', '=', digestOf(state))
      .where('session_id', '=', sessionId)
      .where('expires_at', '>', sql<Date>`now()`)
      .returning('sealed_verifier')
      .executeTakeFirst();
    return row && this.#keyring().open(row.sealed_verifier, VERIFIER);
  }
}

const digestOf = (state: string) => createHash('sha256').update(state).digest('hex');
