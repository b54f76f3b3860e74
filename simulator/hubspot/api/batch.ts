import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';
import { invalid } from './refusal.ts';
import type { Answer } from './route.ts';

/** Not in the specification; other batch endpoints of HubSpot stop there. */
const BATCH_MAX = 100;

/** The `inputs` of a batch read; throws a `Refusal` when there are none or too many. */
export function inputsOf(body: unknown): unknown[] {
  const inputs = isBody(body) ? body.inputs : undefined;
  if (!Array.isArray(inputs))
    throw invalid('Invalid input JSON: missing required field inputs', 'inputs', 'REQUIRED_FIELD');
  if (inputs.length > BATCH_MAX) throw invalid(`Batch size must not exceed ${BATCH_MAX}`, 'inputs', 'TOO_MANY_INPUTS');
  return inputs;
}

export function batchError(category: string, message: string, context: Record<string, string[]>): Body {
  return { status: 'error', category, message, context, errors: [], links: {} };
}

/** 200 when all were read, 207 when some were not. */
export function batchAnswer(results: Body[], errors: Body[]): Answer {
  const times = { startedAt: '2026-11-01T09:00:00.000Z', completedAt: '2026-11-01T09:00:00.120Z' };
  const body = { status: 'COMPLETE', results, ...times };
  if (errors.length === 0) return { status: 200, body };
  return { status: 207, body: { ...body, numErrors: errors.length, errors } };
}
