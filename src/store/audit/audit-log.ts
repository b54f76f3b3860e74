import { type Kysely, sql } from 'kysely';
import { type Act, type AuditEntry, type ChainHead, INSTALL_CHAIN } from '../../model/audit.ts';
import type { Database } from '../schema.ts';
import { appendAct, appendToInstall } from './append.ts';
import { entryOf } from './entry.ts';
import { type AuditFault, stillExpected, verifyChain, verifyChains } from './verify.ts';

const BATCH = 1_000;

/** One tenant's chain. */
export class TenantAudit {
  readonly #db: Kysely<Database>;
  readonly #chain: string;
  readonly #now: () => Date;

  constructor(db: Kysely<Database>, chain: string, now: () => Date) {
    this.#db = db;
    this.#chain = chain;
    this.#now = now;
  }

  /** For an act that writes nothing else; one that does appends in its own transaction (`appendAct`). */
  append(act: Act): Promise<AuditEntry> {
    return this.#db.transaction().execute((trx) => appendAct(trx, this.#chain, act, this.#now().toISOString()));
  }

  /** Newest first, before the entry with this number. */
  entries({ before, limit = 100 }: { before?: number; limit?: number } = {}): Promise<AuditEntry[]> {
    return entriesOf(this.#db, this.#chain, { ...(before !== undefined && { before }), limit, order: 'desc' });
  }
}

/** All chains, as the owner of the database sees them. */
export class AuditLog {
  readonly #root: Kysely<Database>;
  readonly #now: () => Date;

  constructor(root: Kysely<Database>, now: () => Date) {
    this.#root = root;
    this.#now = now;
  }

  /** What concerns no tenant. */
  append(act: Act): Promise<AuditEntry> {
    return this.#root.transaction().execute((trx) => appendToInstall(trx, act, this.#now().toISOString()));
  }

  entries({ before, limit = 100 }: { before?: number; limit?: number } = {}): Promise<AuditEntry[]> {
    return entriesOf(this.#root, INSTALL_CHAIN, { ...(before !== undefined && { before }), limit, order: 'desc' });
  }

  /** Walks every chain, all of one moment. `known`: heads that somebody kept at another place. */
  async verify(known: readonly ChainHead[] = []): Promise<{ heads: ChainHead[]; faults: AuditFault[] }> {
    return this.#root
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (trx) => {
        const heads = await headsOf(trx);
        const head = heads.find(({ chain }) => chain === INSTALL_CHAIN) ?? HEADLESS;
        const install = await verifyChain(head, all(trx, INSTALL_CHAIN), known);
        const verified = heads.length === 0 && install.head.seq === 0 ? [] : [install];
        const expected = stillExpected(known, install.tenants);
        for (const one of heads.filter(({ chain }) => chain !== INSTALL_CHAIN)) {
          verified.push(await verifyChain(one, all(trx, one.chain), expected));
        }
        const faults = verified.flatMap((one) => one.faults);
        const missing = [...verifyChains(heads, install.tenants), ...(await straysOf(trx))];
        return { heads: verified.map((one) => one.head), faults: [...faults, ...missing] };
      });
  }
}

async function headsOf(db: Kysely<Database>): Promise<ChainHead[]> {
  const rows = await db.selectFrom('audit_heads').selectAll().orderBy('tenant_id').execute();
  return rows.map(({ tenant_id, seq, hash }) => ({ chain: tenant_id, seq, hash }));
}

/** Its head, too, can have been removed. */
const HEADLESS: ChainHead = { chain: INSTALL_CHAIN, seq: 0, hash: '' };

async function straysOf(db: Kysely<Database>): Promise<AuditFault[]> {
  const { rows } = await sql<{ chain: string; seq: number }>`
    select tenant_id as chain, min(seq)::int as seq from audit_log
    where tenant_id not in (select tenant_id from audit_heads) group by tenant_id`.execute(db);
  return rows.map((row) => ({ ...row, fault: 'belongs to a chain without a head' }));
}

async function* all(db: Kysely<Database>, chain: string): AsyncGenerator<AuditEntry> {
  for (let after = 0; ;) {
    const entries = await entriesOf(db, chain, { after, limit: BATCH, order: 'asc' });
    yield* entries;
    after = entries.at(-1)?.seq ?? after;
    if (entries.length < BATCH) {
      return;
    }
  }
}

async function entriesOf(
  db: Kysely<Database>,
  chain: string,
  { after, before, limit, order }: { after?: number; before?: number; limit: number; order: 'asc' | 'desc' },
): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('audit_log')
    .selectAll()
    .where('tenant_id', '=', chain)
    .$if(after !== undefined, (query) => query.where('seq', '>', after ?? 0))
    .$if(before !== undefined, (query) => query.where('seq', '<', before ?? 0))
    .orderBy('seq', order)
    .limit(limit)
    .execute();
  return rows.map(entryOf);
}
