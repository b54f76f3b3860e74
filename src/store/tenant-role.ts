import { type Kysely, sql } from 'kysely';
import { ConfigError } from '../kit/errors.ts';

/** Whom row-level security binds. It cannot log in: the store's own user takes its place for one transaction. */
export const TENANT_ROLE = 'aiinv_tenant';

/** Any number will do, as long as all starters take the same. */
const LOCK = 7_013_502_119;

/** Makes the role where the database's user may; a role belongs to the whole server, so it can be there already. */
export async function ensureTenantRole<T>(db: Kysely<T>): Promise<void> {
  if (await canTakeRole(db)) {
    return;
  }
  try {
    await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
      await sql.raw(MAKE).execute(trx);
    });
  } catch (error) {
    throw isRefused(error) ? new ConfigError([whatToDo(await userOf(db))]) : error;
  }
}

/** Rights of whoever made a role differ between releases of PostgreSQL: the grant is said, not taken for granted. */
const MAKE = `
  do $$ begin
    begin
      if not exists (select from pg_roles where rolname = '${TENANT_ROLE}') then
        create role ${TENANT_ROLE} nologin;
      end if;
    exception when duplicate_object or unique_violation then null;
    end;
    execute format('grant ${TENANT_ROLE} to %I', current_user);
  end $$`;

async function canTakeRole<T>(db: Kysely<T>): Promise<boolean> {
  try {
    await db.transaction().execute((trx) => sql.raw(`set local role ${TENANT_ROLE}`).execute(trx));
    return true;
  } catch (error) {
    if (isMissing(error) || isRefused(error)) {
      return false;
    }
    throw error;
  }
}

function whatToDo(user: string): string {
  return (
    `DATABASE_URL: the user ${user} may not make the role that keeps tenants apart. An administrator of the server runs once:` +
    ` create role ${TENANT_ROLE} nologin; grant ${TENANT_ROLE} to "${user}";`
  );
}

async function userOf<T>(db: Kysely<T>): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_user::text as name`.execute(db);
  return rows[0]?.name ?? '';
}

const isMissing = (error: unknown) => (error as { code?: unknown }).code === '22023';
const isRefused = (error: unknown) => (error as { code?: unknown }).code === '42501';
