import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Of a scan that has no result yet. */
export const NOTHING_YET = {
  finished_at: null,
  finish_no: null,
  requests: 0,
  stamps: '{}',
  coverage: '[]',
  examined: '{}',
  not_visible: '[]',
};

/** The scan of a tenant that ended last, by its place and not by a clock. */
export function lastDone(db: Kysely<Database>, tenant: string) {
  return db
    .selectFrom('scans')
    .where('tenant_id', '=', tenant)
    .where('state', '=', 'done')
    .orderBy('finish_no', 'desc')
    .limit(1);
}

/** The one scan of a tenant that has not ended, and whether somebody works on it, by the database's clock. */
export function openScan(db: Kysely<Database>, tenant: string) {
  return db
    .selectFrom('scans')
    .select(['id', 'kind', 'attempts'])
    .select(sql<boolean>`coalesce(lease_until > clock_timestamp(), false)`.as('held'))
    .select(sql<number>`coalesce(extract(epoch from lease_until - clock_timestamp()) * 1000, 0)::float8`.as('heldMs'))
    .select(sql<boolean>`coalesce(wait_until > clock_timestamp(), false)`.as('waits'))
    .where('tenant_id', '=', tenant)
    .where('state', 'in', ['queued', 'running']);
}
