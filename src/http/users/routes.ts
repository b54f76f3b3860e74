import { z } from 'zod';
import type { People } from '../../identity/people.ts';
import { actorOf } from '../actor.ts';
import { type Route, route } from '../route.ts';
import {
  ChangeGrants,
  Invitation,
  InvitationPath,
  Invitations,
  Invite,
  Link,
  User,
  UserPath,
  Users,
} from './schema.ts';

const tag = 'Users';
const common = { access: 'manage', tag } as const;
const one = { ...common, path: '/users/{userId}', params: UserPath } as const;

/** Who is in and what they may; for administrators of the whole install. */
export function userRoutes(people: People): Route[] {
  return [
    route(
      { ...common, method: 'get', path: '/users', summary: 'Everybody who can sign in', answer: Users },
      async () => ({ data: await people.list() }),
    ),
    route(
      {
        ...common,
        method: 'post',
        path: '/users',
        summary: 'Invite somebody; the answer holds the link',
        body: Invite,
        answer: Link,
        status: 201,
      },
      ({ body, principal }) => people.invite(body.email, body.grants, actorOf(principal)),
    ),
    route(
      { ...common, method: 'get', path: '/invitations', summary: 'Links that were not used yet', answer: Invitations },
      async () => ({ data: z.array(Invitation).parse(await people.invitations()) }),
    ),
    route(
      {
        ...common,
        method: 'delete',
        path: '/invitations/{invitationId}',
        summary: 'Withdraw an invitation: its link stops working',
        params: InvitationPath,
        answer: z.undefined(),
        status: 204,
      },
      async ({ params, principal }) => {
        await people.withdraw(params.invitationId, actorOf(principal));
        return undefined;
      },
    ),
    route(
      {
        ...one,
        method: 'patch',
        summary: 'Change what somebody may do; it counts from the next request',
        body: ChangeGrants,
        answer: User,
      },
      ({ params, body, principal }) => people.changeGrants(params.userId, body.grants, actorOf(principal)),
    ),
    route(
      {
        ...one,
        method: 'delete',
        summary: 'Remove somebody; their sessions end at once',
        answer: z.undefined(),
        status: 204,
      },
      async ({ params, principal }) => {
        await people.remove(params.userId, actorOf(principal));
        return undefined;
      },
    ),
    route(
      {
        ...one,
        method: 'post',
        path: '/users/{userId}/password-link',
        summary: 'A link to set a new password, for somebody who lost theirs',
        answer: Link,
        status: 201,
      },
      ({ params, principal }) => people.resetLink(params.userId, actorOf(principal)),
    ),
    route(
      {
        ...one,
        method: 'delete',
        path: '/users/{userId}/second-factor',
        summary: 'Forget the device of somebody who lost it',
        answer: z.undefined(),
        status: 204,
      },
      async ({ params, principal }) => {
        await people.dropSecondFactor(params.userId, actorOf(principal));
        return undefined;
      },
    ),
  ];
}
