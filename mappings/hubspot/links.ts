import type { Context } from '../../src/normalise/context.ts';

/** A page of the account's own HubSpot, when the account told its domain and id. Paths `[M]`: BEHAVIOR.md. */
export function uiLink(context: Context, path: (portal: string) => string): { url?: string } {
  const { uiDomain, id } = context.account;
  return uiDomain && id ? { url: `https://${uiDomain}${path(encodeURIComponent(id))}` } : {};
}
