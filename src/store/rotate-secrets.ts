import { type Kysely, sql } from 'kysely';
import { SecretUnreadable } from '../kit/errors.ts';
import type { Keyring } from '../kit/keyring.ts';
import { SYSTEM } from '../model/audit.ts';
import { appendToInstall } from './audit/append.ts';
import type { Database } from './schema.ts';
import { SEALED, type SealedColumn } from './sealed.ts';

const BATCH = 200;

export interface Rotated {
  key: string;
  secrets: number;
  /** Tenants with a secret that no key at hand opens. It stays as it is. */
  unreadable: string[];
}

interface Sealed {
  tenant: string;
  sealed: string;
}

/** Seals every secret with the first key, while others read and write them. It may be stopped and run again. */
export async function rotateSecrets(root: Kysely<Database>, keyring: Keyring, at: string): Promise<Rotated> {
  const rotated: Rotated = { key: keyring.current, secrets: 0, unreadable: [] };
  for (const column of SEALED) {
    const { table, name, owner } = namesOf(column);
    for await (const { tenant, sealed } of sealedOtherwise(root, column, keyring)) {
      const purpose = { tenant, purpose: column.purpose };
      try {
        const fresh = keyring.seal(keyring.open(sealed, purpose), purpose);
        // Only if nobody has written another one meanwhile: that one is sealed with the first key already.
        await sql`update ${table} set ${name} = ${fresh}
          where ${owner} = ${tenant} and ${name} = ${sealed}`.execute(root);
        rotated.secrets += 1;
      } catch (error) {
        if (!(error instanceof SecretUnreadable)) {
          throw error;
        }
        rotated.unreadable.push(tenant);
      }
    }
  }
  const { key, secrets, unreadable } = rotated;
  const act = { actor: SYSTEM, action: 'keys.rotated', target: key, details: { secrets, unreadable } };
  await root.transaction().execute((trx) => appendToInstall(trx, act, at));
  return rotated;
}

/** Those that are not sealed with the first key, in an order that what becomes of them does not disturb. */
async function* sealedOtherwise(
  root: Kysely<Database>,
  column: SealedColumn,
  keyring: Keyring,
): AsyncGenerator<Sealed> {
  const { table, name, owner } = namesOf(column);
  let last: Sealed = { tenant: '', sealed: '' };
  for (let isMore = true; isMore;) {
    const { rows } = await sql<Sealed>`
      select ${owner} as tenant, ${name} as sealed from ${table}
      where (${owner}, ${name}) > (${last.tenant}, ${last.sealed})
        and split_part(${name}, '.', 2) <> ${keyring.current}
      order by ${owner}, ${name} limit ${sql.lit(BATCH)}`.execute(root);
    yield* rows;
    last = rows.at(-1) ?? last;
    isMore = rows.length === BATCH;
  }
}

function namesOf({ table, column, of }: SealedColumn) {
  const owner = of === 'tenant' ? sql.ref('tenant_id') : sql`text '*'`;
  return { table: sql.table(table), name: sql.ref(column), owner };
}
