import { type Kysely, sql } from 'kysely';
import type { Stamps } from '../model/assessment.ts';
import type { StreamReport } from '../model/coverage.ts';
import { DECLARED } from '../model/declared-feature.ts';
import type { ClearedAsset } from '../model/feature.ts';
import type { Inventory, InventoryEntry, ScanRecord, StoredInventory, Tenant } from '../model/inventory.ts';
import type { DescribeMove } from './changes.ts';
import { writeEntries } from './entries.ts';
import { entryIn } from './entry-row.ts';
import { declaredFeatures } from './declared-features.ts';
import { type Enter, type Judge, judgeInTurn, keepVerdicts, takeTurn } from './judging.ts';
import { newRevision } from './revisions.ts';
import { holdLease, type Holder } from './scan-lease.ts';
import { lastDone } from './scan-rows.ts';
import type { Database } from './schema.ts';
import { indexable } from './text.ts';
import { currentVerdicts } from './verdicts.ts';

export interface Result {
  scan: Omit<ScanRecord, 'stamps'>;
  stamps: Stamps;
  coverage: StreamReport[];
  inventory: Inventory;
  /** Asked with what people declared until then. */
  judge: Judge;
  /** Streams whose features may be retired when they are not in the result. */
  mayRetire: ReadonlySet<string>;
  /** Streams that could not be read this time: what they showed before stands, marked with the day it was last sure. */
  stale: ReadonlySet<string>;
  /** What is kept of an entry that is not as before. */
  describe: DescribeMove;
  enter: Enter;
}

/** What normalise, link and assess made of a tenant's assets; written only where it differs. */
export class Inventories {
  readonly #db: Kysely<Database>;
  readonly #tenant: Tenant;
  readonly #holder: Holder;

  constructor(db: Kysely<Database>, tenant: Tenant, holder: Holder) {
    this.#db = db;
    this.#tenant = tenant;
    this.#holder = holder;
  }

  /** One transaction: the entries, their verdicts, what changed, the findings and the end of the scan. Returns the rows written beside the scan's own. */
  async write({
    scan,
    stamps,
    coverage,
    inventory,
    judge,
    mayRetire,
    stale,
    describe,
    enter,
  }: Result): Promise<number> {
    const { id } = this.#tenant;
    const { cleared } = inventory;
    return this.#db.transaction().execute(async (trx) => {
      await holdLease(trx, id, scan.id, this.#holder);
      const at = scan.finishedAt;
      await takeTurn(trx, id);
      const entered = (await declaredFeatures(trx, id)).map(enter);
      const features = [...inventory.features, ...entered];
      const judged = await judgeInTurn(trx, id, features, judge);
      const { written, retired, moved } = await writeEntries(trx, id, {
        features: judged,
        cleared,
        mayRetire: new Set([...mayRetire, DECLARED]),
        stale,
        at,
      });
      const ended = { retired, cleared: cleared.map((asset) => indexable(asset.key)) };
      const followed = await keepVerdicts(trx, id, { scan: scan.id, stamps, describe, judged, moved, ...ended, at });
      await trx
        .updateTable('scans')
        .set({
          state: 'done',
          lease_owner: null,
          lease_until: null,
          error: null,
          progress: null,
          finished_at: scan.finishedAt,
          // Not the time: a machine's clock can be set back.
          finish_no: sql`(select coalesce(max(finish_no), 0) + 1 from scans where tenant_id = ${id})`,
          requests: scan.requests,
          stamps: JSON.stringify(stamps),
          coverage: JSON.stringify(coverage),
          examined: JSON.stringify(inventory.examined),
          not_visible: JSON.stringify(inventory.notVisible),
        })
        .where('tenant_id', '=', id)
        .where('id', '=', scan.id)
        .execute();
      await trx.deleteFrom('scan_pages').where('tenant_id', '=', id).where('scan_id', '=', scan.id).execute();
      await newRevision(trx, id);
      return written + followed;
    });
  }

  /** Keys of the features that stand; cleared assets are not among them. */
  async standing(): Promise<Set<string>> {
    const rows = await this.#db
      .selectFrom('inventory')
      .select('key')
      .where('tenant_id', '=', this.#tenant.id)
      .where('retired_at', 'is', null)
      .where('verdict', '!=', 'not-ai')
      .execute();
    return new Set(rows.map(({ key }) => key));
  }

  /** The last finished scan with all entries that stand, in order of key: all of one moment. */
  async read(): Promise<StoredInventory | undefined> {
    return this.#db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (trx) => {
        const scan = await this.#lastScan(trx);
        return scan && { tenant: this.#tenant, ...scan, ...(await this.#entries(trx)) };
      });
  }

  /** The last finished scan without its entries. */
  last(): Promise<Pick<StoredInventory, 'scan' | 'coverage' | 'examined' | 'notVisible'> | undefined> {
    return this.#lastScan(this.#db);
  }

  async #lastScan(db: Kysely<Database>) {
    const row = await lastDone(db, this.#tenant.id).selectAll().executeTakeFirst();
    const answered = new Set((await declaredFeatures(db, this.#tenant.id)).map(({ said }) => said.catalogueId));
    return (
      row && {
        scan: {
          id: row.id,
          kind: row.kind as ScanRecord['kind'],
          startedAt: row.started_at,
          finishedAt: row.finished_at ?? row.started_at,
          requests: row.requests,
          stamps: JSON.parse(row.stamps) as Stamps,
        },
        coverage: JSON.parse(row.coverage) as StreamReport[],
        examined: JSON.parse(row.examined) as StoredInventory['examined'],
        // What somebody has entered since is asked no more.
        notVisible: (JSON.parse(row.not_visible) as StoredInventory['notVisible']).filter(
          ({ catalogueId }) => !answered.has(catalogueId),
        ),
      }
    );
  }

  async #entries(db: Kysely<Database>): Promise<{ entries: InventoryEntry[]; cleared: ClearedAsset[] }> {
    const verdicts = await currentVerdicts(db, this.#tenant.id);
    const rows = await db
      .selectFrom('inventory')
      .select(['key', 'verdict', 'record', 'answers', 'stale_since'])
      .where('tenant_id', '=', this.#tenant.id)
      .where('retired_at', 'is', null)
      .orderBy('key')
      .execute();
    const entries: InventoryEntry[] = [];
    const cleared: ClearedAsset[] = [];
    for (const row of rows) {
      const assessment = verdicts.get(row.key);
      if (row.verdict === 'not-ai') {
        cleared.push(JSON.parse(row.record) as ClearedAsset);
      } else if (assessment) {
        entries.push(entryIn(row, assessment));
      }
    }
    return { entries, cleared };
  }
}
