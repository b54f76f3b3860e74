import type { Body } from '../../shared/body.ts';
import { pageOf } from '../api/paging.ts';
import { notFound } from '../api/refusal.ts';
import type { Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';

const SCOPES = ['mh-lead-scoring-view'];
const BASES = ['/marketing/lead-scoring/2026-09-beta/scores', '/marketing/lead-scoring/2027-03-beta/scores'];

export const leadScoreRoutes: Route[] = [
  {
    method: 'GET',
    paths: BASES,
    scopes: SCOPES,
    answer: (request) => ok(pageOf(request.portal.scores, request, { present: fragmentOf })),
  },
  {
    method: 'GET',
    paths: BASES.map((base) => `${base}/:scoreId`),
    scopes: SCOPES,
    answer(request) {
      const score = request.portal.scores.find(({ id }) => id === param(request, 'scoreId'));
      if (score === undefined) throw notFound();
      return ok(score);
    },
  },
];

/** The list names things differently from the detail. */
function fragmentOf({ id, name, scoreType, objectTypeId, updatedAt }: Body): Body {
  return { id, name, scoreType, scoredObjectTypeId: objectTypeId, lastConfigurationChangeTimestamp: updatedAt };
}
