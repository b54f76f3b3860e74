import { z } from 'zod';
import { NotFound } from '../../kit/errors.ts';
import type { Actor } from '../../model/audit.ts';
import type { Connection } from '../../model/connection.ts';
import type { Tenant as TenantModel } from '../../model/inventory.ts';
import type { Push } from '../../model/push.ts';
import { sees } from '../../model/principal.ts';
import { actorOf } from '../actor.ts';
import { type Route, route } from '../route.ts';
import { TenantPath } from '../schemas.ts';
import { Connect, Tenant, Tenants, Update } from './schema.ts';

export interface TenantDesk {
  list(): Promise<TenantModel[]>;
  connectionOf(tenant: TenantModel): Promise<Connection | undefined>;
  /** What the package in a SugarCRM was told. */
  pushOf(tenant: TenantModel): Promise<Push | undefined>;
  /**
   * Asks the CRM whose account it is before anything is kept. Throws `AuthFailed` when it refuses the credentials and
   * `Conflict` when the account is connected already.
   */
  connect(wanted: Connect, by: Actor): Promise<TenantModel>;
  /** The same for an account that is kept; throws `Conflict` when the credentials are another account's. */
  update(tenant: TenantModel, changes: Update, by: Actor): Promise<TenantModel>;
  /** Every row of it. */
  remove(tenant: TenantModel, by: Actor): Promise<boolean>;
}

const tag = 'Tenants';
const one = { path: '/tenants/{id}', tag, params: TenantPath } as const;

export function tenantRoutes(desk: TenantDesk): Route[] {
  const present = async (tenant: TenantModel) =>
    presentTenant(tenant, await desk.connectionOf(tenant), await desk.pushOf(tenant));

  return [
    route(
      {
        method: 'get',
        path: '/tenants',
        access: 'signed-in',
        tag,
        summary: 'The accounts that you may see',
        answer: Tenants,
      },
      async ({ principal }) => {
        const seen = (await desk.list()).filter(({ id }) => sees(principal, id));
        return { data: await Promise.all(seen.map(present)) };
      },
    ),
    route(
      {
        method: 'post',
        path: '/tenants',
        access: 'manage',
        tag,
        summary: 'Connect an account',
        description: 'The CRM is asked first: when it refuses the credentials nothing is kept.',
        body: Connect,
        answer: Tenant,
        status: 201,
      },
      async ({ body, principal }) => present(await desk.connect(body, actorOf(principal))),
    ),
    route({ ...one, method: 'get', access: 'read', summary: 'One account', answer: Tenant }, ({ tenant }) =>
      present(tenant),
    ),
    route(
      {
        ...one,
        method: 'patch',
        access: 'connect',
        summary: 'Rename, reschedule, connect again',
        body: Update,
        answer: Tenant,
      },
      async ({ tenant, body, principal }) => present(await desk.update(tenant, body, actorOf(principal))),
    ),
    route(
      {
        ...one,
        method: 'delete',
        access: 'manage',
        summary: 'Erase the account with everything that is kept of it; the audit log keeps the proof',
        answer: z.undefined(),
        status: 204,
      },
      async ({ tenant, principal }) => {
        if (!(await desk.remove(tenant, actorOf(principal)))) {
          throw new NotFound('tenant');
        }
        return undefined;
      },
    ),
  ];
}

function presentTenant(
  { id, crm, name, account }: TenantModel,
  connection: Connection | undefined,
  push: Push | undefined,
) {
  const shown = connection && { ...connection, schedule: connection.schedule ?? null };
  return { id, crm, name, account, connection: shown ?? null, package: push ? presentPush(push) : null };
}

function presentPush({ state, at, fault }: Push) {
  return { state, at, ...(fault && { reason: `${fault.message} ${fault.help}` }) };
}
