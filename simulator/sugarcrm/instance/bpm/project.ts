import type { Body } from '#simulator/shared/body.ts';
import { uidOf } from '../ids.ts';
import type { Instance } from '../instance.ts';
import type { Process } from '../world.ts';
import { ruleRow, templateRow } from './dependencies.ts';
import { type Diagram, diagramOf } from './diagram.ts';
import { encode } from './encode.ts';
import { tokensOf } from './tokens.ts';

/** What `/dproject` sends: the whole process as one document. */
export function exportOf(process: Process & { id: string }, instance: Instance, origin: string): Body {
  const entities = process.entities ?? instance.profile.entities;
  const diagram = diagramOf(process, entities);
  return {
    metadata: {
      SugarCRMFlavor: instance.world.flavor,
      SugarCRMVersion: instance.profile.version,
      SugarCRMHost: new URL(origin).host,
      SugarCRMUrl: `${origin}/`,
      Name: 'ProcessAuthor',
      Version: '2.0',
      ExportDate: '2026-11-02 10:20:30',
    },
    project: {
      ...headOf(process),
      process: processOf(process),
      diagram: { ...drawingOf(process), ...diagram, artifacts: [] },
      definition: definitionOf(process, entities),
      dynaforms: [],
    },
    dependencies: dependenciesOf(diagram, instance),
  };
}

/** What the designer itself loads: the diagram is a list, every scalar a text, settings are left out. */
export function designOf(process: Process & { id: string }, instance: Instance): unknown {
  const diagram = diagramOf(process, process.entities ?? instance.profile.entities);
  const bare = Object.fromEntries(
    Object.entries(diagram).map(([kind, elements]) => [kind, (elements as Body[]).map(withoutSettings)]),
  );
  return asText({ ...headOf(process), process: processOf(process), diagram: [{ ...drawingOf(process), ...bare }] });
}

function headOf({ id, name, description, module, enabled }: Process & { id: string }): Body {
  return {
    name,
    description,
    prj_uid: uidOf(id),
    prj_target_namespace: null,
    prj_expression_language: null,
    prj_type_language: null,
    prj_exporter: null,
    prj_exporter_version: null,
    prj_author: null,
    prj_author_version: null,
    prj_original_source: null,
    prj_status: enabled ? 'ACTIVE' : 'INACTIVE',
    prj_module: module,
    acl_team_set_id: null,
    assigned_user_id: '1',
  };
}

function processOf({ id, name, description }: Process & { id: string }): Body {
  const fixed = { pro_type: 'NONE', pro_is_executable: 0, pro_is_closed: 0, pro_is_subprocess: 0 };
  return { name, description, pro_uid: uidOf(id, 'process'), ...fixed };
}

function drawingOf({ id, name, description }: Process & { id: string }): Body {
  return { name, description, dia_uid: uidOf(id, 'diagram'), prj_id: id, dia_is_closable: 0, assigned_user_id: '1' };
}

function definitionOf({ id, module, enabled, modified, terminate }: Process & { id: string }, entities: boolean): Body {
  return {
    id,
    name: null,
    date_entered: '2025-03-04 09:10:11',
    date_modified: modified.slice(0, 19).replace('T', ' '),
    created_by: '1',
    description: null,
    deleted: 0,
    pro_module: module,
    pro_status: enabled ? 'ACTIVE' : 'INACTIVE',
    pro_locked_variables: null,
    pro_terminate_variables: terminate.length === 0 ? null : encode(tokensOf(terminate, module), entities),
    execution_mode: 'SYNC',
  };
}

function dependenciesOf({ activities, events }: Diagram, instance: Instance): Body {
  const isUsed = (id: string) => {
    return activities.some((one) => one.def_act_fields === id) || events.some((one) => one.def_evn_criteria === id);
  };
  const { rules, templates } = instance.world;
  return {
    business_rule: rules.filter(({ id }) => isUsed(id)).map((rule) => ruleRow(rule)),
    email_template: templates.filter(({ id }) => isUsed(id)).map((template) => templateRow(template)),
  };
}

function withoutSettings(element: Body): Body {
  return Object.fromEntries(Object.entries(element).filter(([key]) => !key.startsWith('def_')));
}

function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asText(inner)]));
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(Number(value)) : value;
}
