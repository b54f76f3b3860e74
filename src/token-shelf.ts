import { SYSTEM } from './model/audit.ts';
import type { TokenShelf } from './pull/transport/shared-token.ts';
import type { TenantStore } from './store/store.ts';

/** A tenant's access token, shared through its row in the database. `since`: of the connection that holds the consent. */
export function tokenShelf({ accessTokens, connections }: TenantStore, since?: string): TokenShelf {
  return {
    read: () => accessTokens.read(),
    async claim() {
      if (!(await accessTokens.claim())) {
        return 'theirs';
      }
      // Looked at under the claim: who held it before us says so before letting go.
      const connection = await connections.read();
      if (connection?.state !== 'reconnect') {
        return 'ours';
      }
      await accessTokens.release();
      return 'ended';
    },
    put: (token) => accessTokens.put(token),
    release: () => accessTokens.release(),
    end: async (reason) => {
      await connections.breakOff(reason, SYSTEM, since);
    },
  };
}
