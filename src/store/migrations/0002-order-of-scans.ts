import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which scan ended last no longer depends on the machine's clock. */
export const orderOfScans: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('scans').addColumn('finish_no', 'integer').execute();
    await sql`
      update scans set finish_no = ended.position
      from (
        select tenant_id, id, row_number() over (partition by tenant_id order by finished_at, started_at, id) as position
        from scans where state = 'done'
      ) as ended
      where scans.tenant_id = ended.tenant_id and scans.id = ended.id`.execute(db);
  },
};
