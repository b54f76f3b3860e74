import type { Body } from '#simulator/shared/body.ts';

const nulls = (names: string): Body => Object.fromEntries(names.split(/\s+/).map((name) => [name, null]));

const BOUNDS = {
  bound_bou_x: 120,
  bound_bou_y: 80,
  bound_bou_width: 35,
  bound_bou_height: 35,
  bound_bou_rel_position: 0,
  bound_bou_size_identical: 0,
  bound_bou_container: 'bpmnDiagram',
};

/** What an element has besides what a world says of it. */
export const ACTIVITY: Body = {
  act_type: 'TASK',
  act_is_for_compensation: 0,
  act_start_quantity: 1,
  act_completion_quantity: 0,
  act_loop_type: 'NONE',
  act_ordering: 'PARALLEL',
  ...nulls('act_script act_default_flow act_master_diagram act_implementation act_loop_condition'),
  ...BOUNDS,
  def_act_type: 'TASK',
  def_act_duration: 0,
  def_act_duration_unit: 'DAYS',
  def_act_send_notification: 0,
  def_act_assignment_method: 'balanced',
  def_act_reassign: 0,
  def_act_adhoc: 0,
  ...nulls(
    `def_act_assign_team def_act_assign_user def_act_value_based_assignment def_act_response_buttons def_act_field_module
    def_act_fields def_act_readonly_fields def_act_required_fields def_act_expected_time def_act_related_modules
    def_act_service_url def_act_service_params def_act_service_method def_act_update_record_owner`,
  ),
  def_execution_mode: 'DEFAULT',
};

export const EVENT: Body = {
  evn_is_interrupting: 1,
  evn_cancel_activity: 0,
  evn_wait_for_completion: 1,
  ...nulls(
    `evn_attached_to evn_activity_ref evn_error_name evn_error_code evn_condition evn_message evn_time_date evn_time_cycle
    evn_time_duration`,
  ),
  ...BOUNDS,
  def_evn_status: 'ACTIVE',
  ...nulls('def_evn_criteria def_evn_params def_evn_script'),
  def_execution_mode: 'DEFAULT',
};

export const GATEWAY: Body = {
  gat_type: 'EXCLUSIVE',
  gat_direction: 'DIVERGING',
  ...nulls('gat_default_flow gat_condition'),
  ...BOUNDS,
};

export const FLOW: Body = {
  name: null,
  flo_type: 'SEQUENCE',
  flo_element_origin_port: 0,
  flo_element_dest_port: 0,
  flo_is_inmediate: null,
  flo_x1: 68,
  flo_y1: 235,
  flo_x2: 312,
  flo_y2: 261,
  flo_state: '[{"x":68,"y":235},{"x":312,"y":261}]',
};
