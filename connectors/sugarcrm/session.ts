import { AuthFailed } from '../../src/kit/errors.ts';
import type { Json } from '../../src/model/json.ts';
import type { HttpRequest, HttpResponse, Transport } from '../../src/pull/transport/transport.ts';
import type { SugarCredentials } from './credentials.ts';
import { readErrorBody } from './error-body.ts';
import { passwordGrant, refreshGrant, serviceGrant, type Token, tokenIn } from './token.ts';
import { agreedVersion, inPath, OURS } from './version.ts';

const MAX_RENEWALS = 20;
/** Tokens in a row that opened nothing: one may have run out in the hands of others, three are no good. */
const MAX_USELESS = 3;

/** A call of the REST API: `path` is what follows the version. */
export type SugarRequest = Pick<HttpRequest, 'method' | 'query' | 'json' | 'answer'> & { path: string };

/**
 * Everything between a call and its answer that is not about what is asked: the version that both sides speak, the token,
 * its renewal. All goes through one transport, so that sign-ins count against the same limit.
 */
export class SugarSession {
  readonly #transport: Transport;
  readonly #credentials: SugarCredentials;
  #version = OURS;
  #token: Token | undefined;
  #renewing: Promise<Token> | undefined;
  #refused: AuthFailed | undefined;

  constructor(transport: Transport, credentials: SugarCredentials) {
    this.#transport = transport;
    this.#credentials = credentials;
  }

  get requests(): number {
    return this.#transport.requests;
  }

  perSecond(bucket: string): number | undefined {
    return this.#transport.perSecond?.(bucket);
  }

  /** The instance as people name it: host, port if it has one of its own, and the folder it lives in. */
  get host(): string {
    const { host, pathname } = new URL(this.#credentials.url);
    return host + (pathname === '/' ? '' : pathname);
  }

  /** `v11_23`, as the two sides agreed. */
  get version(): string {
    return inPath(this.#version);
  }

  /**
   * The last answer, whatever its status. A token that ran out is renewed and the call made again, as often as tokens run
   * out while others use them up, but not for long when none of them opens anything.
   */
  async send(request: SugarRequest): Promise<HttpResponse> {
    let token = this.#token ?? (await this.#renew(undefined));
    for (let renewals = 0, useless = 0; ; renewals += 1) {
      const answer = await this.#sendAs(token, request);
      if (!isExpired(answer)) {
        token.worked = true;
        return answer;
      }
      useless = token.worked ? 0 : useless + 1;
      if (renewals >= MAX_RENEWALS || useless >= MAX_USELESS) {
        return answer;
      }
      token = await this.#renew(token);
    }
  }

  /** For calls inside a `/bulk`, which run out on their own. */
  async renew(): Promise<void> {
    await this.#renew(this.#token);
  }

  /** Ends the session over a transport that an aborted scan has not closed. Service accounts have none. */
  async end(transport: Transport): Promise<void> {
    const token = this.#token;
    this.#transport.close();
    if (token && !('tokenUrl' in this.#credentials)) {
      const signal = AbortSignal.timeout(10_000);
      await transport
        .send({ method: 'POST', url: this.#urlOf('oauth2/logout'), json: {}, headers: token.header, signal })
        .catch(() => undefined); // The session ends by itself; the scan is not worse for it.
    }
    transport.close();
  }

  async #sendAs(token: Token, { path, ...rest }: SugarRequest): Promise<HttpResponse> {
    return this.#inVersion(() => this.#transport.send({ ...rest, url: this.#urlOf(path), headers: token.header }));
  }

  /** Sends; when the other side does not speak our version, once more in one that it speaks. */
  async #inVersion(send: () => Promise<HttpResponse>): Promise<HttpResponse> {
    const answer = await send();
    const { label, message = '' } = answer.status === 301 ? readErrorBody(answer.body) : {};
    const agreed = label === 'incorrect_version' ? agreedVersion(message) : undefined;
    if (!agreed) {
      return answer;
    }
    this.#version = agreed;
    return send();
  }

  #urlOf(path: string): string {
    return `${this.#credentials.url}/rest/${this.version}/${path}`;
  }

  /** A new token, one at a time for all who wait. Refused credentials are not tried again: that would lock the user. */
  async #renew(used: Token | undefined): Promise<Token> {
    if (this.#refused) {
      throw this.#refused;
    }
    if (this.#token && this.#token !== used) {
      return this.#token;
    }
    this.#renewing ??= this.#obtain(used).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #obtain(used: Token | undefined): Promise<Token> {
    try {
      this.#token = (used?.refresh && (await this.#refresh(used.refresh))) || (await this.#signIn());
      return this.#token;
    } catch (error) {
      this.#refused = error instanceof AuthFailed ? error : undefined;
      throw error;
    }
  }

  async #signIn(): Promise<Token> {
    const credentials = this.#credentials;
    const answer =
      'tokenUrl' in credentials
        ? await this.#transport.send({ method: 'POST', url: credentials.tokenUrl, form: serviceGrant(credentials) })
        : await this.#ask(passwordGrant(credentials));
    return tokenIn(answer, credentials);
  }

  /** `undefined` when the refresh token is worth nothing any more: somebody signed in with the same user and platform. */
  async #refresh(refresh: string): Promise<Token | undefined> {
    const credentials = this.#credentials;
    if ('tokenUrl' in credentials) {
      return undefined;
    }
    const answer = await this.#ask(refreshGrant(credentials, refresh));
    return answer.status === 400 || answer.status === 401 ? undefined : tokenIn(answer, credentials);
  }

  #ask(json: Json): Promise<HttpResponse> {
    return this.#inVersion(() => this.#transport.send({ method: 'POST', url: this.#urlOf('oauth2/token'), json }));
  }
}

/** The token's time is up; `need_login`, the other 401, says that the credentials are no good. */
export function isExpired({ status, body }: Pick<HttpResponse, 'status' | 'body'>): boolean {
  return status === 401 && readErrorBody(body).label === 'invalid_grant';
}
