import { InvalidInput, NotFound } from '../../kit/errors.ts';
import type { Actor } from '../../model/audit.ts';
import { type Declaration, keyDeclared } from '../../model/declaration.ts';
import { LONGEST_FACT } from '../../model/declared-feature.ts';
import { FACTS, type FactName } from '../../model/facts.ts';
import { factValueSchema } from '../../model/facts-schema.ts';
import type { Tenant } from '../../model/inventory.ts';
import { actorOf } from '../actor.ts';
import { type FeatureDeps, inFull } from '../features/routes.ts';
import { FeatureInFull } from '../features/schema.ts';
import { type Route, route } from '../route.ts';
import { Declare, FactPath } from './schema.ts';

export interface DeclarationDeps extends FeatureDeps {
  /** Keeps it and judges again what it is about, without a call to the CRM. */
  declare(tenant: Tenant, said: Omit<Declaration, 'at'>): Promise<void>;
}

const about = { path: '/tenants/{id}/features/{key}/facts/{fact}', access: 'declare', tag: 'Questions' } as const;

/** An answer is judged at once: what comes back is the feature with its new verdict. */
export function declarationRoutes(deps: DeclarationDeps): Route[] {
  async function said(
    tenant: Tenant,
    key: string,
    fact: FactName,
    by: Actor,
    more: { value?: unknown; reason?: string },
  ) {
    if (!(await deps.of(tenant).features.get(key))) {
      throw new NotFound('feature');
    }
    await deps.declare(tenant, { key: keyDeclared(key, fact), fact, by, ...more });
  }

  return [
    route(
      {
        ...about,
        method: 'put',
        summary: 'Declare a fact; answers with the new verdict',
        description:
          'A declaration answers what is open. Beside another value that was observed it stands as a conflict, and the tier stays open if it depends on which is true.',
        params: FactPath,
        body: Declare,
        answer: FeatureInFull,
      },
      async ({ tenant, params: { key, fact }, body: { value, reason }, principal, language }) => {
        const checked = valueOf(fact as FactName, value);
        await said(tenant, key, fact as FactName, actorOf(principal), {
          value: checked,
          ...(reason !== undefined && { reason }),
        });
        return inFull(deps.of(tenant), key, deps.words(language));
      },
    ),
    route(
      { ...about, method: 'delete', summary: 'Take a declaration back', params: FactPath, answer: FeatureInFull },
      async ({ tenant, params: { key, fact }, principal, language }) => {
        await said(tenant, key, fact as FactName, actorOf(principal), {});
        return inFull(deps.of(tenant), key, deps.words(language));
      },
    ),
  ];
}

function valueOf(fact: FactName, value: unknown): unknown {
  const parsed = factValueSchema(fact).safeParse(value);
  if (parsed.success && JSON.stringify(parsed.data).length <= LONGEST_FACT) {
    return parsed.data;
  }
  const { type, values } = FACTS[fact] as { type: string; values?: readonly string[] | null };
  const allowed =
    type === 'boolean' ? 'true or false' : (values?.join(', ') ?? `text of at most ${LONGEST_FACT} characters`);
  throw new InvalidInput([{ at: 'body.value', fault: `${type === 'list' ? 'a list of' : 'one of'}: ${allowed}` }]);
}
