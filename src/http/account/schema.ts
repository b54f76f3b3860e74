import { z } from 'zod';
import { ROLES } from '../../model/principal.ts';

const secret = z.string().min(1).max(5_000);

export const Me = z.object({
  id: z.string(),
  kind: z.enum(['user', 'token']),
  name: z.string(),
  grants: z.array(z.object({ tenant: z.string(), role: z.enum(ROLES) })),
});

export const SignIn = z.strictObject({ email: z.string().max(320), password: secret });
export const SignedIn = z.object({
  needsSecondFactor: z.boolean().describe('The password was right; send the code to /account/sign-in/code'),
});
export const Code = z.strictObject({
  code: z.string().min(1).max(100),
  isRecoveryCode: z.boolean().default(false),
});

export const Session = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  address: z.string().optional(),
  browser: z.string().optional(),
  isThis: z.boolean().describe('The session of this request'),
});
export const Sessions = z.object({ data: z.array(Session) });
export const SessionPath = z.object({ sessionId: z.string().regex(/^[\w-]{1,100}$/) });
export const Ended = z.object({ ended: z.number().int() });

export const Password = z.strictObject({ password: secret });
export const NewPassword = z.strictObject({ currentPassword: secret, newPassword: secret });
export const SecondFactor = z.object({
  uri: z.string().describe('`otpauth:` address for an authenticator app'),
  recoveryCodes: z.array(z.string()).describe('Each works once. They are in this answer and nowhere else.'),
});
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export const ConfirmCode = z.strictObject({ code: z.string().min(1).max(20) });
