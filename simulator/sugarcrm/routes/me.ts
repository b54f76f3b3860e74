import type { Body } from '../../shared/body.ts';
import { type Answer, type Call, ok, type Route, userOf } from '../api/route.ts';
import { deniedFieldsOf, mayDevelop, mayRead } from '../instance/access.ts';
import { hashOf, userHashOf, uuidOf } from '../instance/ids.ts';
import type { Module, User } from '../instance/instance.ts';
import { cached } from './cached.ts';

export const meRoutes: Route[] = [
  { method: 'GET', path: 'me', answer: me },
  { method: 'GET', path: 'me/preferences', answer: (call) => ok(preferencesOf(userOf(call))) },
  { method: 'GET', path: 'ping', answer: () => ok('pong') },
  {
    method: 'GET',
    path: 'ping/whattimeisit',
    answer: ({ simulation }) => ok(new Date(simulation.now()).toISOString()),
  },
];

function me(call: Call): Answer {
  const user = userOf(call);
  const acl: Body = {};
  for (const module of call.instance.modules.values()) acl[module.name] = aclOf(user, module);
  const current: Body = {
    type: user.admin ? 'admin' : 'user',
    id: user.id,
    full_name: user.name,
    user_name: user.username,
    roles: [],
    is_manager: false,
    is_top_level_manager: false,
    is_idm_user_manager: false,
    licenses: [...user.licences],
    products: productsOf(user),
    acl,
    preferences: preferencesOf(user),
    my_teams: [{ id: '1', name: 'Global' }],
    private_team_id: uuidOf('team', user.id),
    email: [{ email_address: user.email, primary_address: '1' }],
    module_list: visibleTo(call, user).map(({ name }) => name),
    show_wizard: false,
    _hash: userHashOf(call.instance, user.id),
  };
  return cached(call, { current_user: current });
}

export function visibleTo({ instance }: Call, user: User): Module[] {
  return [...instance.modules.values()].filter((module) => module.visible && mayRead(user, module));
}

/** Only what is restricted; an empty map is a list. */
function aclOf(user: User, module: Module): Body {
  const fields = deniedFieldsOf(user, module);
  const isDeveloper = mayDevelop(user, module.name);
  return {
    fields: Object.keys(fields).length === 0 ? [] : fields,
    ...(!mayRead(user, module) && { access: 'no', list: 'no', view: 'no' }),
    ...(!user.admin && { admin: 'no' }),
    ...(!isDeveloper && { developer: 'no' }),
    _hash: hashOf('acl', user.id, module.name),
  };
}

function productsOf(user: User): unknown {
  const held = [...user.licences].map((key) => {
    return [key, { product_code: key, product_name: key.toLowerCase().replaceAll('_', ' ') }];
  });
  return held.length === 0 ? [] : Object.fromEntries(held);
}

function preferencesOf(user: User): Body {
  return { timezone: 'Europe/Berlin', language: user.language, datepref: 'Y-m-d', timepref: 'H:i' };
}
