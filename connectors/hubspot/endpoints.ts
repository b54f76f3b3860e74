/** A read of HubSpot's API. Versions are a matter of one endpoint, not of the connector: HubSpot retires them one by one. */
export interface Endpoint {
  /** The name in messages, and the key under which the path that works is remembered. */
  id: string;
  /** Preferred first: the dated path, then the numbered one it replaces. `{name}` is a parameter. */
  paths: readonly string[];
  method: 'GET' | 'POST';
  /** A rate limit of its own. */
  bucket?: 'search';
}

const get = (id: string, ...paths: string[]): Endpoint => ({ id, paths, method: 'GET' });
const post = (id: string, ...paths: string[]): Endpoint => ({ id, paths, method: 'POST' });

const flows = ['/automation/2026-09-beta/flows', '/automation/v4/flows'];
// HubSpot doubled a segment when it dated these paths.
const conversations = ['/conversations/conversations/2026-09', '/conversations/v3/conversations'];
const under = (roots: readonly string[], rest: string) => roots.map((root) => `${root}/${rest}`);

/** Every endpoint the connector may call; all of them read, whatever the method says. */
export const endpoints = {
  account: get('account details', '/account-info/2026-09/details', '/account-info/v3/details'),

  flows: get('flows', ...flows),
  flow: get('flow', ...under(flows, '{flowId}')),
  flowsBatch: post('flows batch read', ...under(flows, 'batch/read')),
  actionTypes: get('action types', '/automation/2026-09-beta/action-types', '/automation/2027-03-beta/action-types'),

  properties: get('properties', '/crm/properties/2026-09/{objectType}', '/crm/v3/properties/{objectType}'),
  schemas: get(
    'custom object schemas',
    '/crm-object-schemas/2026-09/schemas',
    '/crm-object-schemas/v3/schemas',
    '/crm/v3/schemas',
  ),
  objects: get('records', '/crm/objects/2026-09/{objectType}', '/crm/v3/objects/{objectType}'),
  object: get('a record', '/crm/objects/2026-09/{objectType}/{objectId}', '/crm/v3/objects/{objectType}/{objectId}'),
  search: {
    ...post('record search', '/crm/objects/2026-09/{objectType}/search', '/crm/v3/objects/{objectType}/search'),
    bucket: 'search',
  },
  pipelines: get('pipelines', '/crm/pipelines/2026-09/{objectType}', '/crm/v3/pipelines/{objectType}'),
  owners: get('owners', '/crm/owners/2026-09', '/crm/v3/owners'),
  listSearch: post('segment search', '/crm/lists/2026-09/search', '/crm/v3/lists/search'),
  lists: get('segments', '/crm/lists/2026-09', '/crm/v3/lists'),
  list: get('segment', '/crm/lists/2026-09/{listId}', '/crm/v3/lists/{listId}'),

  recordLists: get(
    'segments of a record',
    '/crm/lists/2026-09/records/{objectTypeId}/{recordId}/memberships',
    '/crm/v3/lists/records/{objectTypeId}/{recordId}/memberships',
  ),

  inboxes: get('inboxes', ...under(conversations, 'inboxes')),
  channels: get('channels', ...under(conversations, 'channels')),
  channelAccounts: get('channel accounts', ...under(conversations, 'channel-accounts')),
  threads: get('threads', ...under(conversations, 'threads')),
  messages: get('messages', ...under(conversations, 'threads/{threadId}/messages')),
  actor: get('actor', ...under(conversations, 'actors/{actorId}')),
  actorsBatch: post('actors batch read', ...under(conversations, 'actors/batch/read')),

  leadScores: get(
    'lead scores',
    '/marketing/lead-scoring/2026-09-beta/scores',
    '/marketing/lead-scoring/2027-03-beta/scores',
  ),
  leadScore: get(
    'lead score',
    '/marketing/lead-scoring/2026-09-beta/scores/{scoreId}',
    '/marketing/lead-scoring/2027-03-beta/scores/{scoreId}',
  ),
  emails: get('marketing e-mails', '/marketing/emails/2026-09', '/marketing/v3/emails'),
  forecastTypes: get('forecast types', '/forecast-settings/2026-09/forecast-types'),
  serviceSequences: get('sequences', '/automation/sequences/2026-09-beta/serviceaccounts/sequences'),
  userSequences: get('sequences of a user', '/automation/sequences/2026-09-beta', '/automation/v4/sequences'),
  users: get('users', '/settings/users/2026-09-beta', '/settings/v3/users/', '/settings/users/v3'),
  user: get('a user', '/settings/users/2026-09-beta/{userId}', '/settings/v3/users/{userId}'),
  securityLog: get(
    'security activity',
    '/account-info/2026-09/activity/security',
    '/account-info/v3/activity/security',
  ),
  auditLog: get('audit log', '/account-info/2026-09/activity/audit-logs', '/account-info/v3/activity/audit-logs'),
} as const satisfies Record<string, Endpoint>;
