import type { Route } from '../api/route.ts';
import { ok } from '../api/route.ts';

const VERSIONS = ['2026-09-beta', '2027-03-beta'];

export const actionTypeRoutes: Route[] = [
  {
    method: 'GET',
    paths: VERSIONS.map((version) => `/automation/${version}/action-types`),
    scopes: ['automation'],
    answer({ portal, query }) {
      const wanted = query.get('objectTypeId');
      const results = portal.actionTypes.filter(({ objectTypeIds }) => {
        return wanted === null || (Array.isArray(objectTypeIds) && objectTypeIds.includes(wanted));
      });
      return ok({ results });
    },
  },
];
