import type { z } from 'zod';
import type { Config } from './config.ts';
import { withApp } from './credentials.ts';
import { AuthFailed, UsageError } from './kit/errors.ts';
import type { Connector, Outbound, SharedBudget } from './pull/connector.ts';
import type { TenantStore } from './store/store.ts';
import { tokenShelf } from './token-shelf.ts';

/** With what a connected account is asked: its credentials, the token and the turns that it shares with other processes. */
export async function reachedBy<Client, Credentials extends z.ZodType>(
  connector: Connector<Client, Credentials>,
  own: TenantStore,
  settings: Config,
  { embedded, signal }: { embedded: boolean; signal: AbortSignal },
): Promise<{ credentials: z.infer<Credentials>; outbound: Outbound }> {
  const { credentials, since } = await credentialsOf(connector, own, settings);
  const outbound = {
    ...outboundOf(settings, signal),
    tokens: tokenShelf(own, since),
    ...(!embedded && { budget: own.budget }),
  };
  return { credentials, outbound };
}

export function outboundOf({ OUTBOUND_ALLOW, RATE_SHARE }: Config, signal?: AbortSignal): Outbound {
  return { allow: OUTBOUND_ALLOW, share: RATE_SHARE, ...(signal && { signal }) };
}

/** Whose budget it is, only the first answer tells. */
export function lateBudget(budget: () => SharedBudget | undefined): SharedBudget {
  return {
    take: async (bucket, limit, wanted) =>
      (await budget()?.take(bucket, limit, wanted)) ?? { granted: wanted, waitMs: 0 },
    pause: async (bucket, ms) => budget()?.pause(bucket, ms),
  };
}

/** Opened for this once. Refused credentials are not tried again before somebody connects the account anew. */
async function credentialsOf<Client, Credentials extends z.ZodType>(
  connector: Connector<Client, Credentials>,
  { connections, tenant }: TenantStore,
  settings: Config,
): Promise<{ credentials: z.infer<Credentials>; since: string }> {
  const connection = await connections.read();
  if (connection?.state === 'reconnect') {
    throw new AuthFailed(connection.reason ?? 'The credentials were refused.', 'Connect the account again.');
  }
  const stored = await connections.credentials();
  const parsed = connector.credentials.safeParse(connection?.auth === 'oauth' ? withApp(stored, settings) : stored);
  if (!connection || !parsed.success) {
    throw new UsageError(`${tenant.name} is not connected.`, 'Connect the account, then scan again.');
  }
  return { credentials: parsed.data, since: connection.changedAt };
}
