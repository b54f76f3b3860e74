import type { Body } from '../../shared/body.ts';
import { totalledPageOf } from '../api/paging.ts';
import { flagIn, listIn } from '../api/query.ts';
import { notFound } from '../api/refusal.ts';
import type { ApiRequest, Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';

export const CONVERSATION_SCOPES = ['conversations.read'];

/** The dated path has its first segment twice; that is no slip of ours. */
export const conversationPaths = (path: string) => [
  `/conversations/v3/conversations${path}`,
  `/conversations/conversations/2026-09${path}`,
];

export const conversationRoutes: Route[] = [
  ...listAndItem('/inboxes', (request) => request.portal.inboxes),
  ...listAndItem('/channels', (request) => request.portal.channels),
  ...listAndItem('/channel-accounts', (request) => request.portal.channelAccounts),
];

function listAndItem(path: string, itemsOf: (request: ApiRequest) => readonly Body[]): Route[] {
  return [
    {
      method: 'GET',
      paths: conversationPaths(path),
      scopes: CONVERSATION_SCOPES,
      answer: (request) => ok(totalledPageOf(asked(itemsOf(request), request), request)),
    },
    {
      method: 'GET',
      paths: conversationPaths(`${path}/:id`),
      scopes: CONVERSATION_SCOPES,
      answer(request) {
        const item = itemsOf(request).find(({ id }) => id === param(request, 'id'));
        if (item === undefined) throw notFound();
        return ok(item);
      },
    },
  ];
}

function asked(items: readonly Body[], { query }: ApiRequest): Body[] {
  const channels = listIn(query, 'channelId');
  const inboxes = listIn(query, 'inboxId');
  const archived = flagIn(query, 'archived');
  return items.filter((item) => {
    if ((item.archived ?? false) !== archived) return false;
    if (channels.length > 0 && !channels.includes(String(item.channelId))) return false;
    return inboxes.length === 0 || inboxes.includes(String(item.inboxId));
  });
}
