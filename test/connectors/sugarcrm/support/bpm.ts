/** Planted wherever a password may stand; no output may hold it. */
export const SECRET = 'pl4nted-S3cret-99';

export function bpm(diagram: Record<string, unknown[]>, project: object = {}) {
  return {
    metadata: { SugarCRMFlavor: 'ENT', Name: 'ProcessAuthor', Version: '2.0' },
    project: {
      name: 'Screening',
      prj_uid: 'project-1',
      prj_status: 'ACTIVE',
      prj_module: 'Leads',
      diagram: { activities: [], events: [], gateways: [], flows: [], ...diagram },
      definition: { pro_module: 'Leads', pro_terminate_variables: null },
      ...project,
    },
    dependencies: {},
  };
}

export const activity = (own: object) => ({
  id: 'record',
  name: 'Step',
  act_uid: 'uid',
  act_type: 'TASK',
  act_task_type: 'SCRIPTTASK',
  act_script_type: 'NONE',
  ...own,
});

export const event = (own: object) => ({ id: 'record', name: 'Event', evn_uid: 'uid', ...own });
