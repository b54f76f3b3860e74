import { randomBytes } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Keyring } from '../kit/keyring.ts';
import type { Actor } from '../model/audit.ts';
import type { DigestFrequency } from '../model/change.ts';
import type { Language } from '../model/message.ts';
import { noted } from './audit/append.ts';
import type { Database } from './schema.ts';

/** What the sealed text is bound to, beside the tenant. */
export const WEBHOOK_SECRET = 'webhook';

export interface Webhook {
  id: string;
  url: string;
  createdAt: string;
}

export interface Digest {
  id: string;
  address: string;
  language: Language;
  frequency: DigestFrequency;
  createdAt: string;
}

/** Who is told of changes: addresses of programs, and of people. */
export class Subscriptions {
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

  /** `secret`: with which every delivery is signed; shown here and never again. */
  async addWebhook(url: string, by: Actor): Promise<Webhook & { secret: string }> {
    const secret = `whsec_${randomBytes(32).toString('base64url')}`;
    const row = { id: newId(), url, created_at: this.#now().toISOString() };
    const sealed = this.#keyring().seal(secret, this.#purpose());
    await this.#act(by, 'webhook.added', row.id, { url }, (trx) =>
      trx
        .insertInto('webhooks')
        .values({ ...row, tenant_id: this.#tenant, secret: sealed })
        .execute(),
    );
    return { ...webhookOf(row), secret };
  }

  async webhooks(): Promise<Webhook[]> {
    const rows = await this.#webhooks().orderBy('created_at').orderBy('id').execute();
    return rows.map(webhookOf);
  }

  /** Where to, and the secret to sign with; nothing when it was removed. */
  async openWebhook(id: string): Promise<(Webhook & { secret: string }) | undefined> {
    const row = await this.#webhooks().select('secret').where('id', '=', id).executeTakeFirst();
    return row && { ...webhookOf(row), secret: this.#keyring().open(row.secret, this.#purpose()) };
  }

  async addDigest(said: Omit<Digest, 'id' | 'createdAt'>, by: Actor): Promise<Digest> {
    const row = { id: newId(), ...said, created_at: this.#now().toISOString() };
    await this.#act(by, 'digest.added', row.id, said, (trx) =>
      trx
        .insertInto('mail_digests')
        .values({ ...row, tenant_id: this.#tenant })
        .execute(),
    );
    return digestOf(row);
  }

  async digests(): Promise<Digest[]> {
    const rows = await this.#digests().orderBy('created_at').orderBy('id').execute();
    return rows.map(digestOf);
  }

  async digest(id: string): Promise<Digest | undefined> {
    const row = await this.#digests().where('id', '=', id).executeTakeFirst();
    return row && digestOf(row);
  }

  /** Webhook or digest; false when there is none of this id. What waits for it is not sent. */
  async remove(id: string, by: Actor): Promise<boolean> {
    for (const [table, noun] of [
      ['webhooks', 'webhook'],
      ['mail_digests', 'digest'],
    ] as const) {
      const isGone = await this.#act(by, `${noun}.removed`, id, {}, async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom(table)
          .where('tenant_id', '=', this.#tenant)
          .where('id', '=', id)
          .executeTakeFirst();
        return numDeletedRows === 1n;
      });
      if (isGone) {
        return true;
      }
    }
    return false;
  }

  #webhooks() {
    return this.#db.selectFrom('webhooks').select(['id', 'url', 'created_at']).where('tenant_id', '=', this.#tenant);
  }

  #digests() {
    return this.#db
      .selectFrom('mail_digests')
      .select(['id', 'address', 'language', 'frequency', 'created_at'])
      .where('tenant_id', '=', this.#tenant);
  }

  #act(
    actor: Actor,
    action: string,
    target: string,
    details: Record<string, string>,
    write: (trx: Transaction<Database>) => Promise<unknown>,
  ): Promise<boolean> {
    const act = { actor, action, target, details };
    return noted(this.#db, this.#tenant, act, this.#now().toISOString(), write);
  }

  #purpose() {
    return { tenant: this.#tenant, purpose: WEBHOOK_SECRET };
  }
}

const newId = () => randomBytes(9).toString('base64url');

function webhookOf({ id, url, created_at }: { id: string; url: string; created_at: string }): Webhook {
  return { id, url, createdAt: created_at };
}

function digestOf(row: Omit<Selectable<Database['mail_digests']>, 'tenant_id'>): Digest {
  const { id, address, language, frequency, created_at } = row;
  return { id, address, language: language as Language, frequency, createdAt: created_at };
}
