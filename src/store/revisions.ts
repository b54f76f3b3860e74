import { sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/**
 * What was made of a tenant's inventory before is out of date when this transaction ends. Never the same twice, also
 * when a tenant was erased and came back. To be called last: whoever else writes waits from here on.
 */
export async function newRevision(trx: Transaction<Database>, tenant: string): Promise<void> {
  const revision = sql<string>`gen_random_uuid()::text`;
  await trx
    .insertInto('inventory_revisions')
    .values({ tenant_id: tenant, revision })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ revision }))
    .execute();
}
