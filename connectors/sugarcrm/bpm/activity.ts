import type { Json, JsonObject } from '#src/model/json.ts';
import { compact } from '#src/pull/compact.ts';
import { leaves } from '#src/pull/tree.ts';
import { isObject, textOf } from '../shapes.ts';
import { decodeEntities, embeddedJson } from '../text/embedded-json.ts';
import { mergeTokens } from '../text/merge-tokens.ts';
import { asList, fieldsIn, identifier, valueText } from './criteria.ts';
import { readRequest } from './request.ts';

/** Steps that Sugar itself has; any other comes from a package. */
const OWN = new Set([
  'NONE',
  'ASSIGN_USER',
  'ASSIGN_TEAM',
  'CHANGE_FIELD',
  'ADD_RELATED_RECORD',
  'BUSINESS_RULE',
  'DOCUMENT_MERGE',
]);
const WEBHOOK = 'CUSTOM_WEBHOOK';

/** What a step does. `def_act_fields` means another thing for each kind of step (BEHAVIOR.md, process-definitions). */
export function readActivity(activity: Record<string, unknown>, processModule: string): JsonObject {
  const script = textOf(activity['act_script_type']) ?? 'NONE';
  const fields = activity['def_act_fields'] ?? activity['act_fields'];
  const module = identifier(activity['def_act_field_module']) ?? processModule;
  const sets = script === 'CHANGE_FIELD' || script === 'ADD_RELATED_RECORD' ? settingsIn(fields) : [];
  return compact({
    type: 'activity',
    taskType: identifier(activity['act_task_type']),
    scriptType: script === 'NONE' ? undefined : identifier(script),
    module: script === 'NONE' ? undefined : module || undefined,
    sets: asList(sets.map((set) => setOf(set, module))),
    assign: assignmentOf(activity, script),
    ruleId: script === 'BUSINESS_RULE' ? identifier(fields) : undefined,
    request: OWN.has(script) ? undefined : readRequest(fields),
    reads: asList(readsOf(activity, sets, module).map((read) => ({ ...read }))),
    unknownScript: OWN.has(script) || script === WEBHOOK ? undefined : true,
  });
}

function settingsIn(fields: unknown): Record<string, unknown>[] {
  const json = embeddedJson(fields);
  const list = Array.isArray(json) ? json : isObject(json) ? Object.values(json) : [];
  return list.filter((item) => isObject(item) && textOf(item['field']) !== undefined).slice(0, 200) as Record<
    string,
    unknown
  >[];
}

function setOf(set: Record<string, unknown>, module: string): JsonObject {
  return compact({
    module: module || undefined,
    field: identifier(set['field']),
    value: valueText(embeddedJson(set['value']) ?? set['value']),
    valueType: identifier(set['type']),
  });
}

function assignmentOf(activity: Record<string, unknown>, script: string): JsonObject | undefined {
  const toUser = textOf(activity['def_act_assign_user']) ? true : undefined;
  const toTeam = textOf(activity['def_act_assign_team']) ? true : undefined;
  if (script === 'ASSIGN_USER') {
    return { method: 'user', toUser: true };
  }
  if (script === 'ASSIGN_TEAM') {
    return { method: 'round-robin', toTeam: true };
  }
  const isForm = activity['act_task_type'] === 'USERTASK';
  const method = isForm ? identifier(activity['def_act_assignment_method']) : undefined;
  return method === undefined && !(isForm && (toUser ?? toTeam)) ? undefined : compact({ method, toUser, toTeam });
}

/** Fields that stand in merge tokens and expressions of any of its settings. */
function readsOf(activity: Record<string, unknown>, sets: readonly Record<string, unknown>[], module: string) {
  const texts = [...leaves(activity as Json)].map(([, text]) => decodeEntities(text));
  const reads = [...texts.flatMap(mergeTokens), ...sets.flatMap(({ value }) => fieldsIn(value, module))];
  return [...new Map(reads.map((read) => [`${read.module}/${read.field}`, read])).values()].slice(0, 200);
}
