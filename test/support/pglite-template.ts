import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { migrate } from '../../src/store/migrate.ts';

const STORE = new URL('../../src/store/', import.meta.url);
const KEPT = new URL('../../node_modules/.cache/test/', import.meta.url);

/** A database in memory with our tables. Made from nothing it takes two seconds, so it is made once and copied. */
export async function migratedPglite(): Promise<PGlite> {
  const file = new URL(`pglite-${version()}.tar`, KEPT);
  const template = kept(file) ?? (await make(file));
  return new PGlite({ loadDataDir: new Blob([template]) });
}

function kept(file: URL): Buffer<ArrayBuffer> | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

async function make(file: URL): Promise<Buffer<ArrayBuffer>> {
  const pglite = new PGlite();
  await migrate(new Kysely({ dialect: new PGliteDialect({ pglite }) }));
  const dump = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer());
  await pglite.close();
  // Others may do the same at this moment: whoever is last wins, and nobody reads a half.
  mkdirSync(KEPT, { recursive: true });
  const own = new URL(`${process.pid}.tar`, KEPT);
  writeFileSync(own, dump);
  renameSync(own, file);
  return dump;
}

/** Other migrations, or another PGlite, are another template. */
function version(): string {
  const hash = createHash('sha256');
  const migrations = readdirSync(new URL('migrations/', STORE)).sort();
  for (const path of ['migrate.ts', 'tenant-role.ts', ...migrations.map((name) => `migrations/${name}`)]) {
    hash.update(readFileSync(new URL(path, STORE)));
  }
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  hash.update(readFileSync(join(dirname(main), '..', 'package.json')));
  return hash.digest('hex').slice(0, 12);
}
