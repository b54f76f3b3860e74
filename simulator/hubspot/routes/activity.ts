import type { Body } from '../../shared/body.ts';
import { pageOf } from '../api/paging.ts';
import { timeIn } from '../api/query.ts';
import { Refusal } from '../api/refusal.ts';
import type { Route } from '../api/route.ts';
import { ok } from '../api/route.ts';

const SCOPES = ['account-info.security.read'];

export const activityRoutes: Route[] = [
  {
    method: 'GET',
    paths: ['/account-info/v3/activity/audit-logs', '/account-info/2026-09/activity/audit-logs'],
    scopes: SCOPES,
    answer(request) {
      const { portal, query } = request;
      if (portal.edition !== 'enterprise') throw notInThisEdition();
      const entries = between(
        portal.auditLog,
        'occurredAt',
        timeIn(query, 'occurredAfter'),
        timeIn(query, 'occurredBefore'),
      );
      return ok(pageOf(entries, request));
    },
  },
  {
    method: 'GET',
    paths: ['/account-info/v3/activity/security', '/account-info/2026-09/activity/security'],
    scopes: SCOPES,
    answer(request) {
      const { portal, query } = request;
      const entries = between(
        portal.securityLog,
        'createdAt',
        timeIn(query, 'fromTimestamp'),
        timeIn(query, 'toTimestamp'),
      );
      return ok(pageOf(entries, request));
    },
  },
];

function between(entries: readonly Body[], key: string, from = 0, to = Number.POSITIVE_INFINITY): Body[] {
  return entries.filter((entry) => {
    const at = Date.parse(String(entry[key]));
    return at >= from && at <= to;
  });
}

/** The scope is granted, the account has no such log: the words are ours, HubSpot's are not published. */
function notInThisEdition(): Refusal {
  return new Refusal(403, { message: 'This account does not have access to this feature.', category: 'FORBIDDEN' });
}
