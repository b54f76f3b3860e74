import { z } from 'zod';
import { EVERY_TENANT, ROLES } from '../../model/principal.ts';

const Grant = z.strictObject({
  tenant: z.string().min(1).max(200).describe('The id of a tenant, or `*` for all that are there or will be'),
  role: z.enum(ROLES),
});

/** One role for a tenant: two would leave open which one counts. */
const Grants = z
  .array(Grant)
  .max(2_000)
  .refine((grants) => new Set(grants.map(({ tenant }) => tenant)).size === grants.length, 'names a tenant twice');

const times = { createdAt: z.iso.datetime() };

export const User = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  secondFactor: z.boolean().describe('Whether the sign-in asks for the code of a device'),
  grants: z.array(Grant),
  ...times,
});
export const Users = z.object({ data: z.array(User) });

export const Invite = z.strictObject({
  email: z.email().max(320),
  grants: Grants.min(1).describe(`For example [{"tenant":"${EVERY_TENANT}","role":"auditor"}]`),
});
export const Invitation = z.object({
  id: z.string(),
  kind: z.enum(['first-admin', 'invitation', 'reset']),
  email: z.string().optional(),
  grants: z.array(Grant),
  expiresAt: z.iso.datetime(),
  ...times,
});
export const Invitations = z.object({ data: z.array(Invitation) });
export const Link = z.object({
  url: z.url().describe('Works once. It is in this answer and nowhere else: send it to the person.'),
  invitation: Invitation,
});

export const ChangeGrants = z.strictObject({ grants: Grants });
const id = z.string().regex(/^[\w-]{1,100}$/);
export const UserPath = z.object({ userId: id });
export const InvitationPath = z.object({ invitationId: id });
