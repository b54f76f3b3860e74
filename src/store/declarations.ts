import type { Kysely, Transaction } from 'kysely';
import type { Actor } from '../model/audit.ts';
import { type Declaration, EVERY_FEATURE } from '../model/declaration.ts';
import type { FactName } from '../model/facts.ts';
import { appendAct } from './audit/append.ts';
import type { Database } from './schema.ts';
import { canonical, indexable, storable } from './text.ts';

/** What people said of one tenant's features; only ever added to. */
export class Declarations {
  readonly #db: Kysely<Database>;
  readonly #tenant: string;
  readonly #now: () => Date;

  constructor(db: Kysely<Database>, tenant: string, now: () => Date) {
    this.#db = db;
    this.#tenant = tenant;
    this.#now = now;
  }

  /** `value` absent: withdraws. */
  async add(said: Omit<Declaration, 'at'>): Promise<void> {
    const at = this.#now().toISOString();
    await this.#db.transaction().execute(async (trx) => {
      const value = said.value === undefined ? null : canonical(said.value);
      const key = indexable(said.key);
      const reason = said.reason === undefined ? null : storable(said.reason);
      const actor = canonical(said.by);
      await trx
        .insertInto('declarations')
        .values({ tenant_id: this.#tenant, key, fact: said.fact, value, reason, actor, at })
        .execute();
      const action = value === null ? 'fact.withdrawn' : 'fact.declared';
      const details = { fact: said.fact, ...(value !== null && { value: JSON.parse(value) as never }), reason };
      await appendAct(trx, this.#tenant, { actor: said.by, action, target: key, details }, at);
    });
  }

  /** What counts for this feature now. */
  async of(key: string): Promise<Declaration[]> {
    const found = await currentDeclarations(this.#db, this.#tenant, [key]);
    return found.of(key);
  }
}

export interface Declared {
  /** What counts for a feature: its own, and what was said of the company. */
  of(key: string): Declaration[];
}

/** Of all features, or of those named. */
export async function currentDeclarations(
  db: Kysely<Database> | Transaction<Database>,
  tenant: string,
  keys?: readonly string[],
): Promise<Declared> {
  const rows = await db
    .selectFrom('declarations')
    .selectAll()
    .distinctOn(['key', 'fact'])
    .where('tenant_id', '=', tenant)
    .$if(keys !== undefined, (query) => query.where('key', 'in', [EVERY_FEATURE, ...(keys ?? []).map(indexable)]))
    .orderBy('key')
    .orderBy('fact')
    .orderBy('id', 'desc')
    .execute();
  const byKey = new Map<string, Declaration[]>();
  for (const row of rows) {
    if (row.value !== null) {
      byKey.set(row.key, [...(byKey.get(row.key) ?? []), declarationOf({ ...row, value: row.value })]);
    }
  }
  const company = byKey.get(EVERY_FEATURE) ?? [];
  return { of: (key) => [...company, ...(byKey.get(indexable(key)) ?? [])] };
}

function declarationOf(row: Omit<Database['declarations'], 'id' | 'value'> & { value: string }): Declaration {
  return {
    key: row.key,
    fact: row.fact as FactName,
    value: JSON.parse(row.value) as unknown,
    ...(row.reason !== null && { reason: row.reason }),
    by: JSON.parse(row.actor) as Actor,
    at: row.at,
  };
}
