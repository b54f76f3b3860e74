import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isolate } from './isolate.ts';

/** Connected accounts with sealed credentials, API tokens, and the audit log that nobody can rewrite. */
export const connections: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('connections')
      .addColumn('tenant_id', 'text', (c) => c.primaryKey())
      .addColumn('auth', 'text', (c) => c.notNull())
      .addColumn('credentials', 'text', (c) => c.notNull())
      .addColumn('schedule', 'text')
      .addColumn('time_zone', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('changed_at', 'text', (c) => c.notNull())
      .execute();
    await isolate(db, 'connections');
    await db.schema
      .createTable('api_tokens')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('digest', 'text', (c) => c.notNull().unique())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text')
      .addColumn('last_used_at', 'text')
      .addColumn('revoked_at', 'text')
      .execute();
    await isolate(db, 'api_tokens', { rights: [] });
    await db.schema
      .createTable('audit_log')
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('seq', 'integer', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('target', 'text')
      .addColumn('details', 'text', (c) => c.notNull())
      .addColumn('previous', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('audit_log_pk', ['tenant_id', 'seq'])
      .execute();
    await isolate(db, 'audit_log', { rights: ['select', 'insert'] });
    await db.schema
      .createTable('audit_heads')
      .addColumn('tenant_id', 'text', (c) => c.primaryKey())
      .addColumn('seq', 'integer', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .execute();
    await isolate(db, 'audit_heads', { rights: ['select', 'update'] });
    for (const statement of APPEND_ONLY) {
      await sql.raw(statement).execute(db);
    }
  },
};

/**
 * The only way out of the log is with the tenant itself: its erasure names it in `app.erasing` and leaves a proof in the
 * chain of the install, which has no way out.
 */
const APPEND_ONLY = [
  `create function audit_is_append_only() returns trigger language plpgsql as $$ begin
    if tg_op = 'DELETE' and old.tenant_id <> 'install' and old.tenant_id = current_setting('app.erasing', true) then
      return old;
    end if;
    raise exception 'The audit log is append-only.' using errcode = 'restrict_violation';
  end $$`,
  `create function audit_head_goes_forward() returns trigger language plpgsql as $$ begin
    if new.tenant_id = old.tenant_id and new.seq = old.seq + 1 then
      return new;
    end if;
    raise exception 'The head of the audit log goes forward one entry at a time.' using errcode = 'restrict_violation';
  end $$`,
  `create trigger append_only before update or delete on audit_log for each row execute function audit_is_append_only()`,
  `create trigger no_truncate before truncate on audit_log for each statement execute function audit_is_append_only()`,
  `create trigger goes_forward before update on audit_heads for each row execute function audit_head_goes_forward()`,
  `create trigger append_only before delete on audit_heads for each row execute function audit_is_append_only()`,
];
