import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { ConfigError } from '../kit/errors.ts';
import { codeOf } from './database-away.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { orderOfScans } from './migrations/0002-order-of-scans.ts';
import { isolation } from './migrations/0003-isolation.ts';
import { connections } from './migrations/0004-connections.ts';
import { jobs } from './migrations/0005-jobs.ts';
import { declarations } from './migrations/0007-declarations.ts';
import { seenSignatures } from './migrations/0008-seen-signatures.ts';
import { pauses } from './migrations/0009-pauses.ts';
import { bundledMails } from './migrations/0010-bundled-mails.ts';
import { card } from './migrations/0011-card.ts';
import { declaredFeatures } from './migrations/0012-declared-features.ts';
import { pushes } from './migrations/0013-pushes.ts';
import { ensureTenantRole } from './tenant-role.ts';
import { identity } from './migrations/0006-identity.ts';

export const MIGRATIONS: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-order-of-scans': orderOfScans,
  '0003-isolation': isolation,
  '0004-connections': connections,
  '0005-jobs': jobs,
  '0006-identity': identity,
  '0007-declarations': declarations,
  '0008-seen-signatures': seenSignatures,
  '0009-pauses': pauses,
  '0010-bundled-mails': bundledMails,
  '0011-card': card,
  '0012-declared-features': declaredFeatures,
  '0013-pushes': pushes,
};

/** Brings the tables forward; Kysely takes a lock, so several starters on one PostgreSQL do it once. */
export async function migrate<T>(db: Kysely<T>, migrations = MIGRATIONS): Promise<void> {
  await ensureTenantRole(db);
  if (await isCurrent(db, migrations)) {
    return;
  }
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error instanceof Error && /previously executed migration \S+ is missing/.test(error.message)) {
    throw new ConfigError([
      'The database was made by a newer version of ai-inventory: run that one, or another DATA_DIR.',
    ]);
  }
  if (error) {
    throw error;
  }
}

const UNDEFINED_TABLE = '42P01';

/** One small question: Kysely's own two, about all tables and columns, are a tenth of a start on the embedded database. */
async function isCurrent<T>(db: Kysely<T>, migrations: Record<string, Migration>): Promise<boolean> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    return rows.map(({ name }) => name).join() === Object.keys(migrations).sort().join();
  } catch (error) {
    if (codeOf(error) === UNDEFINED_TABLE) {
      return false;
    }
    throw error;
  }
}
