import type { Kysely, Transaction } from 'kysely';
import type { Assessment, Stamps } from '../model/assessment.ts';
import type { StreamReport } from '../model/coverage.ts';
import type { AiFeature, ClearedAsset } from '../model/feature.ts';
import type { Inventory, ScanRecord, StoredInventory, Tenant } from '../model/inventory.ts';
import { canonical, digestOf } from './digest.ts';
import type { Database } from './schema.ts';

const BATCH = 200;

export interface Result {
  scan: Omit<ScanRecord, 'stamps'>;
  stamps: Stamps;
  coverage: StreamReport[];
  inventory: Inventory;
  assessments: ReadonlyMap<string, Assessment>;
  /** Streams whose features may be retired when they are not in the result. */
  mayRetire: ReadonlySet<string>;
  /** Streams that could not be read this time: what they showed before stands, marked with the day it was last sure. */
  stale: ReadonlySet<string>;
}

/** What normalise, link and assess made of a tenant's assets; written only where it differs. */
export class Inventories {
  readonly #db: Kysely<Database>;
  readonly #tenant: Tenant;

  constructor(db: Kysely<Database>, tenant: Tenant) {
    this.#db = db;
    this.#tenant = tenant;
  }

  /** One transaction: the entries, their verdicts, the findings and the end of the scan. Returns the rows written beside the scan's own. */
  async write(result: Result): Promise<number> {
    return this.#db.transaction().execute(async (trx) => {
      const written = (await this.#writeEntries(trx, result)) + (await this.#writeAssessments(trx, result));
      const { scan, stamps, coverage, inventory } = result;
      await trx
        .updateTable('scans')
        .set({
          state: 'done',
          finished_at: scan.finishedAt,
          requests: scan.requests,
          stamps: JSON.stringify(stamps),
          coverage: JSON.stringify(coverage),
          examined: JSON.stringify(inventory.examined),
          not_visible: JSON.stringify(inventory.notVisible),
        })
        .where('tenant_id', '=', this.#tenant.id)
        .where('id', '=', scan.id)
        .execute();
      await trx
        .deleteFrom('scan_pages')
        .where('tenant_id', '=', this.#tenant.id)
        .where('scan_id', '=', scan.id)
        .execute();
      return written;
    });
  }

  async #writeEntries(trx: Transaction<Database>, { inventory, mayRetire, stale, scan }: Result): Promise<number> {
    const before = new Map(
      (
        await this.#entries(trx)
          .select(['key', 'digest', 'stream', 'verdict', 'stale_since'])
          .where('retired_at', 'is', null)
          .execute()
      ).map((row) => [row.key, row]),
    );
    const rows = [...inventory.features, ...inventory.cleared].map((entry) => {
      const row = this.#rowOf(entry);
      return stale.has(row.stream) ? { ...row, stale_since: before.get(row.key)?.stale_since ?? scan.finishedAt } : row;
    });
    const changed = rows.filter(
      (row) => before.get(row.key)?.digest !== row.digest || before.get(row.key)?.stale_since !== row.stale_since,
    );
    for (let i = 0; i < changed.length; i += BATCH) {
      await trx
        .insertInto('inventory')
        .values(changed.slice(i, i + BATCH))
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'key']).doUpdateSet((eb) => ({
            verdict: eb.ref('excluded.verdict'),
            stream: eb.ref('excluded.stream'),
            digest: eb.ref('excluded.digest'),
            record: eb.ref('excluded.record'),
            stale_since: eb.ref('excluded.stale_since'),
            retired_at: null,
          })),
        )
        .execute();
    }
    const now = new Set(rows.map((row) => row.key));
    const missing = [...before.values()].filter((row) => !now.has(row.key));
    const gone = missing.filter((row) => mayRetire.has(row.stream) || row.verdict === 'not-ai').map((row) => row.key);
    const kept = missing.filter((row) => !gone.includes(row.key) && row.stale_since === null).map((row) => row.key);
    await this.#mark(trx, gone, { retired_at: scan.finishedAt });
    await this.#mark(trx, kept, { stale_since: scan.finishedAt });
    return changed.length + gone.length + kept.length;
  }

  async #mark(
    trx: Transaction<Database>,
    keys: readonly string[],
    set: { retired_at: string } | { stale_since: string },
  ): Promise<void> {
    if (keys.length > 0) {
      await trx
        .updateTable('inventory')
        .set(set)
        .where('tenant_id', '=', this.#tenant.id)
        .where('key', 'in', [...keys])
        .execute();
    }
  }

  /** Verdicts are appended, never rewritten: an old one can be shown with the stamps it rested on. */
  async #writeAssessments(trx: Transaction<Database>, { assessments, scan, stamps }: Result): Promise<number> {
    const before = await this.#current(trx);
    const rows = [...assessments].flatMap(([key, assessment]) => {
      const text = canonical(assessment);
      const digest = digestOf(text);
      return before.get(key)?.digest === digest
        ? []
        : [
            {
              tenant_id: this.#tenant.id,
              key,
              digest,
              scan_id: scan.id,
              stamps: JSON.stringify(stamps),
              assessment: text,
            },
          ];
    });
    for (let i = 0; i < rows.length; i += BATCH) {
      await trx
        .insertInto('assessments')
        .values(rows.slice(i, i + BATCH))
        .execute();
    }
    const findings = rows.flatMap(({ key }) =>
      (assessments.get(key)?.because ?? []).map(({ rule, outcome }) => ({
        tenant_id: this.#tenant.id,
        key,
        rule,
        outcome,
        first_scan: scan.id,
        closed_scan: null,
      })),
    );
    for (let i = 0; i < findings.length; i += BATCH) {
      await trx
        .insertInto('findings')
        .values(findings.slice(i, i + BATCH))
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'key', 'rule'])
            .doUpdateSet((eb) => ({ outcome: eb.ref('excluded.outcome'), closed_scan: null })),
        )
        .execute();
    }
    for (const { key } of rows) {
      const open = new Set(assessments.get(key)?.because.map(({ rule }) => rule));
      const known = await trx
        .selectFrom('findings')
        .select('rule')
        .where('tenant_id', '=', this.#tenant.id)
        .where('key', '=', key)
        .where('closed_scan', 'is', null)
        .execute();
      const closed = known.filter(({ rule }) => !open.has(rule)).map(({ rule }) => rule);
      if (closed.length > 0) {
        await trx
          .updateTable('findings')
          .set({ closed_scan: scan.id })
          .where('tenant_id', '=', this.#tenant.id)
          .where('key', '=', key)
          .where('rule', 'in', closed)
          .execute();
      }
    }
    return rows.length;
  }

  /** The last finished scan with all entries that stand, in order of key. */
  async read(): Promise<StoredInventory | undefined> {
    const scan = await this.#db
      .selectFrom('scans')
      .selectAll()
      .where('tenant_id', '=', this.#tenant.id)
      .where('state', '=', 'done')
      .orderBy('finished_at', 'desc')
      .executeTakeFirst();
    if (!scan) {
      return undefined;
    }
    const current = await this.#current(this.#db);
    const rows = await this.#entries(this.#db).selectAll().where('retired_at', 'is', null).orderBy('key').execute();
    const entries: StoredInventory['entries'] = [];
    const cleared: ClearedAsset[] = [];
    for (const row of rows) {
      const assessment = current.get(row.key);
      if (row.verdict === 'not-ai') {
        cleared.push(JSON.parse(row.record) as ClearedAsset);
      } else if (assessment) {
        const feature = JSON.parse(row.record) as AiFeature;
        entries.push({
          feature,
          assessment: JSON.parse(assessment.assessment) as Assessment,
          ...(row.stale_since !== null && { staleSince: row.stale_since }),
        });
      }
    }
    return {
      tenant: this.#tenant,
      scan: {
        id: scan.id,
        kind: scan.kind as ScanRecord['kind'],
        startedAt: scan.started_at,
        finishedAt: scan.finished_at ?? scan.started_at,
        requests: scan.requests,
        stamps: JSON.parse(scan.stamps) as Stamps,
      },
      coverage: JSON.parse(scan.coverage) as StreamReport[],
      examined: JSON.parse(scan.examined) as StoredInventory['examined'],
      notVisible: JSON.parse(scan.not_visible) as StoredInventory['notVisible'],
      entries,
      cleared,
    };
  }

  async #current(db: Kysely<Database>): Promise<Map<string, { digest: string; assessment: string }>> {
    const rows = await db
      .selectFrom('assessments')
      .select(['key', 'digest', 'assessment'])
      .distinctOn('key')
      .where('tenant_id', '=', this.#tenant.id)
      .orderBy('key')
      .orderBy('id', 'desc')
      .execute();
    return new Map(rows.map((row) => [row.key, row]));
  }

  #entries(db: Kysely<Database>) {
    return db.selectFrom('inventory').where('tenant_id', '=', this.#tenant.id);
  }

  #rowOf(entry: AiFeature | ClearedAsset): Database['inventory'] {
    const record = canonical(entry).replaceAll('\\u0000', '');
    const verdict = 'verdict' in entry ? entry.verdict : 'not-ai';
    return {
      tenant_id: this.#tenant.id,
      key: entry.key.replaceAll('\0', ''),
      verdict,
      stream: entry.stream,
      digest: digestOf(record),
      record,
      stale_since: null,
      retired_at: null,
    };
  }
}
