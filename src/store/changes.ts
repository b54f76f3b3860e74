import type { Kysely, Transaction } from 'kysely';
import type { Assessment } from '../model/assessment.ts';
import type { ChangeDetail, ChangeKind, StoredChange } from '../model/change.ts';
import type { AiFeature } from '../model/feature.ts';
import { addDeliveries } from './deliveries.ts';
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

interface Moved {
  scan: string;
  at: string;
  moves: readonly EntryMove[];
  describe: DescribeMove;
  /** Somebody is at it, and more is likely to follow soon. */
  goesOn: boolean;
}

/** What is different from before, kept with the result it came with, and to be told to whoever asked for it. */
export async function appendChanges(
  trx: Transaction<Database>,
  tenant: string,
  { scan, at, moves, describe, goesOn }: Moved,
): Promise<void> {
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
  const ids: number[] = [];
  for (const chunk of chunksOf(rows, 200)) {
    const written = await trx.insertInto('changes').values(chunk).returning('id').execute();
    ids.push(...written.map(({ id }) => Number(id)));
  }
  const [first, last] = [Math.min(...ids), Math.max(...ids)];
  if (ids.length > 0) {
    await addDeliveries(trx, tenant, { scan, first, last, at, goesOn });
  }
}

/** What has changed, for whoever reads on where he stopped. */
export class Changes {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;

  constructor(db: Kysely<Database>, tenant: string) {
    this.#db = db;
    this.#tenant = tenant;
  }

  /** In their order, from the one after `since` to `until`. */
  async list({ since = 0, until, limit = 100 }: { since?: number; until?: number; limit?: number } = {}): Promise<
    StoredChange[]
  > {
    const rows = await this.#db
      .selectFrom('changes')
      .selectAll()
      .where('tenant_id', '=', this.#tenant)
      .where('id', '>', since)
      .$if(until !== undefined, (query) => query.where('id', '<=', until ?? 0))
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

  async count({ since, until }: { since: number; until: number }): Promise<number> {
    const row = await this.#db
      .selectFrom('changes')
      .select((eb) => eb.fn.countAll<string>().as('n'))
      .where('tenant_id', '=', this.#tenant)
      .where('id', '>', since)
      .where('id', '<=', until)
      .executeTakeFirstOrThrow();
    return Number(row.n);
  }
}
