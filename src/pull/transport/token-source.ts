import type { Clock } from '../../kit/clock.ts';
import { AuthFailed } from '../../kit/errors.ts';

export interface FetchedToken {
  accessToken: string;
  /** From when it was handed out. */
  expiresInMs: number;
}

export interface TokenSourceOptions {
  /** Throws `AuthFailed` when the vendor refuses for good. Must not go through the transport that it serves. */
  fetchToken: () => Promise<FetchedToken>;
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
 * Fetches one token at a time for all who ask. A refusal (`AuthFailed`) is final: it is thrown to all who ask later, and
 * nobody is called again. Other errors are thrown, and the next caller tries anew.
 */
export function refreshingToken({ fetchToken, clock, skewMs }: TokenSourceOptions): TokenSource {
  let token: { header: string; staleAt: number } | undefined;
  let fetching: Promise<void> | undefined;
  let refused: AuthFailed | undefined;

  async function fetchOnce(): Promise<void> {
    const askedAt = clock.monotonic();
    try {
      const { accessToken, expiresInMs } = await fetchToken();
      token = { header: `Bearer ${accessToken}`, staleAt: askedAt + Math.max(expiresInMs - skewMs, expiresInMs / 2) };
    } catch (error) {
      if (error instanceof AuthFailed) {
        refused = error;
      }
      throw error;
    }
  }

  async function renew(): Promise<void> {
    if (refused) {
      throw refused;
    }
    fetching ??= fetchOnce().finally(() => {
      fetching = undefined;
    });
    await fetching;
  }

  return {
    async authorize() {
      if (!token || fetching || refused || clock.monotonic() >= token.staleAt) {
        await renew();
      }
      return token!.header;
    },
    async refresh() {
      await renew();
      return true;
    },
  };
}
