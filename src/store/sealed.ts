import { ACCESS_TOKEN } from './access-tokens.ts';
import { CREDENTIALS } from './connections.ts';
import { VERIFIER } from './identity/installs.ts';
import { IDENTITY } from './identity/secret.ts';
import { WEBHOOK_SECRET } from './subscriptions.ts';

/** A column of sealed texts, and what they are bound to. */
export interface SealedColumn {
  table: string;
  column: string;
  purpose: string;
  /** Bound to the row's tenant, or to `*`. */
  of: 'tenant' | 'install';
}

/** Every column whose secrets outlive a rotation of the keys. A test finds those that are missing here. */
export const SEALED: readonly SealedColumn[] = [
  { table: 'connections', column: 'credentials', purpose: CREDENTIALS, of: 'tenant' },
  { table: 'access_tokens', column: 'sealed', purpose: ACCESS_TOKEN, of: 'tenant' },
  { table: 'webhooks', column: 'secret', purpose: WEBHOOK_SECRET, of: 'tenant' },
  { table: 'identity_secret', column: 'sealed', purpose: IDENTITY.purpose, of: 'install' },
  { table: 'hubspot_installs', column: 'sealed_verifier', purpose: VERIFIER.purpose, of: 'install' },
];
