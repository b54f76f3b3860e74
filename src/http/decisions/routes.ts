import { NotFound } from '../../kit/errors.ts';
import type { Actor } from '../../model/audit.ts';
import type { Decision, DecisionKind } from '../../model/declaration.ts';
import type { InventoryEntry, Tenant } from '../../model/inventory.ts';
import { actorOf } from '../actor.ts';
import { type Route, route } from '../route.ts';
import { FeaturePath } from '../schemas.ts';
import { Decide, Decided, Decision as DecisionSchema } from './schema.ts';

export interface DecisionDeps {
  of(tenant: Tenant): {
    features: { get(key: string): Promise<InventoryEntry | undefined> };
    decisions: {
      of(key: string): Promise<Decision[]>;
      add(made: { kind: DecisionKind; reason: string; by: Actor }, entry: InventoryEntry): Promise<Decision>;
    };
  };
}

const about = {
  path: '/tenants/{id}/features/{key}/decisions',
  tag: 'Decisions',
  params: FeaturePath,
} as const;

/** A decision never changes a verdict: it stands beside it until what it rested on is another. */
export function decisionRoutes({ of }: DecisionDeps): Route[] {
  async function entryOf(tenant: Tenant, key: string): Promise<InventoryEntry> {
    const entry = await of(tenant).features.get(key);
    if (!entry) {
      throw new NotFound('feature');
    }
    return entry;
  }

  return [
    route(
      { ...about, method: 'get', access: 'read', summary: 'What was decided, newest first', answer: Decided },
      async ({ tenant, params: { key } }) => {
        await entryOf(tenant, key);
        return { data: await of(tenant).decisions.of(key) };
      },
    ),
    route(
      {
        ...about,
        method: 'post',
        access: 'decide',
        summary: 'Decide, with a reason; kept for good',
        body: Decide,
        answer: DecisionSchema,
        status: 201,
      },
      async ({ tenant, params: { key }, body, principal }) =>
        of(tenant).decisions.add({ ...body, by: actorOf(principal) }, await entryOf(tenant, key)),
    ),
  ];
}
