import type { Kysely } from 'kysely';
import type { Tenant } from '../model/inventory.ts';
import { type Language, LANGUAGES } from '../model/message.ts';
import type { ScanProgress } from '../model/scan-state.ts';
import type { Database } from './schema.ts';
import { findTenantOf } from './tenants.ts';

/** All that may have changed since a card was answered last, in one row: nothing of what it says itself. */
export interface CardStatus {
  tenant: Tenant;
  /** Absent: scanned from a command line, or not connected any more. */
  connection?: 'ok' | 'reconnect';
  language?: Language;
  /** Absent before the first scan has ended. */
  revision?: string;
  /** The one that waits or runs. */
  open?: { id: string; progress?: ScanProgress };
}

/** One statement, asked by the owner of the tables: whose account it is, is only known by it. */
export async function cardStatus(db: Kysely<Database>, account: string): Promise<CardStatus | undefined> {
  const row = await findTenantOf(db, 'hubspot', account)
    .leftJoin('connections as c', 'c.tenant_id', 't.id')
    .leftJoin('inventory_revisions as r', 'r.tenant_id', 't.id')
    .leftJoin('scans as s', (join) => join.onRef('s.tenant_id', '=', 't.id').on('s.state', 'in', ['queued', 'running']))
    .select(['c.state as connection', 'c.language', 'r.revision', 's.id as scan', 's.progress'])
    .executeTakeFirst();
  if (!row) {
    return undefined;
  }
  const { id, crm, name, account: own } = row;
  const language = LANGUAGES.find((one) => one === row.language);
  return {
    tenant: { id, crm: crm as Tenant['crm'], name, account: own },
    ...(row.connection !== null && { connection: row.connection }),
    ...(language !== undefined && { language }),
    ...(row.revision !== null && { revision: row.revision }),
    ...(row.scan !== null && {
      open: {
        id: row.scan,
        ...(row.progress !== null && { progress: JSON.parse(row.progress) as ScanProgress }),
      },
    }),
  };
}
