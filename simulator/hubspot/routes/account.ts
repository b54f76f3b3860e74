import { ok } from '../api/route.ts';
import type { Route } from '../api/route.ts';

export const accountRoutes: Route[] = [
  {
    method: 'GET',
    paths: ['/account-info/v3/details', '/account-info/2026-09/details'],
    answer: ({ portal }) => ok(portal.account),
  },
];
