import type { Kysely, Transaction } from 'kysely';
import type { Crm, PulledAsset, RawAsset } from '../model/raw-asset.ts';
import { canonical, digestOf } from './digest.ts';
import type { Database } from './schema.ts';

const BATCH = 500;

type Row = Database['assets'];

/** Raw assets of one tenant, redacted, as last seen. */
export class Assets {
  readonly #db: Kysely<Database> | Transaction<Database>;
  readonly #tenant: string;
  readonly #crm: Crm;

  constructor(db: Kysely<Database> | Transaction<Database>, tenant: string, crm: Crm) {
    this.#db = db;
    this.#tenant = tenant;
    this.#crm = crm;
  }

  /** Writes what is new or different; what is equal is left alone. Returns how many rows were written. */
  async keep(stream: string, assets: readonly PulledAsset[]): Promise<number> {
    const rows = new Map(assets.map((asset) => [`${asset.kind}\n${asset.externalId}`, this.#rowOf(stream, asset)]));
    const before = await this.#digests([...rows.values()]);
    const changed = [...rows].filter(([id, row]) => before.get(id) !== row.digest).map(([, row]) => row);
    for (let i = 0; i < changed.length; i += 100) {
      await this.#db
        .insertInto('assets')
        .values(changed.slice(i, i + 100))
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
    if (externalIds.length === 0) {
      return new Map();
    }
    const rows = await this.#of(kind)
      .select(['external_id', 'revision'])
      .where('external_id', 'in', [...externalIds])
      .execute();
    return new Map(rows.flatMap((row) => (row.revision === null ? [] : [[row.external_id, row.revision] as const])));
  }

  /** In order of external id, a batch at a time: memory does not grow with the account. */
  async *assets(kind: string): AsyncGenerator<RawAsset> {
    for (let after = ''; ;) {
      const rows = await this.#of(kind)
        .selectAll()
        .where('external_id', '>', after)
        .orderBy('external_id')
        .limit(BATCH)
        .execute();
      for (const row of rows) {
        yield this.#assetOf(row);
      }
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) {
        return;
      }
      after = last.external_id;
    }
  }

  async asset(kind: string, externalId: string): Promise<RawAsset | undefined> {
    const row = await this.#of(kind).selectAll().where('external_id', '=', externalId).executeTakeFirst();
    return row && this.#assetOf(row);
  }

  /** Removes what a stream that was read to its end no longer lists. */
  async retire(kinds: readonly string[], seen: ReadonlySet<string>): Promise<number> {
    if (kinds.length === 0) {
      return 0;
    }
    const rows = await this.#db
      .selectFrom('assets')
      .select(['kind', 'external_id'])
      .where('tenant_id', '=', this.#tenant)
      .where('kind', 'in', [...kinds])
      .execute();
    const gone = rows.filter((row) => !seen.has(`${row.kind}\n${row.external_id}`));
    for (const { kind, external_id } of gone) {
      await this.#db
        .deleteFrom('assets')
        .where('tenant_id', '=', this.#tenant)
        .where('kind', '=', kind)
        .where('external_id', '=', external_id)
        .execute();
    }
    return gone.length;
  }

  #of(kind: string) {
    return this.#db.selectFrom('assets').where('tenant_id', '=', this.#tenant).where('kind', '=', kind);
  }

  async #digests(rows: readonly Row[]): Promise<Map<string, string>> {
    const byKind = Map.groupBy(rows, (row) => row.kind);
    const found = new Map<string, string>();
    for (const [kind, group] of byKind) {
      const ids = group.map((row) => row.external_id);
      for (const row of await this.#of(kind)
        .select(['external_id', 'digest'])
        .where('external_id', 'in', ids)
        .execute()) {
        found.set(`${kind}\n${row.external_id}`, row.digest);
      }
    }
    return found;
  }

  #rowOf(stream: string, { kind, externalId, revision, payload }: PulledAsset): Row {
    // PostgreSQL's text takes no NUL character.
    const text = canonical(payload).replaceAll('\\u0000', '');
    const row = {
      tenant_id: this.#tenant,
      kind,
      external_id: externalId.replaceAll('\0', ''),
      stream,
      revision: revision ?? null,
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
