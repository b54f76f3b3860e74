import type { HubSpot } from '../../simulator/hubspot/server.ts';
import type { Sugar } from '../../simulator/sugarcrm/server.ts';
import { type Config, readConfig } from '../../src/config.ts';

type Environment = Record<string, string>;

/** What a scan of one simulated account needs to be told. */
export function hubSpotEnvironment({ url, tokens }: Pick<HubSpot, 'url' | 'tokens'>, world: string): Environment {
  return {
    HUBSPOT_API_URL: url,
    HUBSPOT_ACCESS_TOKEN: tokens[world] ?? '',
    OUTBOUND_ALLOW: '127.0.0.1',
    RATE_SHARE: '1',
  };
}

/** `username`: another user than the one who scans. */
export function sugarEnvironment({ instances }: Pick<Sugar, 'instances'>, world: string, username?: string): Environment {
  const instance = instances[world];
  if (!instance) {
    throw new Error(`No instance ${world}`);
  }
  const user = instance.users.find((one) => one.username === username) ?? instance;
  return {
    SUGARCRM_URL: instance.url,
    SUGARCRM_USERNAME: user.username,
    SUGARCRM_PASSWORD: user.password,
    SUGARCRM_PLATFORM: instance.platform,
    OUTBOUND_ALLOW: '127.0.0.1',
  };
}

export const hubSpotSettings = (...of: Parameters<typeof hubSpotEnvironment>): Config => {
  return readConfig(hubSpotEnvironment(...of));
};
export const sugarSettings = (...of: Parameters<typeof sugarEnvironment>): Config => {
  return readConfig(sugarEnvironment(...of));
};
