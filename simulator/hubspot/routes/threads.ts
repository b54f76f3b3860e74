import type { Body } from '../../shared/body.ts';
import { pageOf } from '../api/paging.ts';
import { flagIn, listIn, timeIn } from '../api/query.ts';
import { invalid, notFound } from '../api/refusal.ts';
import type { ApiRequest, Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';
import type { Thread } from '../portal/portal.ts';
import { CONVERSATION_SCOPES as scopes, conversationPaths } from './conversations.ts';

const LIMIT = { default: 100, max: 500 };

export const threadRoutes: Route[] = [
  {
    method: 'GET',
    paths: conversationPaths('/threads'),
    scopes,
    answer(request) {
      const present = ({ thread }: Thread) => withAssociations(thread, request);
      return ok(pageOf(askedThreads(request), request, { limit: LIMIT, present }));
    },
  },
  {
    method: 'GET',
    paths: conversationPaths('/threads/:threadId'),
    scopes,
    answer: (request) => ok(withAssociations(threadIn(request).thread, request)),
  },
  {
    method: 'GET',
    paths: conversationPaths('/threads/:threadId/messages'),
    scopes,
    answer(request) {
      const { messages } = threadIn(request);
      const oldestFirst = listIn(request.query, 'sort').includes('createdAt');
      return ok(pageOf(oldestFirst ? messages.toReversed() : messages, request, { limit: LIMIT }));
    },
  },
];

function askedThreads({ portal, query }: ApiRequest): Thread[] {
  const inboxes = listIn(query, 'inboxId');
  if (inboxes.length > 1) throw invalid('Only one inboxId is supported', 'inboxId', 'TOO_MANY_VALUES');
  const after = timeIn(query, 'latestMessageTimestampAfter') ?? 0;
  const archived = flagIn(query, 'archived');
  const threads = portal.threads.filter(({ thread }) => {
    return (
      thread.archived === archived &&
      latestOf(thread) > after &&
      isEqual(thread.inboxId, inboxes[0] ?? null) &&
      isEqual(thread.status, query.get('threadStatus')) &&
      isEqual(thread.associatedContactId, query.get('associatedContactId')) &&
      isEqual(ticketOf(thread), query.get('associatedTicketId'))
    );
  });
  // Ascending always: HubSpot has no way to ask for the latest first.
  const byTime = listIn(query, 'sort').includes('latestMessageTimestamp');
  return threads.sort((a, b) => {
    return byTime ? latestOf(a.thread) - latestOf(b.thread) : Number(a.thread.id) - Number(b.thread.id);
  });
}

const isEqual = (held: unknown, wanted: string | null) => wanted === null || held === wanted;
const latestOf = (thread: Body) => Date.parse(String(thread.latestMessageTimestamp));

function ticketOf({ threadAssociations }: Body): unknown {
  return typeof threadAssociations === 'object' &&
    threadAssociations !== null &&
    'associatedTicketId' in threadAssociations
    ? threadAssociations.associatedTicketId
    : undefined;
}

function withAssociations(thread: Body, { query }: ApiRequest): Body {
  const { threadAssociations, ...rest } = thread;
  return listIn(query, 'association').includes('TICKET') ? { ...rest, threadAssociations } : rest;
}

function threadIn(request: ApiRequest): Thread {
  const found = request.portal.threads.find(({ thread }) => thread.id === param(request, 'threadId'));
  if (found === undefined) throw notFound();
  return found;
}
