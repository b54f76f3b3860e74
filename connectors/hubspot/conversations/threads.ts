import type { HubSpotClient } from '../client.ts';
import { endpoints } from '../endpoints.ts';
import { type ChannelAccount, Thread } from './shapes.ts';

const scopes = ['conversations.read'];
const WINDOW_MS = 90 * 24 * 60 * 60 * 1000;
const MAX_PAGES = 20;
const KEEP = 20;

export interface Found {
  /** Newest first. */
  threads: Thread[];
  window: '90d' | 'all' | 'none';
}

/** The latest threads of each account: of 90 days, and where an active account has none there, of all time. */
export async function threadsOf(
  client: HubSpotClient,
  accounts: readonly ChannelAccount[],
  now: Date,
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>(accounts.map(({ id }) => [id, { threads: [], window: 'none' }]));
  const since = new Date(now.getTime() - WINDOW_MS).toISOString();
  await read(client, { latestMessageTimestampAfter: since, sort: 'latestMessageTimestamp' }, '90d', found);
  const silent = accounts.filter(({ id, active }) => active !== false && found.get(id)?.threads.length === 0);
  for (const inboxId of new Set(silent.map((account) => account.inboxId ?? ''))) {
    const open = new Map(
      [...found].filter(([id]) => silent.some((account) => account.id === id && (account.inboxId ?? '') === inboxId)),
    );
    await read(client, inboxId === '' ? {} : { inboxId }, 'all', open);
  }
  return found;
}

/** Listings come oldest first, so the last ones seen are kept. */
async function read(
  client: HubSpotClient,
  query: Record<string, string>,
  window: Found['window'],
  into: ReadonlyMap<string, Found>,
): Promise<void> {
  let pages = 0;
  for await (const { items } of client.pages(endpoints.threads, Thread, { scopes, query, limit: 500 })) {
    for (const thread of items) {
      const account = into.get(thread.originalChannelAccountId ?? '');
      if (account) {
        account.threads.unshift(thread);
        account.threads.length = Math.min(account.threads.length, KEEP);
        account.window = window;
      }
    }
    pages += 1;
    if (pages >= MAX_PAGES) {
      return;
    }
  }
}
