import type { Body } from '../../shared/body.ts';
import { totalledPageOf } from '../api/paging.ts';
import { flagIn, listIn, timeIn } from '../api/query.ts';
import { notFound } from '../api/refusal.ts';
import type { ApiRequest, Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';

const SCOPES = ['marketing.email.read', 'content'];
const BASES = ['/marketing/v3/emails', '/marketing/emails/2026-09'];
const LIMIT = { default: 10, max: 100 };

export const emailRoutes: Route[] = [
  {
    method: 'GET',
    paths: BASES,
    scopes: SCOPES,
    answer(request) {
      const present = (email: Body) => presentEmail(email, request);
      return ok(totalledPageOf(askedEmails(request), request, { limit: LIMIT, present }));
    },
  },
  {
    method: 'GET',
    paths: BASES.map((base) => `${base}/:emailId`),
    scopes: SCOPES,
    answer(request) {
      const email = request.portal.emails.find(({ id }) => id === param(request, 'emailId'));
      if (email === undefined) throw notFound();
      return ok(presentEmail(email, request));
    },
  },
];

function askedEmails({ portal, query }: ApiRequest): Body[] {
  const type = query.get('type');
  const published = query.get('isPublished');
  const createdAfter = timeIn(query, 'createdAfter') ?? 0;
  const updatedAfter = timeIn(query, 'updatedAfter') ?? 0;
  const archived = flagIn(query, 'archived');
  return portal.emails.filter((email) => {
    if ((email.archived ?? false) !== archived) return false;
    if (type !== null && email.type !== type) return false;
    if (published !== null && String(email.isPublished) !== published) return false;
    return Date.parse(String(email.createdAt)) > createdAfter && Date.parse(String(email.updatedAt)) > updatedAfter;
  });
}

function presentEmail(email: Body, { query }: ApiRequest): Body {
  const { workflowNames, ...rest } = email;
  const whole: Body = flagIn(query, 'workflowNames') ? { ...rest, workflowNames } : rest;
  const wanted = listIn(query, 'includedProperties');
  if (wanted.length === 0) return whole;
  return Object.fromEntries(
    Object.entries(whole).filter(([key]) => key === 'id' || key === 'isAb' || wanted.includes(key)),
  );
}
