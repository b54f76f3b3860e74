import type { HubSpotCredentials } from '../connectors/hubspot/index.ts';
import { rootOf, type SugarCredentials } from '../connectors/sugarcrm/credentials.ts';
import type { Config } from './config.ts';
import { ConfigError } from './kit/errors.ts';
import type { Json } from './model/json.ts';

/** What the settings hold for one CRM; throws `ConfigError` with everything that is missing. */
export const credentialsIn = { hubspot: hubspotIn, sugarcrm: sugarIn };

/** What is stored of a consent is the account's refresh token; the app is the operator's, and may get a new secret. */
export function withApp(stored: Json | undefined, config: Config): Json | undefined {
  const { HUBSPOT_CLIENT_ID: clientId, HUBSPOT_CLIENT_SECRET: clientSecret, HUBSPOT_API_URL: apiUrl } = config;
  if (clientId === undefined || clientSecret === undefined) {
    throw new ConfigError([
      'HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET are not set; this account was connected by an app.',
    ]);
  }
  return typeof stored === 'object' && stored !== null ? { ...stored, clientId, clientSecret, apiUrl } : undefined;
}

function hubspotIn(config: Config): HubSpotCredentials {
  const {
    HUBSPOT_ACCESS_TOKEN: accessToken,
    HUBSPOT_CLIENT_ID: clientId,
    HUBSPOT_CLIENT_SECRET: clientSecret,
    HUBSPOT_REFRESH_TOKEN: refreshToken,
  } = config;
  const apiUrl = config.HUBSPOT_API_URL;
  if (accessToken !== undefined) {
    return { accessToken, apiUrl };
  }
  if (refreshToken !== undefined && clientId !== undefined && clientSecret !== undefined) {
    return { refreshToken, clientId, clientSecret, apiUrl };
  }
  throw new ConfigError([
    'HUBSPOT_ACCESS_TOKEN is not set (or, for an OAuth app, HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET and HUBSPOT_REFRESH_TOKEN).',
  ]);
}

function sugarIn(config: Config): SugarCredentials {
  const {
    SUGARCRM_URL: url,
    SUGARCRM_USERNAME: username,
    SUGARCRM_PASSWORD: password,
    SUGARCRM_PLATFORM: platform,
    SUGARCRM_CLIENT_ID: clientId,
    SUGARCRM_CLIENT_SECRET: clientSecret,
    SUGARCRM_TOKEN_URL: tokenUrl,
    SUGARCRM_SCOPE: scope,
  } = config;
  const wanted =
    tokenUrl === undefined
      ? { SUGARCRM_URL: url, SUGARCRM_USERNAME: username, SUGARCRM_PASSWORD: password }
      : { SUGARCRM_URL: url, SUGARCRM_CLIENT_SECRET: clientSecret || undefined };
  const missing = Object.entries(wanted).flatMap(([name, value]) =>
    value === undefined ? [`${name} is not set.`] : [],
  );
  if (url === undefined || missing.length > 0) {
    throw new ConfigError(missing);
  }
  return tokenUrl !== undefined
    ? { url: rootOf(url), tokenUrl, clientId, clientSecret, scope }
    : { url: rootOf(url), username: username ?? '', password: password ?? '', platform, clientId, clientSecret };
}
