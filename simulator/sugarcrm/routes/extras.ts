import type { Body } from '../../shared/body.ts';
import { notAuthorized } from '../api/refusal.ts';
import { type Answer, type Call, ok, type Route, userOf } from '../api/route.ts';
import { mayRead } from '../instance/access.ts';

export const extraRoutes: Route[] = [
  {
    method: 'GET',
    path: 'connectors',
    answer: ({ instance }) => ok({ connectors: orList(instance.world.connectors) }),
  },
  { method: 'GET', path: 'Forecasts/config', answer: forecasts },
  {
    method: 'GET',
    path: 'hint/license/check',
    since: 1116,
    answer: ({ instance }) => ok({ isHintUser: isHint(instance.world) }),
  },
  { method: 'GET', path: 'hint/enrich/config', since: 1116, answer: enrichment },
  { method: 'GET', path: 'hint/config', since: 1116, answer: () => ok([]) },
  { method: 'POST', path: 'formulaBuilder/meta', answer: () => ok([]) },
];

const isHint = ({ hint }: Call['instance']['world']) => hint?.user ?? false;

/** An empty map is a list. */
function orList(body: Body): unknown {
  return Object.keys(body).length === 0 ? [] : body;
}

function forecasts(call: Call): Answer {
  const module = call.instance.modules.get('Forecasts');
  if (module === undefined || !mayRead(userOf(call), module)) throw notAuthorized();
  return ok({
    is_setup: false,
    is_upgrade: 0,
    has_commits: false,
    forecast_by: 'Opportunities',
    forecast_ranges: 'show_binary',
    show_binary_ranges: { include: { min: 70, max: 100 }, exclude: { min: 0, max: 69 } },
    commit_stages_included: ['include'],
    sales_stage_won: ['Closed Won'],
    sales_stage_lost: ['Closed Lost'],
    show_worksheet_likely: 1,
    show_worksheet_best: 1,
    show_worksheet_worst: 0,
    worksheet_columns: ['commit_stage', 'parent_name', 'sales_stage', 'likely_case'],
    timeperiod_type: 'chronological',
    timeperiod_interval: 'Annual',
    buckets_dom: 'commit_stage_binary_dom',
    ...call.instance.world.forecasts,
  });
}

/** JSON in a string in JSON. */
function enrichment({ instance }: Call): Answer {
  const modules = instance.world.hint?.modules ?? {};
  const config = Object.entries(modules).map(([module, names]) => {
    return [module, { fields: Object.fromEntries(names.map((name) => [name, true])) }];
  });
  return ok({ response: { id: '1', config_data: JSON.stringify(Object.fromEntries(config)) } });
}
