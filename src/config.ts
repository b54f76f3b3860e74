import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from './kit/errors.ts';
import { LOG_LEVELS } from './kit/log.ts';
import { parseSecretKeys } from './kit/keyring.ts';
import type { StorePlace } from './store/open-store.ts';

const origin = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });

/** Every setting, by its name in the environment. `.env.example` explains each; a structure test keeps the two equal. */
const Environment = z.object({
  HUBSPOT_ACCESS_TOKEN: z.string().trim().min(1).optional(),
  HUBSPOT_API_URL: origin.default('https://api.hubapi.com'),
  HUBSPOT_CLIENT_ID: z.string().trim().min(1).optional(),
  HUBSPOT_CLIENT_SECRET: z.string().trim().min(1).optional(),
  HUBSPOT_REFRESH_TOKEN: z.string().trim().min(1).optional(),
  SUGARCRM_URL: origin
    .refine((url) => {
      const { username, password, search } = new URL(url);
      return username === '' && password === '' && search === '';
    }, 'must hold no user name, password or query')
    .optional(),
  SUGARCRM_USERNAME: z.string().trim().min(1).optional(),
  SUGARCRM_PASSWORD: z.string().min(1).optional(),
  SUGARCRM_PLATFORM: z.string().trim().min(1).max(127).default('aiinv'),
  SUGARCRM_CLIENT_ID: z.string().trim().min(1).default('sugar'),
  SUGARCRM_CLIENT_SECRET: z.string().trim().default(''),
  SUGARCRM_TOKEN_URL: origin.optional(),
  SUGARCRM_SCOPE: z.string().trim().default('https://apis.sugarcrm.com/auth/crm'),
  OUTBOUND_ALLOW: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    ),
  RATE_SHARE: z.coerce.number('must be a number').gt(0, 'must be above 0').max(1, 'must be at most 1').default(0.9),
  HUBSPOT_APP_URL: origin.default('https://app.hubspot.com'),
  PUBLIC_URL: origin.refine((url) => new URL(url).pathname === '/', 'must have no path').optional(),
  OIDC_ISSUER: origin.optional(),
  OIDC_CLIENT_ID: z.string().trim().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().trim().min(1).optional(),
  PORT: z.coerce.number('must be a number').int().min(0).max(65_535, 'must be a port').default(3000),
  TRUST_PROXY: z.coerce.number('must be a number').int().min(0).max(10, 'must be at most 10').default(0),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  DATA_DIR: z.string().min(1).default('./data'),
  KEEP_CHANGES_DAYS: z.coerce.number('must be a number').int().min(1, 'must be at least 1').max(36_500).default(400),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  SECRET_KEYS: z
    .string()
    .superRefine((list, context) => {
      parseSecretKeys(list).faults.forEach((message) => context.addIssue({ code: 'custom', message }));
    })
    .optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp(s) address' }).optional(),
  MAIL_FROM: z.string().trim().min(3).optional(),
});
export type Config = z.infer<typeof Environment>;
export const SETTINGS = Object.keys(Environment.shape);

/** Reads the environment once. Each setting may come from a file named in `…_FILE`; all faults are told at once. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const faults: string[] = [];
  const values: Record<string, string> = {};
  for (const name of SETTINGS) {
    const value = env[name] || fromFile(name, env[`${name}_FILE`], faults);
    if (value) {
      values[name] = value;
    }
  }
  const parsed = Environment.safeParse(values);
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    faults.push(`${issue.path.join('.')}: ${issue.message}`);
  }
  if (!parsed.success || faults.length > 0) {
    throw new ConfigError(faults);
  }
  return parsed.data;
}

function fromFile(name: string, path: string | undefined, faults: string[]): string | undefined {
  if (!path) {
    return undefined;
  }
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    faults.push(`${name}_FILE: the file cannot be read`);
    return undefined;
  }
}

/** Where this install keeps its rows. */
export function placeOf({ DATABASE_URL, DATA_DIR }: Config): StorePlace {
  return DATABASE_URL === undefined ? { dataDir: DATA_DIR } : { databaseUrl: DATABASE_URL };
}
