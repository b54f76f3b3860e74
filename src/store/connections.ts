import type { Kysely, Selectable, Transaction, Updateable } from 'kysely';
import type { Keyring } from '../kit/keyring.ts';
import type { Actor } from '../model/audit.ts';
import type { Auth, Connection } from '../model/connection.ts';
import type { Json } from '../model/json.ts';
import { type Language, LANGUAGES } from '../model/message.ts';
import { noted } from './audit/append.ts';
import type { Database } from './schema.ts';
import { storable } from './text.ts';

export interface NewConnection {
  auth: Auth;
  /** As the connector's credentials schema takes them. */
  credentials: Json;
  schedule?: string;
  timeZone?: string;
}

/** What the sealed text is bound to, beside the tenant. */
export const CREDENTIALS = 'credentials';

const SAVED = 'connection.saved';

/** How one tenant's CRM is reached. */
export class Connections {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;
  readonly #keyring: () => Keyring;
  readonly #now: () => Date;

  constructor(db: Kysely<Database>, tenant: string, keyring: () => Keyring, now: () => Date) {
    this.#db = db;
    this.#tenant = tenant;
    this.#keyring = keyring;
    this.#now = now;
  }

  async read(): Promise<Connection | undefined> {
    const row = await this.#own().executeTakeFirst();
    return row && connectionOf(row);
  }

  /** When it was connected last, with these credentials or other ones. */
  async connectedAt(): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('audit_log')
      .select('at')
      .where('tenant_id', '=', this.#tenant)
      .where('action', '=', SAVED)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.at;
  }

  /** Opened; throws `SecretUnreadable` when the keys at hand do not fit. */
  async credentials(): Promise<Json | undefined> {
    const row = await this.#own().executeTakeFirst();
    return row && (JSON.parse(this.#keyring().open(row.credentials, this.#purpose())) as Json);
  }

  /** Connects the account, or connects it again with other credentials. */
  async save({ auth, credentials, schedule, timeZone = 'UTC' }: NewConnection, by: Actor): Promise<void> {
    const row = {
      auth,
      credentials: this.#seal(credentials),
      schedule: schedule ?? null,
      time_zone: timeZone,
      state: 'ok' as const,
      reason: null,
    };
    await this.#act(by, SAVED, { auth, schedule: schedule ?? null, timeZone }, async (trx, at) => {
      await trx
        .insertInto('connections')
        .values({ tenant_id: this.#tenant, ...row, changed_at: at })
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ ...row, changed_at: at }))
        .execute();
      return true;
    });
  }

  /** False when there is no connection. `schedule: null` ends it. */
  reschedule({ schedule, timeZone }: { schedule: string | null; timeZone: string }, by: Actor): Promise<boolean> {
    return this.#act(by, 'connection.rescheduled', { schedule, timeZone }, (trx, at) =>
      this.#update(trx, { schedule, time_zone: timeZone, changed_at: at }),
    );
  }

  /** The same account and consent, newer tokens: no act of anybody, so no entry in the audit log. */
  renew(credentials: Json): Promise<boolean> {
    const sealed = this.#seal(credentials);
    return this.#db
      .transaction()
      .execute((trx) => this.#update(trx, { credentials: sealed, state: 'ok', reason: null }));
  }

  /**
   * Nothing is tried with these credentials until somebody connects the account again. False when that was said already.
   * `since`: of the connection whose credentials were refused; one that somebody changed meanwhile stands.
   */
  breakOff(reason: string, by: Actor, since?: string): Promise<boolean> {
    const set = { state: 'reconnect' as const, reason: storable(reason) };
    return this.#act(by, 'connection.broken', { reason }, async (trx, at) => {
      const { numUpdatedRows } = await trx
        .updateTable('connections')
        .set({ ...set, changed_at: at })
        .where('tenant_id', '=', this.#tenant)
        .where('state', '=', 'ok')
        .$if(since !== undefined, (query) => query.where('changed_at', '=', since ?? ''))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    });
  }

  /** In which the account is told. False when there is no connection. */
  speak(language: Language, by: Actor): Promise<boolean> {
    return this.#act(by, 'connection.language', { language }, (trx) => this.#update(trx, { language }));
  }

  remove(by: Actor): Promise<boolean> {
    return this.#act(by, 'connection.removed', {}, async (trx) => {
      const { numDeletedRows } = await trx
        .deleteFrom('connections')
        .where('tenant_id', '=', this.#tenant)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    });
  }

  #act(
    actor: Actor,
    action: string,
    details: { [name: string]: Json },
    write: (trx: Transaction<Database>, at: string) => Promise<boolean>,
  ): Promise<boolean> {
    const at = this.#now().toISOString();
    const act = { actor, action, target: this.#tenant, details };
    return noted(this.#db, this.#tenant, act, at, (trx) => write(trx, at));
  }

  async #update(trx: Transaction<Database>, set: Updateable<Database['connections']>): Promise<boolean> {
    const { numUpdatedRows } = await trx
      .updateTable('connections')
      .set(set)
      .where('tenant_id', '=', this.#tenant)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  #own() {
    return this.#db.selectFrom('connections').selectAll().where('tenant_id', '=', this.#tenant);
  }

  #seal(credentials: Json): string {
    return this.#keyring().seal(JSON.stringify(credentials), this.#purpose());
  }

  #purpose() {
    return { tenant: this.#tenant, purpose: CREDENTIALS };
  }
}

export function connectionOf(row: Omit<Selectable<Database['connections']>, 'credentials' | 'tenant_id'>): Connection {
  const language = LANGUAGES.find((one) => one === row.language);
  return {
    auth: row.auth as Auth,
    ...(row.schedule !== null && { schedule: row.schedule }),
    timeZone: row.time_zone,
    state: row.state,
    ...(row.reason !== null && { reason: row.reason }),
    changedAt: row.changed_at,
    ...(language !== undefined && { language }),
  };
}
