import { createHash } from 'node:crypto';

/** Of PKCE: no challenge asks for no verifier. */
export function pkceMatches(challenge: string | undefined, verifier: unknown): boolean {
  if (challenge === undefined) return true;
  return typeof verifier === 'string' && createHash('sha256').update(verifier).digest('base64url') === challenge;
}
