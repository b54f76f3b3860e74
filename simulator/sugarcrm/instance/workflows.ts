import type { Body } from '../../shared/body.ts';
import { uuidOf } from './ids.ts';
import type { Link } from './instance.ts';
import type { Workflow } from './world.ts';

export interface WorkflowRows {
  /** By module. */
  rows: Record<string, Body[]>;
  links: Record<string, Record<string, Link>>;
}

/** Legacy workflows and the shells around them, linked by `parent_id`. */
export function workflowRows(workflows: readonly Workflow[]): WorkflowRows {
  const rows: Record<string, Body[]> = {
    WorkFlow: [],
    WorkFlowTriggerShells: [],
    WorkFlowActionShells: [],
    WorkFlowActions: [],
    WorkFlowAlertShells: [],
  };
  for (const [index, workflow] of workflows.entries()) {
    const id = workflow.id ?? uuidOf('WorkFlow', workflow.name, index);
    rows.WorkFlow?.push(headOf(workflow, id));
    rows.WorkFlowTriggerShells?.push(...workflow.triggers.map((trigger, at) => triggerOf(trigger, id, at)));
    rows.WorkFlowAlertShells?.push(...workflow.alerts.map((alert, at) => alertOf(alert, id, at)));
    for (const [at, [field, value]] of Object.entries(workflow.sets).entries()) {
      const shell = uuidOf(id, 'action', at);
      rows.WorkFlowActionShells?.push({
        id: shell,
        name: field,
        action_type: 'update',
        action_module: workflow.module,
        parent_id: id,
      });
      rows.WorkFlowActions?.push({
        id: uuidOf(shell),
        name: field,
        field,
        value: String(value),
        set_type: 'Basic',
        parent_id: shell,
      });
    }
  }
  const childrenIn = (module: string): Link => ({
    module,
    of: (id) => (rows[module] ?? []).filter((row) => row.parent_id === id),
  });
  return {
    rows,
    links: {
      WorkFlow: {
        triggers: childrenIn('WorkFlowTriggerShells'),
        trigger_filters: { module: 'WorkFlowTriggerShells', of: () => [] },
        actions: childrenIn('WorkFlowActionShells'),
        alerts: childrenIn('WorkFlowAlertShells'),
      },
      WorkFlowActionShells: { actions: childrenIn('WorkFlowActions') },
    },
  };
}

function headOf({ name, module, description, active, type }: Workflow, id: string): Body {
  return {
    id,
    name,
    base_module: module,
    description,
    status: active ? 1 : 0,
    type,
    fire_order: 'alerts_actions',
    record_type: 'All',
    parent_id: '',
  };
}

function triggerOf({ field, parameters }: Workflow['triggers'][number], parent_id: string, at: number): Body {
  return {
    id: uuidOf(parent_id, 'trigger', at),
    name: field,
    field,
    type: 'compare_specific',
    frame_type: 'Primary',
    parameters,
    parent_id,
  };
}

function alertOf({ name, text }: Workflow['alerts'][number], parent_id: string, at: number): Body {
  return {
    id: uuidOf(parent_id, 'alert', at),
    name,
    alert_type: 'Email',
    source_type: 'Normal Message',
    alert_text: text,
    parent_id,
  };
}
