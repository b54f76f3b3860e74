import { Conflict, InvalidInput, LinkUsedUp, NotFound } from '../kit/errors.ts';
import { EVERY_TENANT, type Grant } from '../model/principal.ts';
import type { IdentityStore } from '../store/identity/identity-store.ts';
import type { Invitation, MadeInvitation } from '../store/identity/invitations.ts';
import type { ChangeOutcome, User } from '../store/identity/users.ts';
import type { Act, Actor, RecordAct } from './acts.ts';
import type { Auth } from './auth.ts';
import { MIN_PASSWORD } from './auth-options.ts';

/** A link that is shown once. */
export interface Link {
  url: string;
  invitation: Invitation;
}

export interface Joining {
  name: string;
  /** For the first administrator only. */
  email?: string;
  /** Absent: signs in with the company's provider. */
  password?: string;
}

interface Needs {
  auth: Auth;
  store: IdentityStore;
  record: RecordAct;
  publicUrl: string;
  hasOidc: boolean;
}

/** Who is in, and what they may; all acts are recorded. Who may call this is the caller's to check. */
export function makePeople({ auth, store, record, publicUrl, hasOidc }: Needs) {
  const linkOf = ({ secret, invitation }: MadeInvitation): Link => ({
    url: new URL(`/invitation?token=${secret}`, publicUrl).href,
    invitation,
  });
  const known = async (id: string): Promise<User> => {
    const user = await store.users.find(id);
    if (!user) {
      throw new NotFound('user');
    }
    return user;
  };

  return {
    list: () => store.users.list(),
    invitations: () => store.invitations.list(),

    async invite(email: string, grants: readonly Grant[], by: Actor): Promise<Link> {
      if (await store.users.findByEmail(email)) {
        throw new Conflict('Somebody with this e-mail address is already in.', 'Change what they may do instead.');
      }
      const made = await store.invitations.invite(email, grants);
      await record({
        by,
        action: 'identity.invited',
        about: made.invitation.id,
        detail: { email, ...detailOf(grants) },
      });
      return linkOf(made);
    },

    async withdraw(id: string, by: Actor): Promise<void> {
      if (!(await store.invitations.withdraw(id))) {
        throw new NotFound('invitation');
      }
      await record({ by, action: 'identity.invitation-withdrawn', about: id });
    },

    /** A link to set a new password, for somebody who lost theirs. */
    async resetLink(userId: string, by: Actor): Promise<Link> {
      const user = await known(userId);
      const made = await store.invitations.reset(user.email);
      await record({ by, action: 'identity.password-link-made', about: userId });
      return linkOf(made);
    },

    async changeGrants(userId: string, grants: readonly Grant[], by: Actor): Promise<User> {
      const before = await known(userId);
      check(await store.users.changeGrants(userId, grants));
      const detail = { before: detailOf(before.grants).grants, after: detailOf(grants).grants };
      await record({ by, action: 'identity.grants-changed', about: userId, detail });
      return known(userId);
    },

    async remove(userId: string, by: Actor): Promise<void> {
      const { email } = await known(userId);
      check(await store.users.remove(userId));
      await record({ by, action: 'identity.user-removed', about: userId, detail: { email } });
    },

    async dropSecondFactor(userId: string, by: Actor): Promise<void> {
      await known(userId);
      await store.users.dropSecondFactor(userId);
      await record({ by, action: 'identity.second-factor-dropped', about: userId });
    },

    /** Undefined when there is an administrator already. */
    async firstAdminLink(): Promise<string | undefined> {
      const made = await store.invitations.forFirstAdmin();
      return made && linkOf(made).url;
    },

    /** What a link is for; throws `LinkUsedUp`. */
    async opened(secret: string): Promise<Invitation> {
      const invitation = await store.invitations.find(secret);
      if (!invitation) {
        throw new LinkUsedUp();
      }
      return invitation;
    },

    /** Uses the link. Throws `InvalidInput`, `LinkUsedUp`, `Conflict`. */
    async accept(secret: string, { name, email, password }: Joining): Promise<void> {
      if (password === undefined ? !hasOidc : password.length < MIN_PASSWORD || password.length > 128) {
        throw new InvalidInput([{ at: 'password', fault: `must have ${MIN_PASSWORD} to 128 characters` }]);
      }
      const accepted = await store.invitations.accept(secret, {
        name,
        ...(email !== undefined && { email }),
        ...(password !== undefined && { passwordHash: await auth.hashPassword(password) }),
      });
      switch (accepted.outcome) {
        case 'done':
          return record(joined(accepted.userId, name, accepted.kind));
        case 'taken':
          throw new Conflict('Somebody with this e-mail address is already in.', 'Sign in with it.');
        case 'needs-password':
          throw new InvalidInput([{ at: 'password', fault: 'is missing' }]);
        case 'gone':
          throw new LinkUsedUp();
      }
    },
  };
}
export type People = ReturnType<typeof makePeople>;

function joined(userId: string, name: string, kind: Invitation['kind']): Act {
  const action = kind === 'reset' ? 'identity.password-reset' : 'identity.joined';
  return { by: { kind: 'user', id: userId, name }, action, about: userId, detail: { link: kind } };
}

function check(outcome: ChangeOutcome): void {
  if (outcome === 'not-found') {
    throw new NotFound('user');
  }
  if (outcome === 'last-admin') {
    throw new Conflict(
      'This is the last administrator of everything.',
      `Grant the role admin on ${EVERY_TENANT} to somebody else first.`,
    );
  }
}

const detailOf = (grants: readonly Grant[]) => ({ grants: grants.map(({ tenant, role }) => `${role} on ${tenant}`) });
