import type { Clock } from '../../kit/clock.ts';
import { AppRejected, AuthFailed } from '../../kit/errors.ts';

export interface FetchedToken {
  accessToken: string;
  /** From when it was handed out. */
  expiresInMs: number;
}

export interface TokenSourceOptions {
  /**
   * Throws `AuthFailed` when the vendor refuses for good. Must not go through the transport that it serves. `rejected`: a
   * token that was refused before its time.
   */
  fetchToken: (rejected?: string) => Promise<FetchedToken>;
  clock: Clock;
  /** A token is replaced this long before it ends, or at half of its time when that is short. */
  skewMs: number;
}

/** Fits `authorize` and `onUnauthorized` of a transport. */
export interface TokenSource {
  authorize(): Promise<string>;
  refresh(): Promise<boolean>;
}

/**
 * Fetches one token at a time for all who ask. A refusal (`AuthFailed`, `AppRejected`) is final: it is thrown to all who ask later, and
 * nobody is called again. Other errors are thrown, and the next caller tries anew.
 */
export function refreshingToken({ fetchToken, clock, skewMs }: TokenSourceOptions): TokenSource {
  let token: { accessToken: string; staleAt: number } | undefined;
  let fetching: Promise<void> | undefined;
  let refused: AuthFailed | AppRejected | undefined;

  async function fetchOnce(rejected: string | undefined): Promise<void> {
    const askedAt = clock.monotonic();
    try {
      const { accessToken, expiresInMs } = await fetchToken(rejected);
      token = { accessToken, staleAt: askedAt + Math.max(expiresInMs - skewMs, expiresInMs / 2) };
    } catch (error) {
      if (error instanceof AuthFailed || error instanceof AppRejected) {
        refused = error;
      }
      throw error;
    }
  }

  async function renew(rejected?: string): Promise<void> {
    if (refused) {
      throw refused;
    }
    fetching ??= fetchOnce(rejected).finally(() => {
      fetching = undefined;
    });
    await fetching;
  }

  return {
    async authorize() {
      if (!token || fetching || refused || clock.monotonic() >= token.staleAt) {
        await renew();
      }
      return `Bearer ${token!.accessToken}`;
    },
    async refresh() {
      await renew(token?.accessToken);
      return true;
    },
  };
}
