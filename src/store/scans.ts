import type { Kysely, Selectable } from 'kysely';
import type { StreamReport } from '../model/coverage.ts';
import type { Json } from '../model/json.ts';
import type { ScanRecord, Tenant } from '../model/inventory.ts';
import type { ScanFault, ScanProgress, ScanView } from '../model/scan-state.ts';
import { Assets } from './assets.ts';
import { holdLease, type Holder } from './scan-lease.ts';
import { lastDone } from './scan-rows.ts';
import type { Database } from './schema.ts';

/** One kept step of a stream. */
export interface KeptPage {
  cursor?: Json;
  seen: [kind: string, externalId: string][];
  quarantined: { item: string; reason: string }[];
  refused: { what: string; grant?: string; reason: string }[];
  done: boolean;
}

/** The scans of one tenant and where an interrupted one stands. */
export class Scans {
  readonly #db: Kysely<Database>;
  readonly #tenant: Tenant;
  readonly #holder: Holder;

  constructor(db: Kysely<Database>, tenant: Tenant, holder: Holder) {
    this.#db = db;
    this.#tenant = tenant;
    this.#holder = holder;
  }

  /** The assets of a page and the note that it was read are kept together or not at all. */
  async keepPage(
    scanId: string,
    stream: string,
    assets: Parameters<Assets['keep']>[1],
    page: KeptPage,
  ): Promise<number> {
    return this.#db.transaction().execute(async (trx) => {
      await holdLease(trx, this.#tenant.id, scanId, this.#holder);
      const written = await new Assets(trx, this.#tenant.id, this.#tenant.crm).keep(stream, assets);
      await trx
        .insertInto('scan_pages')
        .values({
          tenant_id: this.#tenant.id,
          scan_id: scanId,
          stream,
          cursor: page.cursor === undefined ? null : JSON.stringify(page.cursor),
          seen: JSON.stringify(page.seen),
          quarantined: JSON.stringify(page.quarantined),
          refused: JSON.stringify(page.refused),
          done: page.done,
        })
        .execute();
      return written;
    });
  }

  /** Removes what a stream that was read to its end no longer lists. */
  async retire(scanId: string, kinds: readonly string[], seen: ReadonlySet<string>): Promise<number> {
    return this.#db.transaction().execute(async (trx) => {
      await holdLease(trx, this.#tenant.id, scanId, this.#holder);
      return new Assets(trx, this.#tenant.id, this.#tenant.crm).retire(kinds, seen);
    });
  }

  async pages(scanId: string, stream: string): Promise<KeptPage[]> {
    const rows = await this.#db
      .selectFrom('scan_pages')
      .selectAll()
      .where('tenant_id', '=', this.#tenant.id)
      .where('scan_id', '=', scanId)
      .where('stream', '=', stream)
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      ...(row.cursor !== null && { cursor: JSON.parse(row.cursor) as Json }),
      seen: JSON.parse(row.seen) as KeptPage['seen'],
      quarantined: JSON.parse(row.quarantined) as KeptPage['quarantined'],
      refused: JSON.parse(row.refused) as KeptPage['refused'],
      done: row.done,
    }));
  }

  /** A stream without a cursor is read again from its start: what it had seen before no longer counts. */
  async forgetPages(scanId: string, stream: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await holdLease(trx, this.#tenant.id, scanId, this.#holder);
      await trx
        .deleteFrom('scan_pages')
        .where('tenant_id', '=', this.#tenant.id)
        .where('scan_id', '=', scanId)
        .where('stream', '=', stream)
        .execute();
    });
  }

  /** Coverage of the last finished scan, for a reassessment that pulls nothing: it hands on what it was given. */
  async lastCoverage(): Promise<StreamReport[]> {
    const row = await lastDone(this.#db, this.#tenant.id).select('coverage').executeTakeFirst();
    return row ? (JSON.parse(row.coverage) as StreamReport[]) : [];
  }

  /** When a scan last read the CRM or files of it: a reassessment does not. */
  async lookedAt(): Promise<string | undefined> {
    const row = await lastDone(this.#db, this.#tenant.id)
      .select('finished_at')
      .where('kind', '<>', 'reassess')
      .executeTakeFirst();
    return row?.finished_at ?? undefined;
  }

  /** Newest first. */
  async list(limit = 100): Promise<ScanView[]> {
    const rows = await this.#own()
      .selectAll()
      .orderBy('started_at', 'desc')
      .orderBy('finish_no', 'desc')
      .limit(limit)
      .execute();
    return rows.map(viewOf);
  }

  /** Of a scan that has ended with a result. */
  async coverageOf(id: string): Promise<StreamReport[]> {
    const row = await this.#own().select('coverage').where('id', '=', id).executeTakeFirst();
    return row ? (JSON.parse(row.coverage) as StreamReport[]) : [];
  }

  async get(id: string): Promise<ScanView | undefined> {
    const row = await this.#own().selectAll().where('id', '=', id).executeTakeFirst();
    return row && viewOf(row);
  }

  #own() {
    return this.#db.selectFrom('scans').where('tenant_id', '=', this.#tenant.id);
  }
}

function viewOf(row: Selectable<Database['scans']>): ScanView {
  return {
    id: row.id,
    kind: row.kind as ScanRecord['kind'],
    state: row.state,
    ...(row.requested_by !== null && { requestedBy: row.requested_by }),
    startedAt: row.started_at,
    ...(row.finished_at !== null && { finishedAt: row.finished_at }),
    requests: row.requests,
    attempts: row.attempts,
    ...(row.wait_until !== null && { waitsUntil: row.wait_until.toISOString() }),
    cancelRequested: row.cancel_requested,
    ...(row.progress !== null && { progress: JSON.parse(row.progress) as ScanProgress }),
    ...(row.error !== null && { fault: JSON.parse(row.error) as ScanFault }),
  };
}
