import type { Kysely } from 'kysely';
import type { StreamReport } from '../model/coverage.ts';
import type { Json } from '../model/json.ts';
import type { ScanRecord, Tenant } from '../model/inventory.ts';
import { Assets } from './assets.ts';
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

  constructor(db: Kysely<Database>, tenant: Tenant) {
    this.#db = db;
    this.#tenant = tenant;
  }

  /** Goes on with a scan of this kind that was interrupted, or begins one. */
  async begin(
    kind: ScanRecord['kind'],
    id: string,
    startedAt: string,
  ): Promise<{ id: string; startedAt: string; resumed: boolean }> {
    const open = await this.#own()
      .selectAll()
      .where('state', '=', 'running')
      .where('kind', '=', kind)
      .orderBy('started_at', 'desc')
      .executeTakeFirst();
    if (open) {
      return { id: open.id, startedAt: open.started_at, resumed: true };
    }
    const empty = {
      finished_at: null,
      finish_no: null,
      requests: 0,
      stamps: '{}',
      coverage: '[]',
      examined: '{}',
      not_visible: '[]',
    };
    await this.#db
      .insertInto('scans')
      .values({ id, tenant_id: this.#tenant.id, kind, state: 'running', started_at: startedAt, ...empty })
      .execute();
    return { id, startedAt, resumed: false };
  }

  /** The assets of a page and the note that it was read are kept together or not at all. */
  async keepPage(
    scanId: string,
    stream: string,
    assets: Parameters<Assets['keep']>[1],
    page: KeptPage,
  ): Promise<number> {
    return this.#db.transaction().execute(async (trx) => {
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
    await this.#db
      .deleteFrom('scan_pages')
      .where('tenant_id', '=', this.#tenant.id)
      .where('scan_id', '=', scanId)
      .where('stream', '=', stream)
      .execute();
  }

  /** Gives up a scan: the next one begins anew. */
  async fail(scanId: string, finishedAt: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx
        .updateTable('scans')
        .set({ state: 'failed', finished_at: finishedAt })
        .where('tenant_id', '=', this.#tenant.id)
        .where('id', '=', scanId)
        .execute();
      await trx
        .deleteFrom('scan_pages')
        .where('tenant_id', '=', this.#tenant.id)
        .where('scan_id', '=', scanId)
        .execute();
    });
  }

  /** Coverage of the last finished scan that pulled, for a reassessment that pulls nothing. */
  async lastCoverage(): Promise<StreamReport[]> {
    const row = await this.#own()
      .select('coverage')
      .where('state', '=', 'done')
      .orderBy('finish_no', 'desc')
      .executeTakeFirst();
    return row ? (JSON.parse(row.coverage) as StreamReport[]) : [];
  }

  #own() {
    return this.#db.selectFrom('scans').where('tenant_id', '=', this.#tenant.id);
  }
}
