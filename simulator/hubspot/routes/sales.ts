import { totalledPageOf, pageOf } from '../api/paging.ts';
import { invalid, notFound } from '../api/refusal.ts';
import type { ApiRequest, Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';
import { mayReadSchema, objectTypeIn } from './object-type.ts';

const SEQUENCE_SCOPES = ['automation.sequences.read'];

export const salesRoutes: Route[] = [
  {
    method: 'GET',
    paths: ['/forecast-settings/2026-09/forecast-types'],
    answer: ({ portal }) => ok({ results: portal.forecasts }),
  },
  {
    method: 'GET',
    paths: ['/automation/sequences/2026-09-beta/serviceaccounts/sequences'],
    scopes: SEQUENCE_SCOPES,
    answer: (request) => ok(sequencesOf(request, null)),
  },
  {
    method: 'GET',
    paths: ['/automation/v4/sequences', '/automation/sequences/2026-09-beta'],
    scopes: SEQUENCE_SCOPES,
    answer(request) {
      const userId = request.query.get('userId');
      if (userId === null) throw invalid('query parameter userId is required', 'userId', 'REQUIRED_FIELD');
      return ok(sequencesOf(request, userId));
    },
  },
  {
    method: 'GET',
    paths: [
      '/automation/v4/sequences/:sequenceId',
      '/automation/sequences/2026-09-beta/serviceaccounts/sequences/:sequenceId',
    ],
    scopes: SEQUENCE_SCOPES,
    answer(request) {
      const sequence = request.portal.sequences.find(({ id }) => id === param(request, 'sequenceId'));
      if (sequence === undefined) throw notFound();
      return ok(sequence);
    },
  },
  {
    method: 'GET',
    paths: ['/crm/v3/pipelines/:objectType', '/crm/pipelines/2026-09/:objectType'],
    scopes: mayReadSchema,
    answer: (request) => ok({ results: request.portal.pipelines(objectTypeIn(request)) }),
  },
  {
    method: 'GET',
    paths: ['/marketing/aeo/2026-09-beta/prompts'],
    scopes: ['marketing.aeo.read'],
    answer: (request) => ok(pageOf(request.portal.prompts, request)),
  },
];

function sequencesOf(request: ApiRequest, userId: string | null) {
  const sequences = request.portal.sequences.filter((sequence) => userId === null || sequence.userId === userId);
  const present = ({ id, name, createdAt, updatedAt, userId: owner, folderId }: (typeof sequences)[number]) => {
    return { id, name, createdAt, updatedAt, userId: owner, folderId };
  };
  return totalledPageOf(sequences, request, { present });
}
