import type { JsonObject } from '#src/model/json.ts';
import { downstream } from '#src/normalise/graph.ts';
import { isObject, objectsAt, textAt, valueAt } from '#src/normalise/values.ts';

/** One action of a flow with where it stands and what runs after it. */
export interface Step {
  id: string;
  at: string;
  type: string;
  actionTypeId?: string;
  fields: JsonObject;
  raw: JsonObject;
  next: string[];
}

const READ = new WeakMap<JsonObject, Step[]>();

/** Detection, references and texts all go through the steps of one flow, one after the other: they are read once. */
export function stepsOf(flow: JsonObject): readonly Step[] {
  let steps = READ.get(flow);
  if (!steps) {
    steps = readSteps(flow);
    READ.set(flow, steps);
  }
  return steps;
}

function readSteps(flow: JsonObject): Step[] {
  return objectsAt(flow, 'actions').map((raw, index) => {
    const actionTypeId = textAt(raw, 'actionTypeId');
    const fields = valueAt(raw, 'fields');
    return {
      id: textAt(raw, 'actionId') ?? `#${index}`,
      at: `actions[${index}]`,
      type: textAt(raw, 'type') ?? 'UNKNOWN',
      ...(actionTypeId !== undefined && { actionTypeId }),
      fields: isObject(fields) ? fields : {},
      raw,
      next: nextOf(raw),
    };
  });
}

/** Branches of all kinds name their successors in `connection` objects, at most two levels deep. */
function nextOf(raw: JsonObject): string[] {
  const branches = ['listBranches', 'staticBranches', 'testBranches'].flatMap((list) => objectsAt(raw, list));
  const connections = [raw['connection'], raw['defaultBranch'], ...branches.map((branch) => branch['connection'])];
  return connections.flatMap((connection) => textAt(connection, 'nextActionId') ?? []);
}

/** Ids of all steps that can run, from the start; a flow that does not say where it starts is taken to run all. */
export function reachable(flow: JsonObject, steps: readonly Step[]): Set<string> {
  const start = textAt(flow, 'startActionId');
  return start === undefined ? new Set(steps.map((step) => step.id)) : downstream(edgesOf(steps), [start]);
}

export function edgesOf(steps: readonly Step[]): Record<string, string[]> {
  return Object.fromEntries(steps.map((step) => [step.id, step.next]));
}
