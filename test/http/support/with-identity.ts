import { afterEach, beforeEach } from '@jest/globals';
import { accountRoutes } from '../../../src/http/account/routes.ts';
import { authenticator } from '../../../src/http/authenticate.ts';
import { signInPages } from '../../../src/http/sign-in/routes.ts';
import { userRoutes } from '../../../src/http/users/routes.ts';
import { PUBLIC_URL } from '../../identity/support/browser.ts';
import { PASSWORD, useIdentity } from '../../identity/support/use-identity.ts';
import { databases } from '../../support/databases.ts';
import { serve, type TestServer } from './server.ts';

const [[, pglite]] = databases;
export const OURS = { origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' };

/** The real server with real people on PGlite. */
export function useServer() {
  const known = useIdentity(pglite);
  let server: TestServer;
  beforeEach(async () => {
    const identity = known.identity();
    server = await serve([...accountRoutes(identity), ...userRoutes(identity.people)], {
      authenticate: authenticator(identity, known.database().store.tokens),
      before: [{ path: '/', handler: signInPages(identity) }],
      publicUrl: PUBLIC_URL,
    });
  });
  afterEach(() => server.close());

  /** Somebody's browser; `send` sends from a page of ours unless told. */
  async function signedIn(email: string) {
    const answer = await server.send('POST', '/api/v1/account/sign-in', { email, password: PASSWORD }, OURS);
    const cookie = cookieIn(answer);
    return {
      answer,
      cookie,
      get: (path: string) => server.get(path, { cookie }),
      send: (method: string, path: string, body?: unknown, headers: Record<string, string> = OURS) =>
        server.send(method, path, body, { cookie, ...headers }),
    };
  }
  return { ...known, server: () => server, signedIn };
}

export const cookieIn = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
