import type { Body } from '#simulator/shared/body.ts';
import { isBody } from '#simulator/shared/body.ts';

/** What the settings of an activity or event say; the diagram adds the rest. */
export interface Settings {
  kind: 'activity' | 'event';
  body: Body;
  /** Values that are stored as JSON in a string. */
  json: Body;
}

type Make = (value: unknown, module: string) => Settings;

const task = (act_script_type: string, body: Body = {}, json: Body = {}): Settings => {
  return { kind: 'activity', body: { act_task_type: 'SCRIPTTASK', act_script_type, ...body }, json };
};

/**
 * The verbs of a world's steps:
 * `{change: {status: Dead}}` · `{add: {module, fields}}` · `{assign: user}` · `{roundRobin: team}` · `{rule: id}` · `{merge: id}` ·
 * `{webhook: {method, url, headers, payload}}` · `{script: {type, fields}}` of an unknown package · `{form: {assign}}` ·
 * `{email: template}` · `{wait: minutes}`. `name` names the step; `branch` is for diagram.ts.
 */
const VERBS: Record<string, Make> = {
  change: (value, module) =>
    task('CHANGE_FIELD', { def_act_field_module: module }, { def_act_fields: settersOf(value) }),
  add: (value) => {
    const { module = 'Tasks', fields = {} } = isBody(value) ? value : {};
    return task('ADD_RELATED_RECORD', { def_act_field_module: module }, { def_act_fields: settersOf(fields) });
  },
  assign: (user) => task('ASSIGN_USER', { def_act_assign_user: user, def_act_assignment_method: 'static' }),
  roundRobin: (team) => task('ASSIGN_TEAM', { def_act_assign_team: team, def_act_assignment_method: 'balanced' }),
  rule: (id, module) => task('BUSINESS_RULE', { def_act_field_module: module, def_act_fields: id }),
  merge: (id, module) => task('DOCUMENT_MERGE', { def_act_field_module: module, def_act_fields: id }),
  webhook: (value, module) =>
    task('CUSTOM_WEBHOOK', { def_act_field_module: module }, { def_act_fields: requestOf(value) }),
  script: (value, module) => {
    const { type = 'CUSTOM', fields = {} } = isBody(value) ? value : {};
    return task(String(type), { def_act_field_module: module }, { def_act_fields: fields });
  },
  form: (value) => {
    const { assign = 'static' } = isBody(value) ? value : {};
    const body = { act_task_type: 'USERTASK', act_script_type: null, def_act_assignment_method: assign };
    return { kind: 'activity', body: { ...body, def_act_response_buttons: 'APPROVE' }, json: {} };
  },
  email: (template) => ({
    kind: 'event',
    body: { evn_type: 'INTERMEDIATE', evn_marker: 'MESSAGE', evn_behavior: 'THROW', def_evn_criteria: template },
    json: {
      def_evn_params: {
        to: [{ type: 'recipient', module: 'self', value: 'email1', label: 'record' }],
        cc: [],
        bcc: [],
      },
    },
  }),
  wait: (minutes) => ({
    kind: 'event',
    body: {
      evn_type: 'INTERMEDIATE',
      evn_marker: 'TIMER',
      evn_behavior: 'CATCH',
      def_evn_criteria: String(minutes),
      def_evn_params: 'minute',
    },
    json: {},
  }),
};

/** Throws for a verb that does not exist. */
export function settingsOf(step: Body, module: string): Settings {
  const verb = Object.keys(step).find((key) => key !== 'name' && key !== 'raw');
  const make = verb === undefined ? undefined : VERBS[verb];
  if (verb === undefined || make === undefined) throw new Error(`No step ${JSON.stringify(step)}`);
  const { kind, body, json } = make(step[verb], module);
  return { kind, body: { ...body, ...(isBody(step.raw) && step.raw) }, json };
}

function settersOf(value: unknown): Body[] {
  return Object.entries(isBody(value) ? value : {}).map(([field, set]) => ({
    name: field,
    field,
    value: set,
    type: field.endsWith('_id') ? 'user' : 'TextField',
    label: String(set),
  }));
}

/** The action of the webhook package. */
function requestOf(value: unknown): Body {
  const { method = 'POST', url = '', headers = {}, payload = {}, timeout = '30' } = isBody(value) ? value : {};
  return {
    act_request_method: method,
    act_request_url: url,
    act_request_headers: JSON.stringify(headers),
    act_request_payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    act_request_timeout: String(timeout),
  };
}
