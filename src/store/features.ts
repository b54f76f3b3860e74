import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Flag, Tier } from '../model/assessment.ts';
import type { ClearedAsset, FeatureKind } from '../model/feature.ts';
import type { InventoryEntry } from '../model/inventory.ts';
import { judgeAgain, type JudgeAgain } from './judging.ts';
import type { Database } from './schema.ts';
import { entriesOf, GRAVITY, standing } from './standing-entries.ts';
import { indexable } from './text.ts';

export const SORTS = ['tier', 'name', 'key', 'kind'] as const;

export interface FeatureFilter {
  tier?: readonly Tier[] | undefined;
  flag?: readonly Flag[] | undefined;
  kind?: readonly FeatureKind[] | undefined;
  /** Part of a name, key, system or vendor. */
  q?: string | undefined;
  /** Only those with facts that are missing. */
  open?: boolean | undefined;
  sort: (typeof SORTS)[number];
  descending: boolean;
  page: number;
  size: number;
}

/** One tenant's features, some or one at a time: what lists and single pages show. */
export class Features {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;
  readonly #now: () => Date;

  constructor(db: Kysely<Database>, tenant: string, now: () => Date) {
    this.#db = db;
    this.#tenant = tenant;
    this.#now = now;
  }

  /** A page and how many there are in all, both of one moment. */
  async list(filter: FeatureFilter): Promise<{ total: number; entries: InventoryEntry[] }> {
    const { page, size } = filter;
    return this.#db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (db) => {
        const matching = filtered(standing(db, this.#tenant), filter);
        const counting = sql<string>`count(*) over ()`.as('total');
        const rows = await ordered(matching.select(['key', counting]), filter)
          .limit(size)
          .offset((page - 1) * size)
          .execute();
        return {
          // Beyond the last page no row is left to say it.
          total: Number(rows[0]?.total ?? (page === 1 ? 0 : await counted(matching))),
          entries: await entriesOf(
            db,
            this.#tenant,
            rows.map((row) => row.key),
          ),
        };
      });
  }

  async get(key: string): Promise<InventoryEntry | undefined> {
    return this.#db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (db) => (await entriesOf(db, this.#tenant, [indexable(key)]))[0]);
  }

  async cleared(key: string): Promise<ClearedAsset | undefined> {
    const row = await this.#db
      .selectFrom('inventory')
      .select('record')
      .where('tenant_id', '=', this.#tenant)
      .where('key', '=', indexable(key))
      .where('retired_at', 'is', null)
      .where('verdict', '=', 'not-ai')
      .executeTakeFirst();
    return row && (JSON.parse(row.record) as ClearedAsset);
  }

  /** After a declaration: `key` alone, or all of them. No call to the CRM, and no scan. */
  async judgeAgain(how: Omit<JudgeAgain, 'at'>): Promise<void> {
    const at = this.#now().toISOString();
    await this.#db.transaction().execute((trx) => judgeAgain(trx, this.#tenant, { ...how, at }));
  }
}

async function counted(matching: Query<object>): Promise<string | number | bigint> {
  return (await matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()).total;
}

type Query<O> = SelectQueryBuilder<Database, 'inventory', O>;

function filtered<O>(query: Query<O>, { tier, flag, kind, q, open }: FeatureFilter): Query<O> {
  return query
    .$if(tier !== undefined, (all) => all.where('tier', 'in', tier ?? []))
    .$if(kind !== undefined, (all) => all.where('kind', 'in', kind ?? []))
    .$if(flag !== undefined, (all) =>
      all.where(sql<boolean>`string_to_array(flags, ' ') && ${[...(flag ?? [])]}::text[]`),
    )
    .$if(q !== undefined, (all) => all.where(sql<boolean>`strpos(words, ${(q ?? '').toLowerCase()}) > 0`))
    .$if(open === true, (all) => all.where('open_facts', '>', 0));
}

function ordered<O>(query: Query<O>, { sort, descending }: FeatureFilter): Query<O> {
  const way = descending ? 'desc' : 'asc';
  const by =
    sort === 'tier'
      ? sql`array_position(${[...GRAVITY]}::text[], tier)`
      : sort === 'name'
        ? sql`lower(name)`
        : sql.ref(sort);
  return query.orderBy(by, way).orderBy('key', way);
}
