import { z } from 'zod';
import type { Identity } from '../../identity/identity.ts';
import { Reply } from '../reply.ts';
import { type Route, route } from '../route.ts';
import {
  Code,
  ConfirmCode,
  Ended,
  Me,
  NewPassword,
  Password,
  RecoveryCodes,
  SecondFactor,
  SessionPath,
  Sessions,
  SignedIn,
  SignIn,
} from './schema.ts';

const tag = 'Account';
const own = { access: 'signed-in', tag } as const;
const everyone = { access: 'everyone', tag } as const;
const nothing = { answer: z.undefined(), status: 204 } as const;
const done = (cookies: string[] = []) => new Reply(undefined, { cookies });

/** Sign-in and the own account, for the dashboard; those of the session belong to who is signed in with one. */
export function accountRoutes({ signIn, ownAccount }: Pick<Identity, 'signIn' | 'ownAccount'>): Route[] {
  return [
    route(
      { ...own, method: 'get', path: '/account', summary: 'Who you are and what you may', answer: Me },
      async ({ principal: { id, kind, name, grants } }) => ({ id, kind, name, grants: [...grants] }),
    ),
    route(
      { ...everyone, method: 'post', path: '/account/sign-in', summary: 'Sign in', body: SignIn, answer: SignedIn },
      async ({ body, visit }) => {
        const { cookies, needsSecondFactor } = await signIn.withPassword(body.email, body.password, visit);
        return new Reply({ needsSecondFactor }, { cookies });
      },
    ),
    route(
      {
        ...everyone,
        method: 'post',
        path: '/account/sign-in/code',
        summary: 'The code of a device, or a recovery code, after the password',
        body: Code,
        answer: SignedIn,
      },
      async ({ body, visit }) => {
        const { cookies, needsSecondFactor } = await signIn.withSecondFactor(body, visit);
        return new Reply({ needsSecondFactor }, { cookies });
      },
    ),
    route(
      { ...everyone, ...nothing, method: 'post', path: '/account/sign-out', summary: 'End this session' },
      async ({ visit }) => done(await signIn.out(visit)),
    ),
    route(
      { ...own, method: 'get', path: '/account/sessions', summary: 'Where you are signed in', answer: Sessions },
      async ({ visit }) => ({ data: await ownAccount.sessions(visit) }),
    ),
    route(
      {
        ...own,
        method: 'delete',
        path: '/account/sessions',
        summary: 'End all sessions but this one',
        answer: Ended,
      },
      async ({ visit }) => ({ ended: await ownAccount.endOtherSessions(visit) }),
    ),
    route(
      {
        ...own,
        ...nothing,
        method: 'delete',
        path: '/account/sessions/{sessionId}',
        summary: 'End one session',
        params: SessionPath,
      },
      async ({ params, visit }) => {
        await ownAccount.endSession(params.sessionId, visit);
        return done();
      },
    ),
    route(
      {
        ...own,
        ...nothing,
        method: 'put',
        path: '/account/password',
        summary: 'Choose another password; all other sessions end',
        body: NewPassword,
      },
      async ({ body, visit }) => done(await ownAccount.changePassword(body.currentPassword, body.newPassword, visit)),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: '/account/second-factor',
        summary: 'Begin to set up a device; it counts from the first code that is sent',
        body: Password,
        answer: SecondFactor,
        status: 201,
      },
      ({ body, visit }) => ownAccount.newSecondFactor(body.password, visit),
    ),
    route(
      {
        ...own,
        ...nothing,
        method: 'post',
        path: '/account/second-factor/confirm',
        summary: 'The first code of the device',
        body: ConfirmCode,
      },
      async ({ body, visit }) => done(await ownAccount.confirmSecondFactor(body.code, visit)),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: '/account/second-factor/recovery-codes',
        summary: 'New recovery codes; the old ones stop working',
        body: Password,
        answer: RecoveryCodes,
      },
      async ({ body, visit }) => ({ recoveryCodes: await ownAccount.newRecoveryCodes(body.password, visit) }),
    ),
    route(
      {
        ...own,
        ...nothing,
        method: 'post',
        path: '/account/second-factor/remove',
        summary: 'Sign in with the password alone again',
        body: Password,
      },
      async ({ body, visit }) => done(await ownAccount.removeSecondFactor(body.password, visit)),
    ),
  ];
}
