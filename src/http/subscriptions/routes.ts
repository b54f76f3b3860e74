import { z } from 'zod';
import { InvalidInput, NotFound, OutboundBlocked } from '../../kit/errors.ts';
import type { Tenant } from '../../model/inventory.ts';
import { createGuard } from '../../pull/transport/guard.ts';
import type { Deliveries as StoredDeliveries } from '../../store/deliveries.ts';
import type { Subscriptions } from '../../store/subscriptions.ts';
import { actorOf } from '../actor.ts';
import { type Route, route } from '../route.ts';
import { TenantPath } from '../schemas.ts';
import * as schema from './schema.ts';

export interface SubscriptionDeps {
  of(tenant: Tenant): {
    subscriptions: Pick<Subscriptions, 'addWebhook' | 'webhooks' | 'addDigest' | 'digests' | 'remove'>;
    deliveries: Pick<StoredDeliveries, 'list'>;
  };
  /** Hosts that may be called although private. */
  allow: readonly string[];
}

const tag = 'Subscriptions';
const webhooks = { path: '/tenants/{id}/webhooks', access: 'manage', tag, params: TenantPath } as const;
const digests = { path: '/tenants/{id}/digests', access: 'manage', tag, params: TenantPath } as const;
const gone = { method: 'delete', access: 'manage', tag, params: schema.SubscriptionPath, status: 204 } as const;

/** Who is told of changes: addresses of programs, and of people. */
export function subscriptionRoutes({ of, allow }: SubscriptionDeps): Route[] {
  const guard = createGuard(allow);
  return [
    route(
      { ...webhooks, method: 'get', summary: 'Webhooks that are told of changes', answer: schema.Webhooks },
      async ({ tenant }) => ({ data: await of(tenant).subscriptions.webhooks() }),
    ),
    route(
      {
        ...webhooks,
        method: 'post',
        summary: 'Tell an address of changes',
        body: schema.AddWebhook,
        answer: schema.NewWebhook,
        status: 201,
      },
      async ({ tenant, body: { url }, principal }) => {
        try {
          guard.check(new URL(url));
        } catch (error) {
          // Here it is somebody's input; at a delivery it is checked again, with what the name leads to then.
          throw error instanceof OutboundBlocked ? new InvalidInput([{ at: 'url', fault: error.message }]) : error;
        }
        return of(tenant).subscriptions.addWebhook(url, actorOf(principal));
      },
    ),
    route(
      { ...digests, method: 'get', summary: 'People who are told of changes by e-mail', answer: schema.Digests },
      async ({ tenant }) => ({ data: await of(tenant).subscriptions.digests() }),
    ),
    route(
      {
        ...digests,
        method: 'post',
        summary: 'Tell somebody of changes by e-mail',
        body: schema.AddDigest,
        answer: schema.Digest,
        status: 201,
      },
      ({ tenant, body, principal }) => of(tenant).subscriptions.addDigest(body, actorOf(principal)),
    ),
    ...[webhooks.path, digests.path].map((path) =>
      route(
        { ...gone, path: `${path}/{subscription}`, summary: 'End it', answer: z.undefined() },
        async ({ tenant, params: { subscription }, principal }) => {
          if (!(await of(tenant).subscriptions.remove(subscription, actorOf(principal)))) {
            throw new NotFound('subscription');
          }
          return undefined;
        },
      ),
    ),
    route(
      {
        method: 'get',
        path: '/tenants/{id}/deliveries',
        access: 'manage',
        tag,
        params: TenantPath,
        summary: 'What was told to whom, newest first, with what could not be delivered',
        answer: schema.Deliveries,
      },
      async ({ tenant }) => ({ data: await of(tenant).deliveries.list() }),
    ),
  ];
}
