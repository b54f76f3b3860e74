import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { TENANT_ROLE } from '../tenant-role.ts';
import { isolate } from './isolate.ts';

const TABLES = ['scans', 'scan_pages', 'assets', 'inventory', 'assessments', 'findings'];

/** PostgreSQL itself keeps tenants apart, also where a query forgot to. */
export const isolation: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(GRANT_SCHEMA).execute(db);
    await isolate(db, 'tenants', { column: 'id', rights: ['select'] });
    for (const table of TABLES) {
      await isolate(db, table);
    }
  },
};

const GRANT_SCHEMA = `do $$ begin execute format('grant usage on schema %I to ${TENANT_ROLE}', current_schema()); end $$`;
