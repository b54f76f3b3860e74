import type { Body } from '../../shared/body.ts';
import { messagesOf } from './messages.ts';
import type { Portal, Thread } from './portal.ts';
import { recordIdAt } from './records.ts';
import type { Chat, Thread as WrittenThread, World } from './world.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const CREATED = '2025-03-03T10:00:00.000Z';

const CHANNELS: Record<Chat['channel'], { id: string; name: string }> = {
  chat: { id: '1000', name: 'Live Chat' },
  messenger: { id: '1001', name: 'Facebook Messenger' },
  email: { id: '1002', name: 'Email' },
  forms: { id: '1003', name: 'Forms' },
  whatsapp: { id: '1007', name: 'WhatsApp' },
  calling: { id: '1008', name: 'Calling' },
  custom: { id: '1009', name: 'Custom Channel' },
};

type Conversations = Pick<Portal, 'inboxes' | 'channels' | 'channelAccounts' | 'threads' | 'actor'>;

export function conversationsOf(world: World, now: number): Conversations {
  return {
    inboxes: world.inboxes.map((inbox) => ({ ...inbox, createdAt: CREATED, updatedAt: CREATED, archived: false })),
    channels: Object.values(CHANNELS),
    channelAccounts: world.chats.map(channelAccountOf),
    threads: world.chats.flatMap((chat, index) => threadsOf(chat, world, (index + 1) * 1_000_000, now)),
    actor: (id) => actorOf(id, world),
  };
}

function channelAccountOf({ id, name, channel, inbox, active, raw }: Chat): Body {
  const account = {
    id,
    channelId: CHANNELS[channel].id,
    name,
    inboxId: inbox,
    active,
    authorized: true,
    createdAt: CREATED,
  };
  return { ...account, archived: false, ...raw };
}

/** Dated back from now: a client that asks for the last ninety days must always find them. */
function threadsOf(chat: Chat, world: World, firstId: number, now: number): Thread[] {
  const threads: Thread[] = [];
  for (const written of chat.threads) {
    for (let copy = 0; copy < written.times; copy++) {
      const id = String(firstId + threads.length);
      threads.push(threadOf(id, chat, written, now - written.daysAgo * DAY - copy * HOUR, world));
    }
  }
  return threads;
}

function threadOf(id: string, chat: Chat, written: WrittenThread, at: number, world: World): Thread {
  const messages = messagesOf(
    id,
    CHANNELS[chat.channel].id,
    chat.id,
    written,
    at,
    world.planted.people[written.visitor]?.email,
  );
  const latest = String(messages[0]?.createdAt ?? new Date(at).toISOString());
  const thread: Body = {
    id,
    createdAt: new Date(at).toISOString(),
    closedAt: written.status === 'CLOSED' ? latest : undefined,
    status: written.status,
    originalChannelId: CHANNELS[chat.channel].id,
    originalChannelAccountId: chat.id,
    latestMessageTimestamp: latest,
    latestMessageSentTimestamp: latest,
    latestMessageReceivedTimestamp: latest,
    spam: false,
    inboxId: chat.inbox,
    associatedContactId: recordIdAt(written.visitor),
    archived: written.archived,
    threadAssociations: written.ticket === undefined ? {} : { associatedTicketId: written.ticket },
  };
  return { thread, messages };
}

const NAMED: Record<string, string> = { L: 'LLM', B: 'BOT', I: 'INTEGRATOR' };

function actorOf(id: string, { actors, users, planted }: World): Body | undefined {
  const kind = id.charAt(0);
  const number = id.slice(2);
  if (id === 'S-hubspot') return { type: 'SYSTEM', id };
  if (kind === 'A') {
    const user = users.find((candidate) => candidate.id === number);
    return user && { type: 'AGENT', id, name: user.name, email: user.email };
  }
  if (kind === 'V') {
    const person = planted.people.find((_, index) => recordIdAt(index) === number);
    return person && { type: 'VISITOR', id, name: person.name, email: person.email };
  }
  const type = NAMED[kind];
  const name = actors[id];
  return type === undefined || name === undefined
    ? undefined
    : { type, id, name, avatar: 'https://avatars.example/1.png' };
}
