import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { AppError, Conflict, InvalidInput } from '../kit/errors.ts';
import type { TenantDesk } from '../http/tenants/routes.ts';
import type { Connect, Update } from '../http/tenants/schema.ts';
import type { Actor } from '../model/audit.ts';
import type { Auth } from '../model/connection.ts';
import type { Tenant } from '../model/inventory.ts';
import type { Json } from '../model/json.ts';
import type { Account } from '../pull/connector.ts';

interface Credentials {
  auth: Auth;
  credentials: { [name: string]: Json };
}

/** What is undone at the vendor's before an account is erased here. */
export interface Farewells {
  /** Gives a consent back, where there is one. */
  revoke?(tenant: Tenant): Promise<void>;
  /** Takes back what the package in a SugarCRM shows. */
  takeBack?(tenant: Tenant): Promise<void>;
}

/** Connects, changes and erases accounts. Credentials are tried before anything is kept. */
export function makeTenantDesk(
  { store, identify }: Pick<App, 'store' | 'identify'>,
  config: Pick<Config, 'HUBSPOT_API_URL' | 'SUGARCRM_PLATFORM'>,
  { revoke, takeBack }: Farewells = {},
): TenantDesk {
  const tenantOf = async (crm: Tenant['crm'], account: Account) =>
    (await store.tenants()).find((one) => one.crm === crm && one.account === account.id);

  /** What the vendor no longer knows, or does not answer to, keeps nothing here from being erased. */
  const tried = async (act: Farewells[keyof Farewells], tenant: Tenant, by: Actor, action: string) =>
    act?.(tenant).catch(async (error: unknown) => {
      if (!(error instanceof AppError)) {
        throw error;
      }
      await store.audit.append({ actor: by, action, target: tenant.id, details: { code: error.code } });
    });

  return {
    list: () => store.tenants(),
    connectionOf: (tenant) => store.of(tenant).connections.read(),
    pushOf: (tenant) => store.of(tenant).pushes.read(),

    async connect(wanted, by) {
      const opened = credentialsOf(wanted, config);
      const account = await identify(wanted.crm, opened.credentials);
      const known = await tenantOf(wanted.crm, account);
      if (known && (await store.of(known).connections.read())) {
        throw new Conflict(
          `This account is connected already, as ${known.id}.`,
          `To change it, send PATCH /api/v1/tenants/${known.id}.`,
        );
      }
      const { schedule, timeZone } = wanted;
      const tenant = await store.upsertTenant(wanted.crm, account.id, wanted.name ?? known?.name ?? account.name, by);
      const plan = { ...(schedule !== undefined && { schedule }), ...(timeZone !== undefined && { timeZone }) };
      await store.of(tenant).connections.save({ ...opened, ...plan }, by);
      return tenant;
    },

    async update(tenant, changes, by) {
      const { connections } = store.of(tenant);
      const opened = reconnecting(tenant, changes, config);
      if (opened && (await identify(tenant.crm, opened.credentials)).id !== tenant.account) {
        throw new Conflict('These credentials open another account.', 'Connect that one as a tenant of its own.');
      }
      const before = await connections.read();
      const plan = {
        schedule: changes.schedule === undefined ? (before?.schedule ?? null) : changes.schedule,
        timeZone: changes.timeZone ?? before?.timeZone ?? 'UTC',
      };
      if (opened) {
        const { schedule, timeZone } = plan;
        await connections.save({ ...opened, ...(schedule !== null && { schedule }), timeZone }, by);
      } else if (changes.schedule !== undefined || changes.timeZone !== undefined) {
        if (!(await connections.reschedule(plan, by))) {
          throw new Conflict('This account is not connected.', 'Send its credentials with the schedule.');
        }
      }
      if (changes.name !== undefined) {
        await store.renameTenant(tenant.id, changes.name, by);
      }
      return (await store.tenant(tenant.id)) ?? tenant;
    },

    async remove(tenant, by) {
      const connection = await store.of(tenant).connections.read();
      if (connection?.auth === 'oauth') {
        await tried(revoke, tenant, by, 'consent.not-revoked');
      }
      if (tenant.crm === 'sugarcrm') {
        await tried(takeBack, tenant, by, 'summary.not-removed');
      }
      return store.eraseTenant(tenant.id, by);
    },
  };
}

function credentialsOf(wanted: Connect, config: Pick<Config, 'HUBSPOT_API_URL' | 'SUGARCRM_PLATFORM'>): Credentials {
  if (wanted.crm === 'hubspot') {
    return { auth: 'token', credentials: { accessToken: wanted.auth.accessToken, apiUrl: config.HUBSPOT_API_URL } };
  }
  const { type, ...given } = wanted.auth;
  const filled = type === 'password' ? { platform: config.SUGARCRM_PLATFORM, ...defined(given) } : defined(given);
  return { auth: type === 'password' ? 'password' : 'service-account', credentials: { url: wanted.url, ...filled } };
}

/** The new credentials of an account that is kept; of SugarCRM its address is known, unless another is given. */
function reconnecting(tenant: Tenant, { auth, url }: Update, config: Parameters<typeof credentialsOf>[1]) {
  if (!auth) {
    return undefined;
  }
  if ((tenant.crm === 'hubspot') !== (auth.type === 'token')) {
    throw new InvalidInput([{ at: 'body.auth.type', fault: `is not for ${tenant.crm}` }]);
  }
  return auth.type === 'token'
    ? credentialsOf({ crm: 'hubspot', auth }, config)
    : credentialsOf({ crm: 'sugarcrm', url: url ?? `https://${tenant.account}`, auth }, config);
}

function defined(given: object): { [name: string]: Json } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [name: string]: Json;
  };
}
