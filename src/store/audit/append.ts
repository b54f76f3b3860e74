import type { Kysely, Transaction } from 'kysely';
import { type Act, type AuditEntry, INSTALL_CHAIN, SYSTEM } from '../../model/audit.ts';
import type { Database } from '../schema.ts';
import { storable } from '../text.ts';
import { hashOf, rowOf } from './entry.ts';

/** What stands before the first entry. */
export const BEGINNING = '0'.repeat(64);

/**
 * Appends to a chain in the transaction of the act itself: both are kept or neither. Others who append to the chain wait
 * until it ends, so this comes last in a transaction.
 */
export async function appendAct(
  trx: Transaction<Database>,
  chain: string,
  { actor, action, target, details = {} }: Act,
  at: string,
): Promise<AuditEntry> {
  const head = await trx
    .selectFrom('audit_heads')
    .select(['seq', 'hash'])
    .where('tenant_id', '=', chain)
    .forUpdate()
    .executeTakeFirstOrThrow(() => new Error(`The audit log has no chain ${chain}.`));
  const said = { chain, seq: head.seq + 1, at, actor, action, details, previous: head.hash };
  const entry = { ...said, ...(target !== undefined && { target: storable(target) }), hash: '' };
  entry.hash = hashOf(entry);
  await trx.insertInto('audit_log').values(rowOf(entry)).execute();
  await trx
    .updateTable('audit_heads')
    .set({ seq: entry.seq, hash: entry.hash })
    .where('tenant_id', '=', chain)
    .execute();
  return entry;
}

/** Writes and notes it: both are kept or neither. Of what was not done (`false`) nothing is noted. */
export function noted(
  db: Kysely<Database>,
  chain: string,
  act: Act,
  at: string,
  write: (trx: Transaction<Database>) => Promise<unknown>,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const isDone = (await write(trx)) !== false;
    if (isDone) {
      await appendAct(trx, chain, act, at);
    }
    return isDone;
  });
}

/** A tenant's chain begins with an entry in the chain of the install: a chain that vanished as a whole is missed. */
export async function beginChain(trx: Transaction<Database>, tenant: string, at: string, actor = SYSTEM) {
  const begun = await begin(trx, tenant);
  if (begun) {
    await begin(trx, INSTALL_CHAIN);
    await appendAct(trx, INSTALL_CHAIN, { actor, action: 'tenant.created', target: tenant }, at);
  }
}

/** For an act that concerns no tenant. */
export async function appendToInstall(trx: Transaction<Database>, act: Act, at: string): Promise<AuditEntry> {
  await begin(trx, INSTALL_CHAIN);
  return appendAct(trx, INSTALL_CHAIN, act, at);
}

async function begin(trx: Transaction<Database>, chain: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('audit_heads')
    .values({ tenant_id: chain, seq: 0, hash: BEGINNING })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
