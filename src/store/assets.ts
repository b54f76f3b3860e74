import type { Kysely } from 'kysely';
import type { Crm, PulledAsset, RawAsset } from '../model/raw-asset.ts';
import type { Database } from './schema.ts';
import { canonical, chunksOf, digestOf, indexable, storable } from './text.ts';

/** Rows in memory at a time. A flow of a few hundred kilobytes is rare, but real. */
const BATCH = 200;
const ROWS_A_STATEMENT = 100;

type Row = Database['assets'];

/** Raw assets of one tenant, redacted, as last seen. */
export class Assets {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;
  readonly #crm: Crm;

  constructor(db: Kysely<Database>, tenant: string, crm: Crm) {
    this.#db = db;
    this.#tenant = tenant;
    this.#crm = crm;
  }

  /** Writes what is new or different; what is equal is left alone. Returns how many rows were written. */
  async keep(stream: string, assets: readonly PulledAsset[]): Promise<number> {
    const rows = new Map(assets.map((asset) => this.#rowOf(stream, asset)).map((row) => [idOf(row), row]));
    const before = await this.#digests([...rows.values()]);
    // In one order, so that two writers of the same rows wait for each other and do not lock each other out.
    const changed = [...rows].filter(([id, row]) => before.get(id) !== row.digest).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const chunk of chunksOf(changed, ROWS_A_STATEMENT)) {
      await this.#db
        .insertInto('assets')
        .values(chunk.map(([, row]) => row))
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'kind', 'external_id']).doUpdateSet((eb) => ({
            stream: eb.ref('excluded.stream'),
            revision: eb.ref('excluded.revision'),
            digest: eb.ref('excluded.digest'),
            payload: eb.ref('excluded.payload'),
          })),
        )
        .execute();
    }
    return changed.length;
  }

  async revisions(kind: string, externalIds: readonly string[]): Promise<Map<string, string>> {
    const asked = new Map(externalIds.map((id) => [indexable(id), id]));
    const found = new Map<string, string>();
    for (const chunk of chunksOf([...asked.keys()], 1000)) {
      const rows = await this.#of(kind).select(['external_id', 'revision']).where('external_id', 'in', chunk).execute();
      for (const { external_id, revision } of rows) {
        if (revision !== null) {
          found.set(asked.get(external_id) ?? external_id, revision);
        }
      }
    }
    return found;
  }

  /** In order of external id, a batch at a time: memory does not grow with the account. */
  async *assets(kind: string): AsyncGenerator<RawAsset> {
    for (let after: string | undefined; ;) {
      const rows = await this.#of(kind)
        .selectAll()
        .$if(after !== undefined, (query) => query.where('external_id', '>', after ?? ''))
        .orderBy('external_id')
        .limit(BATCH)
        .execute();
      for (const row of rows) {
        yield this.#assetOf(row);
      }
      after = rows.at(-1)?.external_id;
      if (rows.length < BATCH) {
        return;
      }
    }
  }

  async asset(kind: string, externalId: string): Promise<RawAsset | undefined> {
    const row = await this.#of(kind).selectAll().where('external_id', '=', indexable(externalId)).executeTakeFirst();
    return row && this.#assetOf(row);
  }

  /** Removes what a stream that was read to its end no longer lists. `seen`: `kind\nexternalId` of each asset. */
  async retire(kinds: readonly string[], seen: ReadonlySet<string>): Promise<number> {
    const stands = new Set([...seen].map((id) => idFrom(id)));
    let retired = 0;
    for (const kind of kinds) {
      const rows = await this.#of(kind).select(['kind', 'external_id']).execute();
      const gone = rows.filter((row) => !stands.has(idOf(row))).map((row) => row.external_id);
      for (const chunk of chunksOf(gone, 1000)) {
        await this.#db
          .deleteFrom('assets')
          .where('tenant_id', '=', this.#tenant)
          .where('kind', '=', kind)
          .where('external_id', 'in', chunk)
          .execute();
      }
      retired += gone.length;
    }
    return retired;
  }

  #of(kind: string) {
    return this.#db.selectFrom('assets').where('tenant_id', '=', this.#tenant).where('kind', '=', kind);
  }

  async #digests(rows: readonly Row[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const [kind, group] of Map.groupBy(rows, (row) => row.kind)) {
      for (const chunk of chunksOf(group, 1000)) {
        const ids = chunk.map((row) => row.external_id);
        const known = await this.#of(kind)
          .select(['kind', 'external_id', 'digest'])
          .where('external_id', 'in', ids)
          .execute();
        known.forEach((row) => found.set(idOf(row), row.digest));
      }
    }
    return found;
  }

  #rowOf(stream: string, { kind, externalId, revision, payload }: PulledAsset): Row {
    const text = canonical(payload);
    const row = {
      tenant_id: this.#tenant,
      kind,
      external_id: indexable(externalId),
      stream,
      revision: revision === undefined ? null : storable(revision),
      payload: text,
    };
    return { ...row, digest: digestOf(`${stream}\n${revision ?? ''}\n${text}`) };
  }

  #assetOf(row: Row): RawAsset {
    return {
      crm: this.#crm,
      stream: row.stream,
      kind: row.kind,
      externalId: row.external_id,
      ...(row.revision !== null && { revision: row.revision }),
      payload: JSON.parse(row.payload) as RawAsset['payload'],
    };
  }
}

function idOf({ kind, external_id }: Pick<Row, 'kind' | 'external_id'>): string {
  return `${kind}\n${external_id}`;
}

function idFrom(seen: string): string {
  const end = seen.indexOf('\n');
  return idOf({ kind: seen.slice(0, end), external_id: indexable(seen.slice(end + 1)) });
}
