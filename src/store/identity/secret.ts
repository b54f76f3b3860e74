import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Keyring, Purpose } from '../../kit/keyring.ts';
import { EVERY_TENANT } from '../../model/principal.ts';
import type { Database } from '../schema.ts';

export const IDENTITY: Purpose = { tenant: EVERY_TENANT, purpose: 'identity' };

/** What signs cookies and encrypts second factors: made once in the life of a database, and kept sealed. */
export async function identitySecret(db: Kysely<Database>, keyring: Keyring): Promise<string> {
  const find = () => db.selectFrom('identity_secret').select('sealed').executeTakeFirst();
  const known = await find();
  if (known) {
    return keyring.open(known.sealed, IDENTITY);
  }
  await db
    .insertInto('identity_secret')
    .values({ id: 1, sealed: keyring.seal(randomBytes(32).toString('base64'), IDENTITY) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Of several processes that start at once one wrote it.
  return keyring.open((await find())!.sealed, IDENTITY);
}
