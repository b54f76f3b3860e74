import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';
import { batchAnswer, batchError, inputsOf } from '../api/batch.ts';
import { pageOf } from '../api/paging.ts';
import { listIn } from '../api/query.ts';
import { missingScopes, notFound } from '../api/refusal.ts';
import type { ApiRequest, Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';
import type { Portal } from '../portal/portal.ts';
import { Withheld } from '../portal/portal.ts';

const SCOPES = ['automation'];
const BASES = ['/automation/v4/flows', '/automation/2026-09-beta/flows'];
const under = (path: string) => BASES.map((base) => base + path);

export const flowRoutes: Route[] = [
  {
    method: 'GET',
    paths: BASES,
    scopes: SCOPES,
    answer: (request) => ok(pageOf(request.portal.flows.listings, request)),
  },
  { method: 'POST', paths: under('/batch/read'), scopes: SCOPES, answer: readBatch },
  { method: 'GET', paths: under('/email-campaigns'), scopes: SCOPES, answer: listEmailCampaigns },
  {
    method: 'GET',
    paths: under('/:flowId'),
    scopes: SCOPES,
    answer: (request) => ok(flowIn(request.portal, param(request, 'flowId'))),
  },
  {
    method: 'GET',
    paths: ['/automation/2026-09-beta/flows/:flowId/revisions/:revisionId'],
    scopes: SCOPES,
    answer: readRevision,
  },
];

function flowIn(portal: Portal, id: string): Body {
  const flow = portal.flows.read(id);
  if (flow === undefined) throw notFound();
  if (flow instanceof Withheld) throw missingScopes(flow.scopes);
  return flow;
}

/** One that is missing or withheld does not spoil the batch: it is named in `errors` and the status is 207. */
function readBatch({ portal, body }: ApiRequest) {
  const results: Body[] = [];
  const errors: Body[] = [];
  for (const input of inputsOf(body)) {
    const id = isBody(input) ? String(input.flowId) : '';
    const flow = portal.flows.read(id);
    if (flow === undefined) {
      errors.push(batchError('OBJECT_NOT_FOUND', `Flow ${id} does not exist`, { flowId: [id] }));
    } else if (flow instanceof Withheld) {
      const context = { flowId: [id], requiredGranularScopes: [...flow.scopes] };
      errors.push(batchError('MISSING_SCOPES', `Flow ${id} needs further scopes`, context));
    } else {
      results.push(flow);
    }
  }
  return batchAnswer(results, errors);
}

function readRevision(request: ApiRequest) {
  const flow = flowIn(request.portal, param(request, 'flowId'));
  const revisionId = param(request, 'revisionId');
  const latest = Number(flow.revisionId);
  const wanted = Number(revisionId);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > latest) throw notFound();
  const revisionCreatedAt = new Date(Date.parse(String(flow.updatedAt)) - (latest - wanted) * 86_400_000).toISOString();
  return ok({
    id: flow.id,
    revisionId,
    revisionCreatedAt,
    flow: { ...flow, revisionId, updatedAt: revisionCreatedAt },
  });
}

/** Which marketing emails a flow sends. */
function listEmailCampaigns({ portal, query }: ApiRequest) {
  const results: Body[] = [];
  for (const flowId of listIn(query, 'flowId')) {
    const { actions } = flowIn(portal, flowId);
    for (const action of Array.isArray(actions) ? actions : []) {
      if (!isBody(action) || action.actionTypeId !== '0-4' || !isBody(action.fields)) continue;
      const emailContentId = String(action.fields.content_id);
      results.push({ flowId, emailCampaignId: `9${emailContentId}`, emailContentId });
    }
  }
  return ok({ results });
}
