import type { Body } from '../../shared/body.ts';
import { ruleRow, templateRow } from './bpm/dependencies.ts';
import { diagramOf } from './bpm/diagram.ts';
import { dashboardRow } from './dashboards.ts';
import { uidOf, uuidOf } from './ids.ts';
import type { Instance, User } from './instance.ts';
import { stock } from './load.ts';
import { modulesOf } from './modules.ts';
import { PROFILES, type Release } from './profile.ts';
import { workflowRows } from './workflows.ts';
import type { Process, World } from './world.ts';

/** The instance that a world describes, with all that every instance has. `now` is what record dates count back from. */
export function instanceOf(world: World, now: number, release: Release = world.release): Instance {
  const dropdowns = { ...stock.dropdowns, ...world.dropdowns };
  const workflows = workflowRows(world.workflows);
  const processes = world.processes.map((process) => ({ ...process, id: idOf(world, process) }));
  // Throws for a step that does not exist.
  for (const process of processes) diagramOf(process, false);
  const users = world.users.map((user, index) => userOf(user, index, world));
  const made = {
    ...workflows.rows,
    pmse_Project: processes.map((process) => processRow(process)),
    pmse_Business_Rules: world.rules.map(ruleRow),
    pmse_Emails_Templates: world.templates.map(templateRow),
    Dashboards: world.dashboards.map(dashboardRow),
    Users: users.map(userRow),
    Teams: [{ id: '1', name: 'Global', private: false }],
  };
  return {
    name: world.name,
    world,
    release,
    profile: PROFILES[release],
    licences: new Set(world.licences),
    users,
    modules: modulesOf({ world, release, now, dropdowns, made, workflows }),
    dropdowns,
    process: (id) => processes.find((process) => process.id === id),
  };
}

function idOf({ name }: World, process: Process): string {
  return process.id ?? uuidOf(name, 'process', process.name);
}

function userOf(user: World['users'][number], index: number, world: World): User {
  const id = user.admin && index === 0 ? '1' : uuidOf(world.name, 'user', user.username);
  return { ...user, id, licences: new Set(user.licences ?? world.licences) };
}

export function processRow({ id, name, description, module, enabled, modified }: Process & { id: string }): Body {
  return {
    id,
    name,
    description,
    prj_uid: uidOf(id),
    prj_module: module,
    prj_status: enabled ? 'ACTIVE' : 'INACTIVE',
    prj_run_order: null,
    date_modified: modified,
  };
}

function userRow({ id, name, username, email, admin }: User): Body {
  const [first, ...rest] = name.split(' ');
  return {
    id,
    name,
    user_name: username,
    first_name: first,
    last_name: rest.join(' '),
    email1: email,
    status: 'Active',
    is_admin: admin,
  };
}
