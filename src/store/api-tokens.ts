import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Act, Actor } from '../model/audit.ts';
import { EVERY_TENANT, type Principal, type Role } from '../model/principal.ts';
import { appendAct, appendToInstall } from './audit/append.ts';
import type { Database } from './schema.ts';
import { tenantLock } from './tenant-lock.ts';
import { storable } from './text.ts';

export interface NewToken {
  /** A tenant's id, or `*`. */
  tenant: string;
  role: Role;
  name: string;
  expiresAt?: Date;
}

/** What can be shown of a token: never the token itself. */
export interface ApiToken {
  id: string;
  tenant: string;
  role: Role;
  name: string;
  createdAt: string;
  expiresAt?: string;
  lastUsedAt?: string;
  revokedAt?: string;
}

/** Found by secret scanners, and by whoever looks for one that leaked. */
const PREFIX = 'aiinv_';
const SECRET_BYTES = 32;
/** How exactly the last use is known: a request a second need not be a write a second. */
const USE_STEP_MS = 60_000;

/** Tokens for programs. Kept is a digest: of 32 random bytes it needs no salt and cannot be tried through. */
export class ApiTokens {
  readonly #root: Kysely<Database>;
  readonly #now: () => Date;

  constructor(root: Kysely<Database>, now: () => Date) {
    this.#root = root;
    this.#now = now;
  }

  /** The token is in the answer and nowhere else. */
  async create({ tenant, role, name, expiresAt }: NewToken, by: Actor): Promise<{ id: string; token: string }> {
    const id = randomUUID();
    const token = `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`;
    const expires_at = expiresAt?.toISOString() ?? null;
    await this.#root.transaction().execute(async (trx) => {
      const at = this.#now().toISOString();
      // Before anything is written: an erasure under way has to find all of it, or none.
      await tenantLock(trx, tenant, 'together');
      await trx
        .insertInto('api_tokens')
        .values({
          ...{ id, tenant_id: tenant, role, name: storable(name), digest: digestOf(token), expires_at },
          ...{ created_at: at, last_used_at: null, revoked_at: null },
        })
        .execute();
      const details = { role, name, expiresAt: expires_at };
      await note(trx, tenant, { actor: by, action: 'token.created', target: id, details }, at);
    });
    return { id, token };
  }

  /** Who a token stands for; nobody when it is unknown, revoked or expired. */
  async principalOf(token: string): Promise<Principal | undefined> {
    if (!token.startsWith(PREFIX)) {
      return undefined;
    }
    const row = await this.#root
      .selectFrom('api_tokens')
      .selectAll()
      .where('digest', '=', digestOf(token))
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    const now = this.#now();
    if (!row || (row.expires_at !== null && row.expires_at <= now.toISOString())) {
      return undefined;
    }
    await this.#used(row, now);
    const { id, name, tenant_id: tenant, role } = row;
    return { id, kind: 'token', name, grants: [{ tenant, role: role as Role }] };
  }

  /** Of one tenant, or of the whole install; those that work no longer too. */
  async list(tenant: string): Promise<ApiToken[]> {
    const rows = await this.#root
      .selectFrom('api_tokens')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(tokenOf);
  }

  /** False when there is none with this id that works. */
  revoke(id: string, by: Actor): Promise<boolean> {
    return this.#root.transaction().execute(async (trx) => {
      const at = this.#now().toISOString();
      const token = await trx.selectFrom('api_tokens').select('tenant_id').where('id', '=', id).executeTakeFirst();
      if (!token) {
        return false;
      }
      await tenantLock(trx, token.tenant_id, 'together');
      const { numUpdatedRows } = await trx
        .updateTable('api_tokens')
        .set({ revoked_at: at })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows === 1n) {
        await note(trx, token.tenant_id, { actor: by, action: 'token.revoked', target: id }, at);
      }
      return numUpdatedRows === 1n;
    });
  }

  async #used({ id, last_used_at }: Database['api_tokens'], now: Date): Promise<void> {
    const before = last_used_at === null ? -Infinity : Date.parse(last_used_at);
    if (now.getTime() - before >= USE_STEP_MS) {
      await this.#root
        .updateTable('api_tokens')
        .set({ last_used_at: now.toISOString() })
        .where('id', '=', id)
        .execute();
    }
  }
}

function note(trx: Transaction<Database>, tenant: string, act: Act, at: string) {
  return tenant === EVERY_TENANT ? appendToInstall(trx, act, at) : appendAct(trx, tenant, act, at);
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function tokenOf(row: Database['api_tokens']): ApiToken {
  return {
    id: row.id,
    tenant: row.tenant_id,
    role: row.role as Role,
    name: row.name,
    createdAt: row.created_at,
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
    ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
  };
}
