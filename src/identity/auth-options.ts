import type { BetterAuthOptions } from 'better-auth';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import type { OidcProvider } from './oidc.ts';

export interface AuthSettings {
  /** Where people reach us; with https, cookies are `Secure`. */
  publicUrl: string;
  /** Signs cookies and encrypts second factors. */
  secret: string;
  database: NonNullable<BetterAuthOptions['database']>;
  oidc?: OidcProvider;
}

/** Where better-auth answers; only the paths of `auth-door.ts` are ever handed to it. */
export const AUTH_PATH = '/api/v1/auth';
/** Set by us alone from the connection: what a client sends under this name is dropped. */
export const ADDRESS_HEADER = 'x-ai-inventory-address';
/** better-auth's name for it; with https, `__Secure-` stands before. */
export const SESSION_COOKIE = 'ai-inventory.session_token';
export const MIN_PASSWORD = 12;
const DAY_S = 24 * 60 * 60;

const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** better-auth over the tables of our own migration, with everything off that we do not use. */
export function authOptions({ publicUrl, secret, database, oidc }: AuthSettings) {
  return {
    appName: 'CRM AI Inventory',
    baseURL: publicUrl,
    basePath: AUTH_PATH,
    secret,
    database,
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      // People are invited: an account is only made from an invitation.
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: 128,
    },
    trustedOrigins: [new URL(publicUrl).origin],
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', ...TIMES },
    },
    session: {
      modelName: 'user_sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...TIMES,
      },
      expiresIn: DAY_S,
      updateAge: DAY_S / 24,
      // Each request asks the database: a role or a session that is taken away is gone with the next one.
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'user_accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...TIMES,
      },
      accountLinking: { allowDifferentEmails: false, requireLocalEmailVerified: true },
    },
    verification: {
      modelName: 'user_verifications',
      fields: { expiresAt: 'expires_at', ...TIMES },
      storeIdentifier: 'hashed',
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'request_counts',
      fields: { lastRequest: 'last_request' },
      window: 60,
      max: 60,
      customRules: {
        '/sign-in/email': { window: 60, max: 20 },
        '/two-factor/*': { window: 60, max: 20 },
      },
    },
    databaseHooks: {
      // What the provider gives us besides the name is of no use here, and so it is not kept.
      account: {
        create: { before: (account) => Promise.resolve({ data: { ...account, ...NO_TOKENS } }) },
        update: { before: (account) => Promise.resolve({ data: { ...account, ...NO_TOKENS } }) },
      },
    },
    advanced: {
      cookiePrefix: 'ai-inventory',
      useSecureCookies: new URL(publicUrl).protocol === 'https:',
      // Both are said: better-auth would switch the checks off by itself in tests.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    plugins: [
      twoFactor({
        issuer: 'CRM AI Inventory',
        schema: {
          user: { fields: { twoFactorEnabled: 'second_factor' } },
          twoFactor: {
            modelName: 'user_second_factors',
            fields: {
              userId: 'user_id',
              backupCodes: 'recovery_codes',
              failedVerificationCount: 'failures',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      ...(oidc ? [genericOAuth({ config: [oidc] })] : []),
    ],
  } satisfies BetterAuthOptions;
}

const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null };
