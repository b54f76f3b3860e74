import { Conflict, InvalidInput, LinkUsedUp, NotFound } from '../kit/errors.ts';
import type { Actor } from '../model/audit.ts';
import { EVERY_TENANT, type Grant } from '../model/principal.ts';
import type { IdentityStore } from '../store/identity/identity-store.ts';
import type { Invitation, MadeInvitation } from '../store/identity/invitations.ts';
import type { ChangeOutcome, User } from '../store/identity/users.ts';
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
  publicUrl: string;
  hasOidc: boolean;
}

/** Who is in, and what they may; all acts are recorded. Who may call this is the caller's to check. */
export function makePeople({ auth, store, publicUrl, hasOidc }: Needs) {
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

    async invite(email: string, grants: readonly Grant[], actor: Actor): Promise<Link> {
      if (await store.users.findByEmail(email)) {
        throw new Conflict('Somebody with this e-mail address is already in.', 'Change what they may do instead.');
      }
      const details = { email, ...detailOf(grants) };
      return linkOf(
        await store.invitations.invite(email, grants, (target) => ({
          actor,
          action: 'user.invited',
          target,
          details,
        })),
      );
    },

    async withdraw(target: string, actor: Actor): Promise<void> {
      if (!(await store.invitations.withdraw(target, { actor, action: 'user.invitation-withdrawn', target }))) {
        throw new NotFound('invitation');
      }
    },

    /** A link to set a new password, for somebody who lost theirs. */
    async resetLink(target: string, actor: Actor): Promise<Link> {
      const { email } = await known(target);
      return linkOf(await store.invitations.reset(email, () => ({ actor, action: 'user.password-link-made', target })));
    },

    async changeGrants(target: string, grants: readonly Grant[], actor: Actor): Promise<User> {
      const before = await known(target);
      const details = { before: detailOf(before.grants).grants, after: detailOf(grants).grants };
      check(await store.users.changeGrants(target, grants, { actor, action: 'user.grants-changed', target, details }));
      return known(target);
    },

    async remove(target: string, actor: Actor): Promise<void> {
      const { email } = await known(target);
      check(await store.users.remove(target, { actor, action: 'user.removed', target, details: { email } }));
    },

    async dropSecondFactor(target: string, actor: Actor): Promise<void> {
      await known(target);
      await store.users.dropSecondFactor(target, { actor, action: 'user.second-factor-dropped', target });
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
      const { outcome } = await store.invitations.accept(secret, {
        name,
        ...(email !== undefined && { email }),
        ...(password !== undefined && { passwordHash: await auth.hashPassword(password) }),
      });
      switch (outcome) {
        case 'done':
          return;
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
