import type { Body } from '../../shared/body.ts';
import { recordIdAt } from './records.ts';
import type { Thread } from './world.ts';

const MINUTE = 60_000;

type Written = string | { text: string; replies: string[] };

/** Newest first, as HubSpot answers. */
export function messagesOf(
  threadId: string,
  channelId: string,
  channelAccountId: string,
  { messages, visitor }: Thread,
  at: number,
  address: string | undefined,
): Body[] {
  const visitorId = `V-${recordIdAt(visitor)}`;
  const inOrder = messages.flatMap((message) => Object.entries(message));
  const made = inOrder.map(([who, written], index) => {
    const createdAt = new Date(at + index * MINUTE).toISOString();
    const id = `${threadId}${String(index).padStart(4, '0')}`.padStart(32, 'a');
    const base = { id, conversationsThreadId: threadId, createdAt, archived: false };
    const placed = { channelId, channelAccountId };
    if (who === 'assigned') return { ...base, ...system(), assignedTo: textOf(written), type: 'ASSIGNMENT' };
    if (who === 'closed') return { ...base, ...system(), newStatus: 'CLOSED', type: 'THREAD_STATUS_CHANGE' };
    if (who === 'comment') return { ...base, ...system(), ...wordsOf(written), attachments: [], type: 'COMMENT' };
    const visitorEnd = { actorId: visitorId, deliveryIdentifier: identifierOf(channelId, address) };
    if (who === 'welcome') {
      const ends = { createdBy: 'S-hubspot', senders: [{ actorId: 'S-hubspot' }], recipients: [visitorEnd] };
      return {
        ...base,
        ...ends,
        client: { clientType: 'SYSTEM' },
        ...wordsOf(written),
        ...placed,
        type: 'WELCOME_MESSAGE',
      };
    }
    const isVisitor = who === 'V';
    const actorId = isVisitor ? visitorId : who;
    return {
      ...base,
      updatedAt: createdAt,
      createdBy: actorId,
      client: clientOf(who),
      senders: [isVisitor ? visitorEnd : { actorId }],
      recipients: isVisitor ? [] : [visitorEnd],
      ...wordsOf(written),
      attachments: attachmentsOf(written),
      truncationStatus: 'NOT_TRUNCATED',
      status: { statusType: isVisitor ? 'RECEIVED' : 'SENT' },
      direction: isVisitor ? 'INCOMING' : 'OUTGOING',
      ...placed,
      type: 'MESSAGE',
    };
  });
  return made.reverse();
}

const EMAIL_CHANNEL = '1002';

function identifierOf(channelId: string, address = 'visitor@mail.example'): Body {
  return channelId === EMAIL_CHANNEL
    ? { type: 'HS_EMAIL_ADDRESS', value: address }
    : { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: '0232d166c0ffee' };
}

function system(): Body {
  return { createdBy: 'S-hubspot', client: { clientType: 'SYSTEM' }, senders: [], recipients: [] };
}

function clientOf(actorId: string): Body {
  if (actorId.startsWith('I-')) return { clientType: 'INTEGRATION', integrationAppId: Number(actorId.slice(2)) };
  return { clientType: actorId.startsWith('A-') ? 'HUBSPOT' : 'SYSTEM' };
}

function textOf(written: Written): string {
  return typeof written === 'string' ? written : written.text;
}

function wordsOf(written: Written): Body {
  const text = textOf(written);
  return { text, richText: `<div>${text}</div>` };
}

function attachmentsOf(written: Written): Body[] {
  if (typeof written === 'string') return [];
  const quickReplies = written.replies.map((label) => ({ label, value: label, valueType: 'TEXT' }));
  return [{ type: 'QUICK_REPLIES', quickReplies, allowUserInput: false, allowMultiSelect: false }];
}
