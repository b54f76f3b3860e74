import { createHash, randomBytes } from 'node:crypto';
import { STANDARD_TYPES } from './object-types.ts';
import { hubspotStreams } from './index.ts';

/** Without these an installation is of no use: the account and its people's records, for the card. */
export const REQUIRED_SCOPES = ['oauth', 'crm.schemas.contacts.read', 'crm.objects.contacts.read'] as const;

/**
 * What the streams ask for. Asked as optional: an account whose edition lacks one could not install the app at all
 * otherwise, and a stream without its scope says so.
 */
export function optionalScopes(): string[] {
  const streams = hubspotStreams([]).flatMap(({ scopes }) => scopes.slice(0, 1));
  const types = STANDARD_TYPES.flatMap(({ schemaScopes, recordScopes }) => [schemaScopes[0], recordScopes[0]]);
  const wanted = new Set([...streams, ...types, 'crm.objects.custom.read', 'crm.objects.owners.read']);
  return [...wanted].filter(
    (scope) => scope !== undefined && !REQUIRED_SCOPES.some((one) => one === scope),
  ) as string[];
}

/** Of PKCE: what is sent ahead, and what proves at the end that it was us. */
export function newVerifier(): string {
  return randomBytes(32).toString('base64url');
}

export interface Consent {
  /** Where HubSpot's own pages are. */
  appUrl: string;
  clientId: string;
  redirectUri: string;
  state: string;
  verifier: string;
}

/** The page on which a person agrees that we read the account. */
export function consentUrl({ appUrl, clientId, redirectUri, state, verifier }: Consent): string {
  const url = new URL('/oauth/authorize', appUrl);
  url.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: REQUIRED_SCOPES.join(' '),
    optional_scope: optionalScopes().join(' '),
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}
