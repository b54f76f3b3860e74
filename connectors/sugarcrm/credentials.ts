import { z } from 'zod';

/** The root of an instance, from an address as people copy it out of their browser. */
export function rootOf(address: string): string {
  return address.replace(/[#?].*$/, '').replace(/(?:\/index\.php)?\/*$/, '');
}

const url = z.url({ protocol: /^https?$/ }).transform(rootOf);

/** A user with a password, on a platform of its own. */
const Password = z.object({
  url,
  username: z.string().min(1),
  password: z.string().min(1),
  platform: z.string().min(1).max(127).default('aiinv'),
  clientId: z.string().min(1).default('sugar'),
  clientSecret: z.string().default(''),
});

/** A service account of SugarIdentity: its tokens come from another place than the instance. */
const ServiceAccount = z.object({
  url,
  tokenUrl: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  scope: z.string().default('https://apis.sugarcrm.com/auth/crm'),
});

export const Credentials = z.union([ServiceAccount, Password]);
export type Password = z.infer<typeof Password>;
export type ServiceAccount = z.infer<typeof ServiceAccount>;
export type SugarCredentials = z.infer<typeof Credentials>;
