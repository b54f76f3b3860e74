import type { Body } from '#simulator/shared/body.ts';
import { isBody } from '#simulator/shared/body.ts';
import { uidOf, uuidOf } from '../ids.ts';
import type { Process } from '../world.ts';
import { encode } from './encode.ts';
import { ACTIVITY, EVENT, FLOW, GATEWAY } from './keys.ts';
import { settingsOf } from './steps.ts';
import { tokensOf } from './tokens.ts';

export interface Diagram {
  activities: Body[];
  events: Body[];
  gateways: Body[];
  flows: Body[];
}

/** A node that something still has to follow, under a condition when it is a gateway. */
interface End {
  id: string;
  type: 'bpmnEvent' | 'bpmnActivity' | 'bpmnGateway';
  condition?: readonly (string | Body)[];
}

interface Builder {
  diagram: Diagram;
  module: string;
  processId: string;
  entities: boolean;
  count: number;
}

/** The drawing of a process: one start, its steps in order, an end after each branch. */
export function diagramOf(process: Process & { id: string }, entities: boolean): Diagram {
  const diagram: Diagram = { activities: [], events: [], gateways: [], flows: [] };
  const builder: Builder = { diagram, module: process.module, processId: process.id, entities, count: 0 };
  const { start, steps } = process;
  const begin = addEvent(builder, 'Start', {
    evn_type: 'START',
    evn_marker: 'MESSAGE',
    evn_behavior: 'CATCH',
    def_evn_params: start.on,
    def_evn_criteria: start.if.length === 0 ? null : encode(tokensOf(start.if, process.module), entities),
  });
  const ends = walk(builder, steps, [begin]);
  const end = addEvent(builder, 'End', { evn_type: 'END', evn_marker: 'EMPTY', evn_behavior: 'THROW' });
  connect(builder, ends, end);
  return diagram;
}

function walk(builder: Builder, steps: readonly Body[], from: readonly End[]): readonly End[] {
  let ends = from;
  for (const step of steps) ends = 'branch' in step ? fork(builder, step, ends) : append(builder, step, ends);
  return ends;
}

function append(builder: Builder, step: Body, from: readonly End[]): End[] {
  const { kind, body, json } = settingsOf(step, builder.module);
  const coded = Object.fromEntries(Object.entries(json).map(([key, value]) => [key, encode(value, builder.entities)]));
  const name = typeof step.name === 'string' ? step.name : (Object.keys(step)[0] ?? '');
  const add = kind === 'event' ? addEvent : addActivity;
  const end = add(builder, name, { ...body, ...coded });
  connect(builder, from, end);
  return [end];
}

/** `{branch: [{if: […], steps: […]}, {steps: […]}]}`: the arm without `if` is the default one. */
function fork(builder: Builder, step: Body, from: readonly End[]): End[] {
  const gateway = addGateway(builder, typeof step.name === 'string' ? step.name : 'Decision');
  connect(builder, from, gateway);
  const arms = Array.isArray(step.branch) ? step.branch.filter(isBody) : [];
  return arms.flatMap((arm) => {
    const condition = Array.isArray(arm.if) ? (arm.if as (string | Body)[]) : [];
    const steps = Array.isArray(arm.steps) ? arm.steps.filter(isBody) : [];
    return [...walk(builder, steps, [{ ...gateway, condition }])];
  });
}

function addEvent(builder: Builder, name: string, body: Body): End {
  const id = nextId(builder, 'event');
  builder.diagram.events.push({
    ...EVENT,
    id,
    name,
    evn_uid: uidOf(id),
    ...owned(builder, id, 'bpmnEvent'),
    def_pro_id: builder.processId,
    def_evn_type: body.evn_type,
    def_evn_module: builder.module,
    ...body,
  });
  return { id, type: 'bpmnEvent' };
}

function addActivity(builder: Builder, name: string, body: Body): End {
  const id = nextId(builder, 'activity');
  builder.diagram.activities.push({
    ...ACTIVITY,
    id,
    name,
    act_uid: uidOf(id),
    ...owned(builder, id, 'bpmnActivity'),
    def_pro_id: builder.processId,
    ...body,
  });
  return { id, type: 'bpmnActivity' };
}

function addGateway(builder: Builder, name: string): End {
  const id = nextId(builder, 'gateway');
  builder.diagram.gateways.push({ ...GATEWAY, id, name, gat_uid: uidOf(id), ...owned(builder, id, 'bpmnGateway') });
  return { id, type: 'bpmnGateway' };
}

function connect(builder: Builder, from: readonly End[], to: End): void {
  for (const { id: origin, type, condition } of from) {
    const id = nextId(builder, 'flow');
    const hasCondition = condition !== undefined && condition.length > 0;
    builder.diagram.flows.push({
      ...FLOW,
      id,
      flo_uid: uidOf(id),
      prj_id: builder.processId,
      flo_element_origin: origin,
      flo_element_origin_type: type,
      flo_element_dest: to.id,
      flo_element_dest_type: to.type,
      flo_condition: hasCondition ? encode(tokensOf(condition, builder.module), builder.entities) : null,
      flo_eval_priority: builder.diagram.flows.length,
    });
  }
}

function owned({ processId }: Builder, element: string, type: End['type']): Body {
  return { prj_id: processId, pro_id: processId, bound_bou_element: element, bound_bou_element_type: type };
}

function nextId(builder: Builder, kind: string): string {
  builder.count++;
  return uuidOf(builder.processId, kind, builder.count);
}
