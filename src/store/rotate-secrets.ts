import { type Kysely, sql } from 'kysely';
import { SecretUnreadable } from '../kit/errors.ts';
import type { Keyring } from '../kit/keyring.ts';
import { SYSTEM } from '../model/audit.ts';
import { appendToInstall } from './audit/append.ts';
import { CREDENTIALS } from './connections.ts';
import type { Database } from './schema.ts';

/** Every column that holds sealed texts, and what they are bound to beside the row's tenant. */
export const SEALED = [{ table: 'connections', column: 'credentials', purpose: CREDENTIALS }] as const;

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
  for (const { table, column, purpose } of SEALED) {
    const place = { table: sql.table(table), column: sql.ref(column) };
    for await (const { tenant, sealed } of sealedOtherwise(root, place, keyring)) {
      try {
        const fresh = keyring.seal(keyring.open(sealed, { tenant, purpose }), { tenant, purpose });
        // Only if nobody has written another one meanwhile: that one is sealed with the first key already.
        await sql`update ${place.table} set ${place.column} = ${fresh}
          where tenant_id = ${tenant} and ${place.column} = ${sealed}`.execute(root);
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
  { table, column }: { table: ReturnType<typeof sql.table>; column: ReturnType<typeof sql.ref> },
  keyring: Keyring,
): AsyncGenerator<Sealed> {
  let last: Sealed = { tenant: '', sealed: '' };
  for (let isMore = true; isMore;) {
    const { rows } = await sql<Sealed>`
      select tenant_id as tenant, ${column} as sealed from ${table}
      where (tenant_id, ${column}) > (${last.tenant}, ${last.sealed})
        and split_part(${column}, '.', 2) <> ${keyring.current}
      order by tenant_id, ${column} limit ${sql.lit(BATCH)}`.execute(root);
    yield* rows;
    last = rows.at(-1) ?? last;
    isMore = rows.length === BATCH;
  }
}
