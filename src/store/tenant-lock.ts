import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';

/** A tenant's transactions hold it together, its erasure alone: nothing is written beside or after it. */
export function tenantLock(db: QueryExecutorProvider, tenant: string, how: 'together' | 'alone') {
  return sql`select ${tenantLockCall(tenant, how)}`.execute(db);
}

export function tenantLockCall(tenant: string, how: 'together' | 'alone'): RawBuilder<unknown> {
  const lock = sql.raw(how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared');
  return sql`${lock}(hashtextextended(${tenant}, 0))`;
}
