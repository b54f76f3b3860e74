import { pageOf } from '../api/paging.ts';
import { flagIn } from '../api/query.ts';
import { notFound } from '../api/refusal.ts';
import type { Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';

const USER_SCOPES = ['settings.users.read', 'crm.objects.users.read'];
const TEAM_SCOPES = ['settings.users.teams.read'];
const USERS = ['/settings/v3/users', '/settings/users/v3', '/settings/users/2026-09-beta'];

export const peopleRoutes: Route[] = [
  { method: 'GET', paths: USERS, scopes: USER_SCOPES, answer: (request) => ok(pageOf(request.portal.users, request)) },
  {
    method: 'GET',
    paths: USERS.map((base) => `${base}/roles`),
    scopes: USER_SCOPES,
    answer: () => ok({ results: [] }),
  },
  {
    method: 'GET',
    paths: USERS.map((base) => `${base}/teams`),
    scopes: TEAM_SCOPES,
    answer: ({ portal }) => ok({ results: portal.teams }),
  },
  {
    method: 'GET',
    paths: USERS.map((base) => `${base}/:userId`),
    scopes: USER_SCOPES,
    answer(request) {
      const key = request.query.get('idProperty') === 'EMAIL' ? 'email' : 'id';
      const user = request.portal.users.find((candidate) => candidate[key] === param(request, 'userId'));
      if (user === undefined) throw notFound();
      return ok(user);
    },
  },
  {
    method: 'GET',
    paths: ['/crm/v3/owners', '/crm/owners/2026-09'],
    scopes: ['crm.objects.owners.read'],
    answer(request) {
      const owners = request.portal.owners.filter(({ archived }) => archived === flagIn(request.query, 'archived'));
      return ok(pageOf(owners, request));
    },
  },
];
