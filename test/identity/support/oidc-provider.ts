import { createHash, createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface OidcTestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the next tokens say, over what is right. */
  person: Record<string, unknown>;
  /** Of the next tokens. */
  twist: { claims?: Record<string, unknown>; key?: 'another' | 'none'; noIdToken?: boolean };
  requests: string[];
  close(): Promise<void>;
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A small OpenID Connect provider that checks PKCE and the client, and signs what it is told to. */
export async function startOidcProvider(): Promise<OidcTestProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const codes = new Map<string, URLSearchParams>();

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', provider.issuer);
    provider.requests.push(`${request.method} ${url.pathname}`);
    if (url.pathname === '/authorize') {
      const code = randomUUID();
      codes.set(code, url.searchParams);
      const back = new URL(url.searchParams.get('redirect_uri')!);
      back.search = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '' }).toString();
      response.writeHead(302, { location: back.href }).end();
      return;
    }
    const answer = await answerOf(url.pathname, request);
    response.writeHead(answer ? 200 : 400, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { error: 'invalid_grant' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const provider: OidcTestProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientId: 'inventory',
    clientSecret: 'a secret between two',
    person: {},
    twist: {},
    requests: [],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function answerOf(path: string, request: IncomingMessage): Promise<unknown> {
    switch (path) {
      case '/.well-known/openid-configuration':
        return {
          issuer: provider.issuer,
          authorization_endpoint: `${provider.issuer}/authorize`,
          token_endpoint: `${provider.issuer}/token`,
          userinfo_endpoint: `${provider.issuer}/userinfo`,
          jwks_uri: `${provider.issuer}/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
        };
      case '/keys':
        return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] };
      case '/userinfo':
        return provider.person;
      case '/token':
        return tokensFor(new URLSearchParams(await text(request)));
      default:
        return undefined;
    }
  }

  function tokensFor(form: URLSearchParams): unknown {
    const asked = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isOurs = form.get('client_id') === provider.clientId && form.get('client_secret') === provider.clientSecret;
    if (!asked || !isOurs || asked.get('code_challenge') !== challenge) {
      return undefined;
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: provider.issuer,
      aud: provider.clientId,
      iat: now,
      exp: now + 300,
      nonce: asked.get('nonce'),
      ...provider.person,
      ...provider.twist.claims,
    };
    return {
      token_type: 'Bearer',
      access_token: 'access-token-of-the-provider',
      refresh_token: 'refresh-token-of-the-provider',
      expires_in: 300,
      ...(!provider.twist.noIdToken && { id_token: signed(claims) }),
    };
  }

  function signed(claims: unknown): string {
    const { key } = provider.twist;
    const body = `${encoded({ alg: key === 'none' ? 'none' : 'RS256', kid: 'one' })}.${encoded(claims)}`;
    return `${body}.${key === 'none' ? '' : signature(body, key === 'another' ? stranger : privateKey)}`;
  }

  return provider;
}

function signature(body: string, key: KeyObject): string {
  return createSign('RSA-SHA256').update(body).sign(key, 'base64url');
}
