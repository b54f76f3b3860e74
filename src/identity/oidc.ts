/** The company's OpenID Connect provider as better-auth's generic plug-in takes it. */
export type OidcProvider = ReturnType<typeof oidcProvider>;

export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

export const OIDC = 'oidc';

export function oidcProvider({ issuer, clientId, clientSecret }: OidcSettings) {
  return {
    providerId: OIDC,
    discoveryUrl: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    // Without a signed ID token whose issuer, audience and nonce were checked, nobody is signed in.
    requireIdTokenVerification: true,
    disableSignUp: true,
    // Called with what the token endpoint gave: an answer without an ID token proves nothing about who signs in.
    accountSubject({
      tokens,
      profile,
    }: {
      tokens: { idToken?: string | undefined };
      profile: { sub?: unknown };
    }): string {
      if (tokens.idToken === undefined || typeof profile.sub !== 'string') {
        throw new Error('No ID token');
      }
      return profile.sub;
    },
  };
}
