import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';
import { notAuthorized } from '../api/refusal.ts';
import { type Answer, type Call, ok, param, type Route, sessionOf, userOf } from '../api/route.ts';
import { hasAmazon } from './config.ts';

export const adminRoutes: Route[] = [
  {
    method: 'GET',
    path: 'Administration/config/:category',
    since: 1113,
    answer: (call) => settings(call, param(call, 'category')),
  },
  { method: 'POST', path: 'Administration/config/:category', since: 1113, kind: 'write', answer: writeSettings },
  { method: 'GET', path: 'Administration/aws', until: 1114, answer: (call) => settings(call, 'aws') },
  { method: 'GET', path: 'Administration/csp', until: 1114, answer: (call) => settings(call, 'csp') },
  { method: 'GET', path: 'Administration/license/limits', answer: limits },
  { method: 'GET', path: 'Administration/adminPanelDefs', since: 1115, answer: panels },
];

function demandAdmin(call: Call): void {
  if (!userOf(call).admin) throw notAuthorized();
}

/** A flat object with the category as a marker. */
function settings(call: Call, category: string): Answer {
  demandAdmin(call);
  if (category === 'aws' && !hasAmazon(call.instance)) return ok([]);
  return ok({ ...call.simulation.settings.read(category), [category]: true });
}

function writeSettings(call: Call): Answer {
  demandAdmin(call);
  const category = param(call, 'category');
  call.simulation.settings.write(category, sessionOf(call).platform, call.args);
  return settings(call, category);
}

function limits(call: Call): Answer {
  demandAdmin(call);
  const { instance } = call;
  const seats = Object.fromEntries([...instance.licences].map((key) => [key, 100]));
  return ok({
    license_key: instance.world.licenceKey,
    default_limit: 100,
    default_license_type: 'CURRENT',
    limit_enforced: 1,
    seats,
    available_seats: [],
    metadata: [],
  });
}

function panels(call: Call): Answer {
  const user = userOf(call);
  if (!user.admin && user.developerOf.length === 0) throw notAuthorized();
  const ofPackages = call.simulation.extensions.panels(user.language);
  return ok([...STOCK_PANELS, ...[...call.instance.world.panels, ...ofPackages].map(panelOf)]);
}

const STOCK_PANELS = [
  panelOf({ label: 'Users', options: [{ label: 'User Management', link: '#bwc/index.php?module=Users' }] }),
  panelOf({ label: 'System', options: [{ label: 'Scheduler', link: '#bwc/index.php?module=Schedulers' }] }),
];

function panelOf(panel: Body): Body {
  const options = Array.isArray(panel.options) ? panel.options.filter(isBody) : [];
  const whole = options.map((option) => ({ description: '', icon: 'sicon-settings', customIcon: '', ...option }));
  return { description: '', ...panel, options: whole };
}
