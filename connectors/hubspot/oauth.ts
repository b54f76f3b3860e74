import { z } from 'zod';
import { AppRejected, AuthFailed, RequestRefused, UnexpectedShape } from '../../src/kit/errors.ts';
import type { Json } from '../../src/model/json.ts';
import { oneLine } from '../../src/pull/one-line.ts';
import type { HttpRequest, HttpResponse, Transport } from '../../src/pull/transport/transport.ts';

/** The app of whoever runs this service, as HubSpot knows it. */
export interface OAuthApp {
  clientId: string;
  clientSecret: string;
}

/** What a token endpoint hands out. */
export interface OAuthTokens {
  accessToken: string;
  expiresInMs: number;
  /** Absent where HubSpot leaves it out; the one that was sent stays valid. */
  refreshToken?: string;
}

/** What HubSpot says about a token. */
export interface TokenInformation {
  account: string;
  /** The account's domain, where HubSpot names it. */
  domain?: string;
  scopes: string[];
}

const Tokens = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
});
const Information = z.object({
  active: z.boolean().default(true),
  hub_id: z.union([z.number().int().positive(), z.string().regex(/^\d+$/)]),
  hub_domain: z.string().optional(),
  scopes: z.array(z.string()).default([]),
});
const TokenError = z.object({ error: z.string().optional(), status: z.string().optional() });

/** Dated first; the last one of the token endpoint answers until 2027-02-16. */
const TOKEN = ['/oauth/2026-03/token', '/oauth/v3/token', '/oauth/v1/token'];
const INTROSPECT = ['/oauth/2026-03/token/introspect', '/oauth/v3/token/introspect'];
const REVOKE = ['/oauth/2026-03/token/revoke', '/oauth/v3/token/revoke'];

/** HubSpot's token endpoints. `door` sends without a token; its own limit and retries are not those of an account. */
export class HubSpotOAuth {
  readonly #door: Transport;
  readonly #origin: string;
  readonly #app: OAuthApp;

  constructor(door: Transport, origin: string, app: OAuthApp) {
    this.#door = door;
    this.#origin = origin;
    this.#app = app;
  }

  /**
   * Throws `AuthFailed` when the account's consent is gone, `AppRejected` when HubSpot does not know the app,
   * `RequestRefused` for other refusals, and what the transport throws.
   */
  refresh(refreshToken: string): Promise<OAuthTokens> {
    return this.#tokens({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  /** The same for the code that an installation brought, which works once. */
  async exchange(
    code: string,
    codeVerifier: string,
    redirectUri: string,
  ): Promise<OAuthTokens & { refreshToken: string }> {
    const tokens = await this.#tokens({
      grant_type: 'authorization_code',
      code,
      code_verifier: codeVerifier,
      redirect_uri: redirectUri,
    });
    if (tokens.refreshToken === undefined) {
      throw new UnexpectedShape('the token endpoint', 'no refresh token in the answer to a code');
    }
    return { ...tokens, refreshToken: tokens.refreshToken };
  }

  /** To which account an access token belongs, and what it may. */
  async inform(accessToken: string): Promise<TokenInformation> {
    const answer = await this.#post(INTROSPECT, { token: accessToken, token_type_hint: 'access_token' });
    const parsed = Information.safeParse(succeeded(answer));
    if (!parsed.success || !parsed.data.active) {
      throw new UnexpectedShape('the token endpoint', 'no account in what it says about a token');
    }
    const { hub_id, hub_domain, scopes } = parsed.data;
    return { account: String(hub_id), scopes, ...(hub_domain !== undefined && { domain: hub_domain }) };
  }

  /** Ends the consent of an account; one that is gone already is fine. */
  async revoke(refreshToken: string): Promise<void> {
    try {
      succeeded(await this.#post(REVOKE, { token: refreshToken, token_type_hint: 'refresh_token' }));
    } catch (error) {
      if (!(error instanceof AuthFailed)) {
        throw error;
      }
    }
  }

  async #tokens(form: Record<string, string>): Promise<OAuthTokens> {
    const parsed = Tokens.safeParse(succeeded(await this.#post(TOKEN, form)));
    if (!parsed.success) {
      throw new UnexpectedShape('the token endpoint', 'no access token in the answer');
    }
    const { access_token, expires_in, refresh_token } = parsed.data;
    return {
      accessToken: access_token,
      expiresInMs: expires_in * 1000,
      ...(refresh_token !== undefined && { refreshToken: refresh_token }),
    };
  }

  /** To the first version of the path that is there. Everything goes in the body: addresses end up in logs. */
  async #post(paths: readonly string[], form: Record<string, string>): Promise<HttpResponse> {
    const { clientId, clientSecret } = this.#app;
    const request = (path: string): HttpRequest => ({
      method: 'POST',
      url: this.#origin + path,
      form: { ...form, client_id: clientId, client_secret: clientSecret },
    });
    const [first = '', ...others] = paths;
    let answer = await this.#door.send(request(first));
    for (const path of others) {
      if (answer.status !== 404) {
        break;
      }
      answer = await this.#door.send(request(path));
    }
    return answer;
  }
}

/** The body of a success; throws what a refusal means. */
function succeeded({ status, body }: HttpResponse): Json | undefined {
  if (status < 400) {
    return body;
  }
  const { error = '', status: named = '' } = TokenError.safeParse(body).data ?? {};
  if (error === 'invalid_client' || /^BAD_CLIENT_/.test(named)) {
    throw new AppRejected('HubSpot', 'Check HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET.');
  }
  if (CONSENT_GONE.has(error) || CONSENT_GONE.has(named)) {
    throw new AuthFailed('HubSpot refuses the refresh token or the code.', 'Install the app again in this account.');
  }
  throw new RequestRefused('the token endpoint', status, oneLine(named) ?? oneLine(error) ?? 'no reason given');
}

/** Words of OAuth, and of HubSpot beside them. */
const CONSENT_GONE = new Set(['invalid_grant', 'access_denied', 'BAD_REFRESH_TOKEN', 'BAD_HUB', 'BAD_AUTH_CODE']);
