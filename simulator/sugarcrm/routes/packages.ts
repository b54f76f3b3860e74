import { missingParameter, notAuthorized } from '../api/refusal.ts';
import { type Answer, type Call, ok, param, type Route, userOf } from '../api/route.ts';
import { openPackage, uploadError } from '../packages/open-package.ts';

const BASE = 'Administration/packages';
const SINCE = 1108;

const held = ({ simulation }: Call) => simulation.packages;

export const packageRoutes: Route[] = [
  read(BASE, (call) => ({ packages: [...held(call).installed(), ...held(call).staged()] })),
  read(`${BASE}/installed`, (call) => ({ packages: held(call).installed() })),
  read(`${BASE}/staged`, (call) => ({ packages: held(call).staged() })),
  read(`${BASE}/:id/installation-status`, (call) => ({ status: held(call).statusOf(param(call, 'id')) })),
  { method: 'POST', path: BASE, since: SINCE, kind: 'write', answer: forAdmins(upload) },
  // State-changing although they are GETs.
  change('GET', 'install', (call, id) => ({ id: call.simulation.repaired(() => held(call).install(id)) })),
  change('GET', 'uninstall', (call, id) => call.simulation.repaired(() => held(call).uninstall(id))),
  change('GET', 'enable', (call, id) => call.simulation.repaired(() => held(call).enable(id, true))),
  change('GET', 'disable', (call, id) => call.simulation.repaired(() => held(call).enable(id, false))),
  change('DELETE', '', (call, id) => held(call).unstage(id)),
];

function forAdmins(answer: (call: Call) => unknown): Route['answer'] {
  return (call): Answer => {
    if (!userOf(call).admin) throw notAuthorized();
    return ok(answer(call));
  };
}

function read(path: string, answer: (call: Call) => unknown): Route {
  return { method: 'GET', path, since: SINCE, answer: forAdmins(answer) };
}

function change(method: 'GET' | 'DELETE', action: string, act: (call: Call, id: string) => unknown): Route {
  const path = [BASE, ':id', action].filter((part) => part !== '').join('/');
  return {
    method,
    path,
    since: SINCE,
    kind: 'write',
    answer: forAdmins((call) => act(call, param(call, 'id')) ?? { id: param(call, 'id') }),
  };
}

/** Sell Essentials takes no packages; the cloud looks into each with its scanner. */
function upload({ args, instance, simulation }: Call): unknown {
  if (instance.licences.has('SUGAR_SELL_ESSENTIALS')) throw notAuthorized();
  const zip = args.upgrade_zip;
  if (!(zip instanceof Uint8Array)) throw missingParameter('upgrade_zip');
  const opened = openPackage(zip, instance);
  const faults = instance.world.hosting === 'cloud' ? simulation.scanPackage(zip) : [];
  if (faults.length > 0) {
    const lines = faults.map(({ file, line, rule, text }) => `${file}${line ? `:${line}` : ''} ${rule}: ${text}`);
    throw uploadError(lines.join('\n'), 'Issue with the files of the package');
  }
  return simulation.packages.stage(opened);
}
