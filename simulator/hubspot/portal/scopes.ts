import type { World } from './world.ts';

/** What an app is granted that asks for everything it can read. */
const READ_SCOPES = [
  'oauth',
  'automation',
  'conversations.read',
  'content',
  'marketing.email.read',
  'crm.lists.read',
  'crm.objects.owners.read',
  'crm.objects.contacts.read',
  'crm.objects.companies.read',
  'crm.objects.deals.read',
  'crm.objects.leads.read',
  'crm.objects.custom.read',
  'crm.schemas.contacts.read',
  'crm.schemas.companies.read',
  'crm.schemas.deals.read',
  'crm.schemas.custom.read',
  'tickets',
  'settings.users.read',
  'settings.users.teams.read',
  'account-info.security.read',
  'automation.sequences.read',
  'mh-lead-scoring-view',
  'marketing.aeo.read',
];

export function scopesOf({ withScopes, withoutScopes }: World): Set<string> {
  return new Set([...READ_SCOPES, ...withScopes].filter((scope) => !withoutScopes.includes(scope)));
}
