import { flagIn } from '../api/query.ts';
import { notFound } from '../api/refusal.ts';
import type { Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';

const SCOPES = ['crm.schemas.custom.read', 'crm.objects.custom.read'];
const BASES = ['/crm-object-schemas/v3/schemas', '/crm-object-schemas/2026-09/schemas', '/crm/v3/schemas'];

/** An account below Enterprise has none and says so with an empty list, not with a refusal. */
export const schemaRoutes: Route[] = [
  {
    method: 'GET',
    paths: BASES,
    scopes: SCOPES,
    answer: ({ portal, query }) => ok({ results: flagIn(query, 'archived') ? [] : portal.schemas }),
  },
  {
    method: 'GET',
    paths: BASES.map((base) => `${base}/:objectType`),
    scopes: SCOPES,
    answer(request) {
      const type = request.portal.objectType(param(request, 'objectType'));
      const schema = request.portal.schemas.find(({ objectTypeId }) => objectTypeId === type?.id);
      if (schema === undefined) throw notFound();
      return ok(schema);
    },
  },
];
