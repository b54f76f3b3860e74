import { isBody } from '../../shared/body.ts';
import { labelOf } from '../api/label.ts';
import { type Answer, type Call, ok, type Route } from '../api/route.ts';
import { missingParameter } from '../api/refusal.ts';

export const bulkRoutes: Route[] = [{ method: 'POST', path: 'bulk', answer: bulk }];

/** One after the other; each keeps its own status, and a failure stops nothing. */
function bulk(call: Call): Answer {
  const { requests } = call.args;
  if (!Array.isArray(requests)) throw missingParameter('requests');
  return ok(requests.map((request: unknown) => one(call, request)));
}

function one(call: Call, request: unknown) {
  const { simulation } = call;
  const { url = '', method = 'GET', data } = isBody(request) ? request : {};
  simulation.subRequests++;
  const path = String(url).replace(/^(?:\/rest)?\/?/, '/rest/');
  simulation.meter.routed(`bulk ${String(method)} ${labelOf(path)}`);
  const {
    status,
    body,
    headers = {},
  } = simulation.faultPlan.failsInBulk()
    ? { status: 500, body: { error: 'fatal_error', error_message: 'Your request failed to complete.' } }
    : call.again(String(method), path, typeof data === 'string' ? parsed(data) : data);
  return { contents: body ?? null, headers, status, status_text: '' };
}

/** `data` is JSON in a string. */
function parsed(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
}
