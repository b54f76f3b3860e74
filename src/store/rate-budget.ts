import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Requests are counted when they are let go, the vendor counts when they arrive. */
const SLACK_MS = 100;

/** When turns were given, in milliseconds of the database's clock, and how many. */
type Granted = [at: number, count: number][];

/** What one account may still be asked in a window, for all processes that ask it. One row a rate limit. */
export class RateBudget {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;

  constructor(db: Kysely<Database>, tenant: string) {
    this.#db = db;
    this.#tenant = tenant;
  }

  /** Up to `wanted` turns, to be used at once; `waitMs`: when there are more, if there are too few now. */
  async take(
    bucket: string,
    { limit, perMs }: { limit: number; perMs: number },
    wanted: number,
  ): Promise<{ granted: number; waitMs: number }> {
    const own = { tenant_id: this.#tenant, bucket };
    return this.#db.transaction().execute(async (trx) => {
      await trx
        .insertInto('rate_budgets')
        .values({ ...own, granted: '[]' })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      // The time is read after the row is ours: whoever waited for it does not count with an old clock.
      const row = await trx
        .selectFrom('rate_budgets')
        .select(['granted', sql<number | null>`(extract(epoch from paused_until) * 1000)::float8`.as('pausedUntil')])
        .where((eb) => eb.and(own))
        .forUpdate()
        .executeTakeFirstOrThrow();
      const { rows } = await sql<{ now: number }>`
        select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`.execute(trx);
      const now = rows[0]?.now ?? 0;
      const pausedMs = (row.pausedUntil ?? 0) - now;
      if (pausedMs > 0) {
        return { granted: 0, waitMs: Math.ceil(pausedMs) };
      }
      const window = perMs + SLACK_MS;
      const recent = (JSON.parse(row.granted) as Granted).filter(([at]) => at > now - window && at <= now);
      const used = recent.reduce((sum, [, count]) => sum + count, 0);
      const granted = Math.max(0, Math.min(wanted, limit - used));
      if (granted > 0) {
        recent.push([now, granted]);
        await trx
          .updateTable('rate_budgets')
          .set({ granted: JSON.stringify(recent) })
          .where((eb) => eb.and(own))
          .execute();
      }
      const oldest = recent[0]?.[0] ?? now;
      return { granted, waitMs: granted < wanted ? Math.max(1, oldest + window - now) : 0 };
    });
  }

  /** Nobody gets a turn within `ms`; a longer pause stays. */
  async pause(bucket: string, ms: number): Promise<void> {
    const until = sql<Date>`clock_timestamp() + make_interval(secs => ${ms / 1000})`;
    await this.#db
      .insertInto('rate_budgets')
      .values({ tenant_id: this.#tenant, bucket, granted: '[]', paused_until: until })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'bucket'])
          .doUpdateSet({ paused_until: sql<Date>`greatest(rate_budgets.paused_until, excluded.paused_until)` }),
      )
      .execute();
  }
}
