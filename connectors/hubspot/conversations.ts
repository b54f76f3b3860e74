import { AccessDenied, AppError, AuthFailed } from '../../src/kit/errors.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Page, Stream } from '../../src/pull/connector.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import { ahead } from '../../src/pull/ahead.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { Sample } from './conversations/sample.ts';
import { Actor, Channel, ChannelAccount, Inbox, Message } from './conversations/shapes.ts';
import { type Found, threadsOf } from './conversations/threads.ts';
import { endpoints, type Endpoint } from './endpoints.ts';
import { refusal } from '../../src/pull/refusal.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import type { z } from 'zod';

const scopes = ['conversations.read'];
const THREADS = 10;
const THREADS_INACTIVE = 2;
const MESSAGE_PAGES = 5;

/**
 * Chatflows and other channel accounts. No API shows how one is set up, so a few of its conversations are sampled for
 * who writes: kinds of sender and automatic first texts leave this stream, nothing of a person (BEHAVIOR.md, Conversations).
 */
export const conversations: Stream<HubSpotClient> = {
  name: 'conversations',
  kinds: ['chatflow'],
  scopes,
  async *pull({ client, kept, now, tellLeft }) {
    const quarantined: NonNullable<Page['quarantined']> = [];
    const accounts = await all(client, endpoints.channelAccounts, ChannelAccount, quarantined);
    const inboxes = new Map(
      (await all(client, endpoints.inboxes, Inbox, quarantined)).map((inbox) => [inbox.id, inbox]),
    );
    const channels = new Map(
      (await all(client, endpoints.channels, Channel, quarantined)).map((channel) => [channel.id, channel]),
    );
    const refused: NonNullable<Page['refused']> = [];
    const threads = await reachable(() => threadsOf(client, accounts, now), 'threads', refused);

    const assets = [];
    let left = accounts.length;
    tellLeft?.(left);
    for await (const { account, sample } of ahead(accounts, 4, async (account) => {
      const sample = await sampleOf(client, account, threads?.get(account.id), refused);
      left -= 1;
      tellLeft?.(left);
      return { account, sample };
    })) {
      const inbox = inboxes.get(account.inboxId ?? '');
      const payload = compact({
        ...account,
        name: redactText(account.name ?? account.id, 500),
        channelName: channels.get(account.channelId ?? '')?.name ?? undefined,
        inboxName: inbox?.name ?? undefined,
        inboxType: inbox?.type ?? undefined,
        sample,
      });
      assets.push(assetOf('chatflow', account.id, payload));
    }
    yield { ...(await sift(kept, 'chatflow', assets)), quarantined, refused };
  },
};

async function all<T>(
  client: HubSpotClient,
  endpoint: Endpoint,
  shape: z.ZodType<T>,
  quarantined: NonNullable<Page['quarantined']>,
): Promise<T[]> {
  const items: T[] = [];
  for await (const page of client.pages(endpoint, shape, { scopes })) {
    items.push(...page.items);
    quarantined.push(...page.quarantined);
  }
  return items;
}

/** What cannot be read is told, and the accounts are listed all the same. */
async function reachable<T>(
  read: () => Promise<T>,
  what: string,
  refused: NonNullable<Page['refused']>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AppError) || error instanceof AuthFailed) {
      throw error;
    }
    refused.push(error instanceof AccessDenied ? refusal(what, error) : { what, reason: error.message });
    return undefined;
  }
}

async function sampleOf(
  client: HubSpotClient,
  account: ChannelAccount,
  found: Found | undefined,
  refused: NonNullable<Page['refused']>,
): Promise<JsonObject> {
  const sample = new Sample();
  let complete = found !== undefined;
  const limit = account.active === false ? THREADS_INACTIVE : THREADS;
  for (const thread of found?.threads.slice(0, limit) ?? []) {
    const messages = await reachable(
      () => messagesOf(client, thread.id),
      `messages of channel account ${account.id}`,
      refused,
    );
    if (!messages) {
      complete = false;
      break;
    }
    sample.add(thread.assignedTo, messages);
    if (sample.isDecisive) {
      break;
    }
  }
  return sample.payload(
    complete || sample.threads > 0 ? (found?.window ?? 'none') : 'none',
    await actorsOf(client, sample),
    complete,
  );
}

async function messagesOf(client: HubSpotClient, threadId: string): Promise<Message[]> {
  const messages: Message[] = [];
  let pages = 0;
  for await (const page of client.pages(endpoints.messages, Message, { scopes, params: { threadId } })) {
    messages.push(...page.items);
    pages += 1;
    if (pages >= MESSAGE_PAGES) {
      break;
    }
  }
  return messages;
}

/** The names under which agents, bots and apps appear; people are never asked for. */
async function actorsOf(client: HubSpotClient, sample: Sample): Promise<Actor[]> {
  const actors: Actor[] = [];
  for (const actorId of [...sample.actorIds].slice(0, 5)) {
    const actor = await reachable(
      () => client.call(endpoints.actor, Actor, { scopes, params: { actorId } }),
      'actors',
      [],
    );
    if (actor) {
      actors.push({ ...actor, name: redactText(actor.name ?? '', 200) });
    }
  }
  return actors;
}
