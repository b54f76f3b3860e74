import type { Crm } from '../model/raw-asset.ts';
import type { Say } from './say.ts';

/** As `coverage` names it: this user of SugarCRM sees everything. */
const ADMIN = 'admin user';

/** What to do about what may not be read: HubSpot's scopes are granted, in SugarCRM somebody else scans or the user gets a right. */
export function stepToGrant(crm: Crm, grants: readonly string[], say: Say): string {
  const rights = [...new Set(grants.flatMap((grant) => grant.split(', ')))];
  if (crm === 'hubspot') {
    return say('grant', { rights: rights.join(', ') });
  }
  const others = rights.filter((right) => right !== ADMIN);
  return others.length === 0 ? say('admin') : say('admin-or', { rights: others.join(say('and-the')) });
}

export const missingRight = (crm: Crm, right: string, say: Say) =>
  say(crm === 'hubspot' ? 'grant-right' : 'needs-right', { right });
