import { type Kysely, sql } from 'kysely';
import type { StreamReport } from '../model/coverage.ts';
import type { DecisionKind } from '../model/declaration.ts';
import type { Examined, InventoryEntry } from '../model/inventory.ts';
import { ANYTHING } from '../model/record-types.ts';
import { lastDone } from './scan-rows.ts';
import type { Database } from './schema.ts';
import { entriesOf, GRAVITY, standing } from './standing-entries.ts';

/** What a person said last of an entry, while its ground stands. */
export interface StandingDecision {
  kind: DecisionKind;
  at: string;
}

/** The gravest entries that act on some records, with what their scan could read: all of one moment, and which that is. */
export interface CardView {
  revision: string;
  scan: { id: string; finishedAt: string; coverage: StreamReport[]; examined: Examined };
  entries: InventoryEntry[];
  decisions: ReadonlyMap<string, StandingDecision>;
  /** Of all, those left out too. */
  total: number;
  /** Of the whole account, where that was asked for. */
  counts?: Counts;
}

export interface Counts {
  tier: Record<string, number>;
  flag: Record<string, number>;
  notice: Record<string, number>;
}

/** One tenant's inventory as cards show it: a few entries of it, the gravest first. */
export class CardEntries {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;

  constructor(db: Kysely<Database>, tenant: string) {
    this.#db = db;
    this.#tenant = tenant;
  }

  /** Of those that act on records of this type, or may; without one, of all. Undefined before the first scan has ended. */
  async view(limit: number, type?: string): Promise<CardView | undefined> {
    return this.#db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (db) => {
        const [scan, revision] = [await this.#lastScan(db), await this.#revision(db)];
        if (!scan || revision === undefined) {
          return undefined;
        }
        const matching = standing(db, this.#tenant).$if(type !== undefined, (all) =>
          all.where(actsOn([type ?? '', `${type}${ANYTHING}`, ANYTHING])),
        );
        const rows = await matching
          .select(['key', sql<string>`count(*) over ()`.as('total')])
          .orderBy(sql`array_position(${[...GRAVITY]}::text[], tier)`)
          .orderBy(sql`flags = ''`)
          .orderBy('key')
          .limit(limit)
          .execute();
        const keys = rows.map(({ key }) => key);
        return {
          revision,
          scan,
          entries: await entriesOf(db, this.#tenant, keys),
          decisions: await this.#decisions(db, keys),
          total: Number(rows[0]?.total ?? 0),
          ...(type === undefined && { counts: await countsOf(db, this.#tenant) }),
        };
      });
  }

  async #lastScan(db: Kysely<Database>): Promise<CardView['scan'] | undefined> {
    const row = await lastDone(db, this.#tenant)
      .select(['id', 'started_at', 'finished_at', 'coverage', 'examined'])
      .executeTakeFirst();
    return (
      row && {
        id: row.id,
        finishedAt: row.finished_at ?? row.started_at,
        coverage: JSON.parse(row.coverage) as StreamReport[],
        examined: JSON.parse(row.examined) as Examined,
      }
    );
  }

  async #revision(db: Kysely<Database>): Promise<string | undefined> {
    const row = await db
      .selectFrom('inventory_revisions')
      .select('revision')
      .where('tenant_id', '=', this.#tenant)
      .executeTakeFirst();
    return row?.revision;
  }

  /** By the key of the feature as it is stored. */
  async #decisions(db: Kysely<Database>, keys: readonly string[]): Promise<Map<string, StandingDecision>> {
    if (keys.length === 0) {
      return new Map();
    }
    const rows = await db
      .selectFrom('decisions')
      .select(['key', 'kind', 'at'])
      .distinctOn('key')
      .where('tenant_id', '=', this.#tenant)
      .where('key', 'in', keys)
      .where('lapsed_at', 'is', null)
      .orderBy('key')
      .orderBy('id', 'desc')
      .execute();
    return new Map(rows.map(({ key, kind, at }) => [key, { kind: kind as DecisionKind, at }]));
  }
}

async function countsOf(db: Kysely<Database>, tenant: string): Promise<Counts> {
  const rows = await standing(db, tenant)
    .select(['tier', 'flags', 'notice', sql<number>`count(*)::int`.as('n')])
    .groupBy(['tier', 'flags', 'notice'])
    .execute();
  const counts: Counts = { tier: {}, flag: {}, notice: {} };
  for (const { tier, flags, notice, n } of rows) {
    add(counts.tier, tier, n);
    add(counts.notice, notice, n);
    (flags ?? '').split(' ').forEach((flag) => add(counts.flag, flag, n));
  }
  return counts;
}

/** An entry of a release that did not work it out may act on anything. */
function actsOn(words: readonly string[]) {
  return sql<boolean>`(acts_on is null or string_to_array(acts_on, ' ') && ${[...words]}::text[])`;
}

function add(counts: Record<string, number>, name: string | null, n: number): void {
  if (name) {
    counts[name] = (counts[name] ?? 0) + n;
  }
}
