import { textIn } from '../api/args.ts';
import { loginNeeded } from '../api/login-needed.ts';
import { badGrant, badToken, notAuthorized, type Refusal } from '../api/refusal.ts';
import { type Answer, type Call, ok, param, type Route, userOf } from '../api/route.ts';
import { grantOf, type Session } from '../api/sessions.ts';

export const authRoutes: Route[] = [
  { method: 'POST', path: 'oauth2/token', isPublic: true, kind: 'session', answer: token },
  { method: 'POST', path: 'oauth2/logout', kind: 'session', answer: logout },
  { method: 'POST', path: 'oauth2/bwc/login', kind: 'session', answer: () => ok({ name: 'PHPSESSID' }) },
  { method: 'POST', path: 'oauth2/sudo/:user', kind: 'session', answer: sudo },
];

const CLIENT = 'sugar';

function token(call: Call): Answer {
  const { args } = call;
  if (textIn(args, 'client_id') === undefined) throw badGrant('invalid_client', 'No client id supplied');
  if (textIn(args, 'client_id') !== CLIENT || (textIn(args, 'client_secret') ?? '') !== '') {
    throw badGrant('invalid_client', 'The client credentials are invalid');
  }
  switch (textIn(args, 'grant_type')) {
    case 'password':
      return granted(login(call));
    case 'refresh_token':
      return granted(refresh(call));
    case undefined:
      throw badGrant('invalid_request', 'Invalid grant_type parameter or parameter missing');
    default:
      throw badGrant('unsupported_grant_type', 'Unsupported grant type');
  }
}

function granted(session: Session): Answer {
  const cookie = `download_token_${session.platform}=${session.downloadToken}; path=/; HttpOnly`;
  return { ...ok(grantOf(session)), headers: { 'set-cookie': cookie } };
}

function login(call: Call): Session {
  const { simulation, args, instance } = call;
  const user = instance.users.find(({ username }) => username === textIn(args, 'username'));
  if (user === undefined || user.ssoOnly || user.password === '' || user.password !== textIn(args, 'password')) {
    simulation.sessions.failedLogins++;
    throw wrongPassword(call);
  }
  return simulation.sessions.open(user, platformOf(call), simulation.now());
}

function wrongPassword({ simulation, args }: Call): Refusal {
  return loginNeeded(simulation, args, 'You must specify a valid username and password.');
}

function refresh({ simulation, args }: Call): Session {
  const refreshToken = textIn(args, 'refresh_token');
  if (refreshToken === undefined) throw badGrant('invalid_request', 'No "refresh_token" parameter found');
  return simulation.sessions.refresh(refreshToken, simulation.now());
}

function logout(call: Call): Answer {
  const { session, simulation } = call;
  if (session === undefined) throw badToken('The access token provided is invalid.');
  simulation.sessions.close(session);
  const isExternal = call.instance.world.idm !== undefined;
  return ok({ success: true, ...(isExternal && { url: 'https://login.example.com/logout' }) });
}

function sudo(call: Call): Answer {
  const user = call.instance.users.find(({ username }) => username === param(call, 'user'));
  if (!userOf(call).admin || user === undefined) throw notAuthorized();
  return granted(call.simulation.sessions.open(user, platformOf(call), call.simulation.now()));
}

const platformOf = ({ args }: Call) => textIn(args, 'platform') ?? 'base';
