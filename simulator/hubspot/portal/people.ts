import type { Body } from '../../shared/body.ts';
import type { Portal } from './portal.ts';
import type { World } from './world.ts';

const CREATED = '2025-01-07T09:00:00.000Z';

/** Keys that a user does not have are absent, not null. */
export function peopleOf({ users, teams }: World): Pick<Portal, 'users' | 'owners' | 'teams'> {
  return {
    users: users.map(({ id, name, email, admin }) => ({ id, email, ...namesOf(name), roleIds: [], superAdmin: admin })),
    owners: users.map(({ id, name, email }): Body => {
      const account = {
        userId: Number(id),
        userIdIncludingInactive: Number(id),
        createdAt: CREATED,
        updatedAt: CREATED,
      };
      return { id: `3${id}`, email, type: 'PERSON', ...namesOf(name), ...account, archived: false };
    }),
    teams: teams.map(({ id, name }) => ({ id, name, userIds: users.map((user) => user.id), secondaryUserIds: [] })),
  };
}

function namesOf(name: string) {
  const [firstName, ...rest] = name.split(' ');
  return { firstName, lastName: rest.join(' ') };
}
