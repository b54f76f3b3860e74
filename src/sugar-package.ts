import type { z } from 'zod';
import type { Config } from './config.ts';
import { farewell } from './exports/sugarcrm/summary.ts';
import type { Words } from './exports/words.ts';
import { inTime } from './in-time.ts';
import { tellPackage } from './jobs/tell-package.ts';
import type { AppError } from './kit/errors.ts';
import type { Tenant } from './model/inventory.ts';
import type { Language } from './model/message.ts';
import type { PushedSummary } from './model/pushed-summary.ts';
import type { Connector } from './pull/connector.ts';
import type { Store } from './store/store.ts';

interface Needs {
  store: Store;
  words(language: Language): Words;
  now(): Date;
}

type Write = (summary: PushedSummary) => Promise<{ held: boolean }>;

/** What the package in a SugarCRM is told, and when: the one thing that we write into a CRM. */
export function sugarPackage({ store, words, now }: Needs) {
  const tell = (tenant: Tenant, { PUBLIC_URL }: Config, write: Write): Promise<AppError | undefined> =>
    tellPackage(store.of(tenant), {
      write,
      words,
      now,
      ...(PUBLIC_URL !== undefined && { dashboard: dashboardOf(PUBLIC_URL, tenant) }),
    });

  return {
    /** In the session of the scan. It fails no scan: what went wrong is kept, and tried again by itself. */
    async afterScan<Client, Credentials extends z.ZodType>(
      { push }: Connector<Client, Credentials>,
      client: Client,
      tenant: Tenant,
      settings: Config,
    ): Promise<void> {
      if (push) {
        await tell(tenant, settings, (summary) => inTime(() => push(client, summary))).catch(() => undefined);
      }
    },

    of<Client, Credentials extends z.ZodType>(
      { push }: Connector<Client, Credentials>,
      settings: Config,
      reach: <T>(tenant: Tenant, act: (client: Client) => Promise<T>) => Promise<T>,
    ) {
      const write = (tenant: Tenant, summary: PushedSummary) =>
        reach(tenant, (client) => push?.(client, summary) ?? Promise.resolve({ held: true }));
      return {
        /** Returns why it could not be told. */
        push: (tenant: Tenant) => tell(tenant, settings, (summary) => write(tenant, summary)),

        /** Takes back what it was told, before the account is erased here. Throws what the vendor answers. */
        async takeBack(tenant: Tenant): Promise<void> {
          const told = await store.of(tenant).pushes.read();
          if (told && told.state !== 'removed') {
            await write(tenant, farewell(now().toISOString()));
          }
        },
      };
    },
  };
}

function dashboardOf(publicUrl: string, { id }: Tenant): string {
  return new URL(`/tenants/${encodeURIComponent(id)}`, publicUrl).href;
}
