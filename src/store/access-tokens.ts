import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { SecretUnreadable } from '../kit/errors.ts';
import type { Keyring } from '../kit/keyring.ts';
import type { Database } from './schema.ts';

interface Token {
  accessToken: string;
  expiresInMs: number;
}

/** What the sealed text is bound to, beside the tenant. */
export const ACCESS_TOKEN = 'access-token';

/** Longer than a fetch takes with all of its time-outs; after it another process may try. */
const CLAIM_S = 60;

/** One tenant's access token as its processes share it. Times are the database's: processes may disagree about theirs. */
export class AccessTokens {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;
  readonly #keyring: () => Keyring;
  readonly #claim = randomUUID();

  constructor(db: Kysely<Database>, tenant: string, keyring: () => Keyring) {
    this.#db = db;
    this.#tenant = tenant;
    this.#keyring = keyring;
  }

  async read(): Promise<Token | undefined> {
    const row = await this.#db
      .selectFrom('access_tokens')
      .select(['sealed', sql<number>`(extract(epoch from expires_at - now()) * 1000)::float8`.as('left')])
      .where('tenant_id', '=', this.#tenant)
      .executeTakeFirst();
    const accessToken = row?.sealed ? this.#open(row.sealed) : undefined;
    return accessToken === undefined ? undefined : { accessToken, expiresInMs: Number(row?.left) };
  }

  /** One row, one holder: who comes second waits for the first one's statement and then finds the claim. */
  async claim(): Promise<boolean> {
    const until = sql<Date>`now() + make_interval(secs => ${CLAIM_S})`;
    const claimed = await this.#db
      .insertInto('access_tokens')
      .values({
        tenant_id: this.#tenant,
        claimed_by: this.#claim,
        claimed_until: until,
        sealed: null,
        expires_at: null,
      })
      .onConflict((conflict) =>
        conflict
          .column('tenant_id')
          .doUpdateSet({ claimed_by: this.#claim, claimed_until: until })
          .where((eb) =>
            eb.or([
              eb('access_tokens.claimed_until', 'is', null),
              eb('access_tokens.claimed_until', '<', sql<Date>`now()`),
            ]),
          ),
      )
      .returning('tenant_id')
      .executeTakeFirst();
    return claimed !== undefined;
  }

  async put({ accessToken, expiresInMs }: Token): Promise<void> {
    await this.#db
      .updateTable('access_tokens')
      .set({
        sealed: this.#keyring().seal(accessToken, this.#purpose()),
        expires_at: sql<Date>`now() + make_interval(secs => ${expiresInMs / 1000})`,
      })
      .where('tenant_id', '=', this.#tenant)
      .execute();
  }

  async release(): Promise<void> {
    await this.#db
      .updateTable('access_tokens')
      .set({ claimed_by: null, claimed_until: null })
      .where('tenant_id', '=', this.#tenant)
      .where('claimed_by', '=', this.#claim)
      .execute();
  }

  /** Another account's consent, or none any more: what is left of the old one is worth nothing. */
  async forget(): Promise<void> {
    await this.#db.deleteFrom('access_tokens').where('tenant_id', '=', this.#tenant).execute();
  }

  /** Sealed with keys that are gone: as good as none, the next one is fetched. */
  #open(sealed: string): string | undefined {
    try {
      return this.#keyring().open(sealed, this.#purpose());
    } catch (error) {
      if (error instanceof SecretUnreadable) {
        return undefined;
      }
      throw error;
    }
  }

  #purpose() {
    return { tenant: this.#tenant, purpose: ACCESS_TOKEN };
  }
}
