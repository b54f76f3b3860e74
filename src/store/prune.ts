import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Days that are kept of what has no law of its own. */
export interface Keep {
  /** What changed, and who was told of it. */
  historyDays: number;
}

const DAY_MS = 86_400_000;
/** Ticks decide whether a scan was asked for: longer than the clocks of two processes can differ. */
const TICKS_DAYS = 7;
/** Of an ended scan: how far it was is asked for in the first days, if at all. */
const PROGRESS_DAYS = 7;
/** Tokens that work no longer are listed for a while, so that one can see which it was. */
const TOKENS_DAYS = 90;
/** At once: nobody is to wait long for a row. */
const BATCH = 5_000;

/**
 * Removes what is of no more use, over all tenants; returns the rows by table. Never what somebody said, decided or did:
 * declarations, decisions, verdicts and the audit log stay. Any number of processes may do so at a time.
 */
export async function prune(db: Kysely<Database>, now: Date, { historyDays }: Keep): Promise<Record<string, number>> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();
  const over = (column: string) => sql`${sql.ref(column)} < now()`;
  const history = before(historyDays);
  const gone: [table: string, where: RawBuilder<unknown>][] = [
    ['schedule_ticks', sql`minute < ${before(TICKS_DAYS)}`],
    ['deliveries', sql`at < ${history} and state <> 'waiting'`],
    // Those that somebody is still to be told of stay.
    [
      'changes',
      sql`at < ${history} and not exists (
        select from deliveries as d where d.tenant_id = changes.tenant_id and d.state = 'waiting'
          and changes.id between d.first_change and d.last_change)`,
    ],
    ['api_tokens', sql`least(expires_at, revoked_at) < ${before(TOKENS_DAYS)}`],
    ['seen_signatures', over('until')],
    ['sign_in_failures', over('until')],
    ['user_sessions', over('expires_at')],
    ['user_verifications', over('expires_at')],
    ['invitations', over('expires_at')],
    ['hubspot_installs', over('expires_at')],
    ['request_counts', sql`last_request < ${now.getTime() - DAY_MS}`],
  ];
  const counted: Record<string, number> = {};
  for (const [table, where] of gone) {
    counted[table] = await inBatches(
      (rows) => sql`delete from ${sql.table(table)} where ctid = any(array(${rows}))`.execute(db),
      sql`select ctid from ${sql.table(table)} where ${where} limit ${sql.lit(BATCH)}`,
    );
  }
  counted['scans.progress'] = await inBatches(
    (rows) => sql`update scans set progress = null where ctid = any(array(${rows}))`.execute(db),
    sql`select ctid from scans where progress is not null and state in ('done', 'failed', 'cancelled')
      and finished_at < ${before(PROGRESS_DAYS)} limit ${sql.lit(BATCH)}`,
  );
  return counted;
}

async function inBatches(
  act: (rows: RawBuilder<unknown>) => Promise<{ numAffectedRows?: bigint }>,
  rows: RawBuilder<unknown>,
): Promise<number> {
  let all = 0;
  for (;;) {
    const done = Number((await act(rows)).numAffectedRows ?? 0n);
    all += done;
    if (done < BATCH) {
      return all;
    }
  }
}
