import type { Clock } from '../../kit/clock.ts';
import { AuthFailed } from '../../kit/errors.ts';
import type { FetchedToken } from './token-source.ts';

/** Where all processes that speak for one account leave its token; one of them fetches the next. */
export interface TokenShelf {
  /** With the time that it has left. */
  read(): Promise<FetchedToken | undefined>;
  /**
   * `ours`: we fetch the next one, and others wait, for as long as a fetch may take · `theirs`: somebody does · `ended`:
   * the consent is known to be gone, and nobody asks again.
   */
  claim(): Promise<'ours' | 'theirs' | 'ended'>;
  /** For all to use; ends the claim. */
  put(token: FetchedToken): Promise<void>;
  /** The consent is gone: said before the claim ends, so that who waits does not ask too. */
  end(reason: string): Promise<void>;
  /** Ends the claim without a token. */
  release(): Promise<void>;
}

interface Options {
  shelf: TokenShelf;
  fetchToken: () => Promise<FetchedToken>;
  clock: Clock;
  skewMs: number;
  signal?: AbortSignal | undefined;
}

/** A fetch takes less than a second; so does nobody's wait for it. */
const LOOK_AGAIN_MS = 250;

/** As `fetchToken` of a token source: the token of the shelf while it is good, else the one that one of us fetches. */
export function sharedToken({ shelf, fetchToken, clock, skewMs, signal }: Options) {
  const isGood = (token: FetchedToken | undefined, rejected: string | undefined): token is FetchedToken =>
    token !== undefined && token.expiresInMs > skewMs && token.accessToken !== rejected;

  async function fetchForAll(rejected: string | undefined): Promise<FetchedToken> {
    try {
      // Somebody may have put one there between our look and our claim.
      const left = await shelf.read();
      const token = isGood(left, rejected) ? left : await fetchToken();
      if (token !== left) {
        await shelf.put(token);
      }
      return token;
    } catch (error) {
      if (error instanceof AuthFailed) {
        await shelf.end(error.message);
      }
      throw error;
    } finally {
      await shelf.release();
    }
  }

  return async (rejected?: string): Promise<FetchedToken> => {
    for (;;) {
      const left = await shelf.read();
      if (isGood(left, rejected)) {
        return left;
      }
      const claim = await shelf.claim();
      if (claim === 'ended') {
        throw new AuthFailed('The consent for this account was withdrawn.', 'Install the app again in this account.');
      }
      if (claim === 'ours') {
        return fetchForAll(rejected);
      }
      await clock.sleep(LOOK_AGAIN_MS, signal);
    }
  };
}
