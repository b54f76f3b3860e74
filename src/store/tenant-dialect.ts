import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
  type Transaction,
  type TransactionSettings,
} from 'kysely';
import { tenantLockCall } from './tenant-lock.ts';
import { TENANT_ROLE } from './tenant-role.ts';

/**
 * The same database, seen by one tenant: every statement runs in a transaction of `root` under the role that row-level
 * security binds, with the tenant set for that transaction only. Nothing of it stays on the connection.
 */
export function tenantDatabase<DB>(root: Kysely<DB>, tenant: string): Kysely<DB> {
  const dialect: Dialect = {
    createDriver: () => new TenantDriver(root, tenant),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
  return new Kysely<DB>({ dialect });
}

/** Connections are the root's: they are taken with the first statement, and given back with the transaction's end. */
class TenantDriver<DB> implements Driver {
  readonly #root: Kysely<DB>;
  readonly #tenant: string;

  constructor(root: Kysely<DB>, tenant: string) {
    this.#root = root;
    this.#tenant = tenant;
  }

  async init(): Promise<void> {
    // The root is open.
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(new TenantConnection(this.#root, this.#tenant));
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return own(connection).begin(settings);
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return own(connection).commit();
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return own(connection).rollback();
  }

  async releaseConnection(): Promise<void> {
    // Ended with its transaction.
  }

  async destroy(): Promise<void> {
    // Whoever opened the root closes it.
  }
}

interface Open<DB> {
  trx: Transaction<DB>;
  end: PromiseWithResolvers<void>;
  ended: Promise<void>;
}

class TenantConnection<DB> implements DatabaseConnection {
  readonly #root: Kysely<DB>;
  readonly #tenant: string;
  #open: Open<DB> | undefined;

  constructor(root: Kysely<DB>, tenant: string) {
    this.#root = root;
    this.#tenant = tenant;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#open) {
      return this.#open.trx.executeQuery<R>(query as CompiledQuery<R>);
    }
    return this.#root.transaction().execute(async (trx) => {
      await this.#enter(trx);
      return trx.executeQuery<R>(query as CompiledQuery<R>);
    });
  }

  async *streamQuery<R>(): AsyncGenerator<QueryResult<R>> {
    throw new Error('Rows are read a batch at a time; PGlite has no cursors to stream from.');
  }

  async begin({ isolationLevel, accessMode }: TransactionSettings): Promise<void> {
    const begun = Promise.withResolvers<Transaction<DB>>();
    const end = Promise.withResolvers<void>();
    let builder = this.#root.transaction();
    builder = isolationLevel ? builder.setIsolationLevel(isolationLevel) : builder;
    builder = accessMode ? builder.setAccessMode(accessMode) : builder;
    const ended = builder.execute(async (trx) => {
      await this.#enter(trx);
      begun.resolve(trx);
      await end.promise;
    });
    ended.catch(begun.reject);
    this.#open = { trx: await begun.promise, end, ended };
  }

  async commit(): Promise<void> {
    this.#open?.end.resolve();
    await this.#open?.ended;
    this.#open = undefined;
  }

  async rollback(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    open?.end.reject(new Error('rolled back'));
    await open?.ended.catch(() => undefined);
  }

  async #enter(trx: Transaction<DB>): Promise<void> {
    const lock = tenantLockCall(this.#tenant, 'together');
    await sql`
      select ${lock}, set_config('role', ${TENANT_ROLE}, true), set_config('app.tenant', ${this.#tenant}, true)`.execute(
      trx,
    );
  }
}

function own(connection: DatabaseConnection): TenantConnection<unknown> {
  return connection as TenantConnection<unknown>;
}
