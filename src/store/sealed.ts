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
  { table: 'connections', column: 'credentials', purpose: 'credentials', of: 'tenant' },
  { table: 'access_tokens', column: 'sealed', purpose: 'access-token', of: 'tenant' },
  { table: 'webhooks', column: 'secret', purpose: 'webhook', of: 'tenant' },
  { table: 'identity_secret', column: 'sealed', purpose: 'identity', of: 'install' },
];
