import type { Kysely, Transaction } from 'kysely';
import type { Assessment } from '../model/assessment.ts';
import type { ChangeDetail, ChangeKind, StoredChange } from '../model/change.ts';
import type { AiFeature } from '../model/feature.ts';
import type { Database } from './schema.ts';
import { canonical, chunksOf, storable } from './text.ts';

/** An entry as it stands, or stood. */
export interface EntryState {
  feature: AiFeature;
  assessment: Assessment;
  /** Of the stored assessment. */
  assessmentId?: number;
}

/** One entry before and after a scan; absent: it was not there, or was no AI. */
export interface EntryMove {
  key: string;
  before?: EntryState;
  after?: EntryState;
  /** Looked at, and found to be no AI any more. */
  cleared?: boolean;
}

export type DescribeMove = (move: EntryMove) => { what: ChangeKind; detail: ChangeDetail }[];

/** What is different from before, kept with the result it came with. Returns how many there are. */
export async function appendChanges(
  trx: Transaction<Database>,
  tenant: string,
  { scan, at, moves, describe }: { scan: string; at: string; moves: readonly EntryMove[]; describe: DescribeMove },
): Promise<number> {
  const rows = moves.flatMap((move) =>
    describe(move).map(({ what, detail }) => ({
      tenant_id: tenant,
      scan_id: scan,
      at,
      key: storable(move.key),
      name: storable((move.after ?? move.before)?.feature.name ?? move.key),
      what,
      detail: canonical(detail),
    })),
  );
  for (const chunk of chunksOf(rows, 200)) {
    await trx.insertInto('changes').values(chunk).execute();
  }
  return rows.length;
}

/** What has changed, for whoever reads on where he stopped. */
export class Changes {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;

  constructor(db: Kysely<Database>, tenant: string) {
    this.#db = db;
    this.#tenant = tenant;
  }

  /** In their order, from the one after `since`, or those since a time. `scan`: those of one scan only. */
  async list({
    since = 0,
    from,
    scan,
    limit = 100,
  }: { since?: number; from?: string; scan?: string; limit?: number } = {}): Promise<StoredChange[]> {
    const rows = await this.#db
      .selectFrom('changes')
      .selectAll()
      .where('tenant_id', '=', this.#tenant)
      .where('id', '>', since)
      .$if(from !== undefined, (query) => query.where('at', '>=', from ?? ''))
      .$if(scan !== undefined, (query) => query.where('scan_id', '=', scan ?? ''))
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      id: Number(row.id),
      scan: row.scan_id,
      at: row.at,
      key: row.key,
      name: row.name,
      what: row.what as ChangeKind,
      detail: JSON.parse(row.detail) as ChangeDetail,
    }));
  }

  async count(scan: string): Promise<number> {
    const row = await this.#db
      .selectFrom('changes')
      .select((eb) => eb.fn.countAll<string>().as('n'))
      .where('tenant_id', '=', this.#tenant)
      .where('scan_id', '=', scan)
      .executeTakeFirstOrThrow();
    return Number(row.n);
  }
}
