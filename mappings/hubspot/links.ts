import type { Context } from '../../src/normalise/context.ts';

/** Only letters that a host may have: a link must not lead elsewhere than it says. */
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

/** A page of the account's own HubSpot, when the account told its domain and id. Paths `[M]`: BEHAVIOR.md. */
export function uiLink(context: Context, path: (portal: string) => string): { url?: string } {
  const { uiDomain, id } = context.account;
  return uiDomain && HOST.test(uiDomain) && id ? { url: `https://${uiDomain}${path(encodeURIComponent(id))}` } : {};
}
