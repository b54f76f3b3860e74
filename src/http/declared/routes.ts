import { z } from 'zod';
import { InvalidInput, NotFound } from '../../kit/errors.ts';
import type { Actor } from '../../model/audit.ts';
import { DECLARED, type DeclaredFeature, type DeclaredVersion } from '../../model/declared-feature.ts';
import { featureKey } from '../../model/feature.ts';
import type { Tenant } from '../../model/inventory.ts';
import { actorOf } from '../actor.ts';
import { type FeatureDeps, inFull } from '../features/routes.ts';
import { FeatureInFull } from '../features/schema.ts';
import { type Route, route } from '../route.ts';
import { TenantPath } from '../schemas.ts';
import { AllDeclared, type Declared, DeclaredInFull, DeclaredPath, Enter } from './schema.ts';

type Said = { by: Actor; reason?: string };

/** Each is kept, judged and noted at once, without a call to the CRM. */
export interface DeclaredDesk {
  /** What is wrong with it beside its shape. */
  faultIn(tenant: Tenant, feature: DeclaredFeature): { at: string; fault: string } | undefined;
  list(tenant: Tenant): Promise<DeclaredVersion[]>;
  history(tenant: Tenant, id: string): Promise<DeclaredVersion[]>;
  add(tenant: Tenant, feature: DeclaredFeature, said: Said): Promise<string>;
  /** False when there is none of this id, or no longer. */
  change(tenant: Tenant, id: string, feature: DeclaredFeature, said: Said): Promise<boolean>;
  withdraw(tenant: Tenant, id: string, said: Said): Promise<boolean>;
}

interface Deps extends FeatureDeps {
  declared: DeclaredDesk;
}

const tag = 'Declared features';
const all = { path: '/tenants/{id}/declared', tag, params: TenantPath } as const;
const one = { path: '/tenants/{id}/declared/{declaredId}', tag, params: DeclaredPath } as const;

/** Features that people enter because no API shows them, or because they are only planned. */
export function declaredRoutes({ declared, of, words }: Deps): Route[] {
  const keyOf = (tenant: Tenant, id: string) => featureKey(tenant.crm, DECLARED, id);
  function check(tenant: Tenant, feature: DeclaredFeature): void {
    const wrong = declared.faultIn(tenant, feature);
    if (wrong) {
      throw new InvalidInput([{ at: `body.${wrong.at}`, fault: wrong.fault }]);
    }
  }
  const shown = (tenant: Tenant, version: DeclaredVersion): z.input<typeof Declared> => ({
    key: keyOf(tenant, version.id),
    ...version,
  });

  return [
    route(
      { ...all, method: 'get', access: 'read', summary: 'Features that people entered', answer: AllDeclared },
      async ({ tenant }) => ({
        data: (await declared.list(tenant)).map((version) => shown(tenant, version)),
      }),
    ),
    route(
      {
        ...all,
        method: 'post',
        access: 'declare',
        summary: 'Enter a feature, existing or planned; answers with its verdict',
        description:
          'One of the vendor’s features that no API shows is named by the `catalogueId` that …/coverage gives it; then its system and kind, and the facts that are the same everywhere, need not be said. It is judged by the same rules as what was found, and stands in the inventory under the asset kind `declared`. Facts that are left out are asked. With `"planned": true` it is judged as if it were on.',
        body: Enter,
        answer: FeatureInFull,
        status: 201,
      },
      async ({ tenant, body: { reason, ...feature }, principal, language }) => {
        check(tenant, feature);
        const id = await declared.add(tenant, feature, saidBy(actorOf(principal), reason));
        return inFull(of(tenant), keyOf(tenant, id), words(language));
      },
    ),
    route(
      { ...one, method: 'get', access: 'read', summary: 'One of them, in all its versions', answer: DeclaredInFull },
      async ({ tenant, params: { declaredId } }) => {
        const versions = await declared.history(tenant, declaredId);
        const [last] = versions;
        if (!last) {
          throw new NotFound('feature');
        }
        return { ...shown(tenant, last), history: versions.map(({ id: _same, ...version }) => version) };
      },
    ),
    route(
      {
        ...one,
        method: 'put',
        access: 'declare',
        summary: 'Describe it anew; answers with its verdict',
        body: Enter,
        answer: FeatureInFull,
      },
      async ({ tenant, params: { declaredId }, body: { reason, ...feature }, principal, language }) => {
        check(tenant, feature);
        const said = saidBy(actorOf(principal), reason);
        if (!(await declared.change(tenant, declaredId, feature, said))) {
          throw new NotFound('feature');
        }
        return inFull(of(tenant), keyOf(tenant, declaredId), words(language));
      },
    ),
    route(
      {
        ...one,
        method: 'delete',
        access: 'declare',
        summary: 'Withdraw it; its versions stay',
        answer: z.undefined(),
        status: 204,
      },
      async ({ tenant, params: { declaredId }, principal }) => {
        if (!(await declared.withdraw(tenant, declaredId, saidBy(actorOf(principal), undefined)))) {
          throw new NotFound('feature');
        }
        return undefined;
      },
    ),
  ];
}

function saidBy(by: Actor, reason: string | undefined): Said {
  return { by, ...(reason !== undefined && { reason }) };
}
