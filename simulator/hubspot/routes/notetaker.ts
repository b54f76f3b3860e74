import type { Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';
import { mayReadRecords } from './object-type.ts';

export const notetakerRoutes: Route[] = [
  {
    method: 'GET',
    paths: ['/notetaker/2026-09-beta/conversation/recap/:objectType/:objectId'],
    scopes: mayReadRecords,
    answer(request) {
      const type = request.portal.objectType(param(request, 'objectType'));
      const records = type && request.portal.records(type);
      const summary = records?.at(records.indexOf(param(request, 'objectId')))?.properties.hs_meeting_summary;
      const status = summary === undefined ? 'NOT_FOUND' : 'SUCCEEDED';
      return ok({ summary: { status, value: summary }, actionItems: { status, items: [] } });
    },
  },
];
