import type { Crm } from '../model/raw-asset.ts';

/** As `coverage` names it: this user of SugarCRM sees everything. */
const ADMIN = 'admin user';

/** What to do about what may not be read: HubSpot's scopes are granted, in SugarCRM somebody else scans or the user gets a right. */
export function stepToGrant(crm: Crm, grants: readonly string[]): string {
  const rights = [...new Set(grants.flatMap((grant) => grant.split(', ')))];
  if (crm === 'hubspot') {
    return `Grant ${rights.join(', ')} and scan again.`;
  }
  const others = rights.filter((right) => right !== ADMIN);
  return others.length === 0
    ? 'Let an administrator user scan.'
    : `Let an administrator user scan, or give this user the ${others.join(' and the ')} and scan again.`;
}

export const missingRight = (crm: Crm, grant: string) => `${crm === 'hubspot' ? 'grant' : 'needs'} ${grant}`;
